"""Small files as the Pulumi CLI writes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bedplate.generator.foreign import read_foreign
from bedplate.generator.graph import Graph

ZONE = "urn:pulumi:dev::zone::"
GROUP = f"{ZONE}azure-native:resources:ResourceGroup::"


def state(name: str, **more: Any) -> dict[str, Any]:
    """Return a resource group as the CLI writes one."""
    return {"urn": f"{GROUP}{name}", "custom": True, "type": "azure-native:resources:ResourceGroup", **more}


def export(*resources: dict[str, Any], pending: tuple[dict[str, Any], ...] = (), version: object = 3) -> str:
    """Return an export of resources."""
    deployment = {"manifest": {}, "resources": list(resources), "pending_operations": list(pending)}
    return json.dumps({"version": version, "deployment": deployment}, indent=4)


def preview(*steps: dict[str, Any], **more: Any) -> str:
    """Return a preview of steps."""
    return json.dumps({"steps": list(steps), "duration": 1, **more}, indent=4)


def step(op: str, name: str, old: dict[str, Any] | None = None, **new: Any) -> dict[str, Any]:
    """Return a step; `old` is the state before it, and there is none after a deletion."""
    after = None if op.startswith(("delete", "discard")) else state(name, **new)
    return {"op": op, "urn": f"{GROUP}{name}", "oldState": old, "newState": after}


def read(folder: Path, text: str | bytes) -> Graph:
    """Return the graph of a file with this text."""
    file = folder / "file.json"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_foreign(file)
