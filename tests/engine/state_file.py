"""A state file for `pulumi stack import`, as the real engine would have left it after deploying a graph."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bedplate.generator.diff.values import MASKED
from bedplate.generator.engine.properties import from_wire, reveal
from bedplate.generator.graph import Graph, Resource, Value
from tests.engine.standin.cloud import Cloud

_STATE_VERSION = 3
_NOT_RECORDED = "not recorded"
"""Text of a secret that a record masks."""


def state_file(graph: Graph, cloud: Cloud) -> str:
    """Deploy a graph into the stand-in's cloud, and return the state of a stack that did it.

    Secrets lie open in it: to a provider that takes none, as azure-native, becoming secret is no change.

    Args:
        graph: a graph in known mode; outputs come from the cloud.
        cloud: where to put its resources.
    """
    manifest = {"time": "2026-11-21T00:00:00Z", "magic": "", "version": ""}
    deployment = {"manifest": manifest, "resources": deployed_states(graph, cloud)}
    return json.dumps({"version": _STATE_VERSION, "deployment": deployment})


def deployed_states(graph: Graph, cloud: Cloud) -> list[dict[str, Any]]:
    """Deploy a graph into the stand-in's cloud, and return its resources as they stand in the engine's state."""
    return [_state(resource, cloud) for resource in graph.resources]


def _state(resource: Resource, cloud: Cloud) -> dict[str, Any]:
    options = resource.options
    facts = {
        "urn": resource.urn,
        "custom": resource.custom,
        "id": resource.id,
        "type": resource.type,
        "inputs": plain(resource.inputs),
        "outputs": _outputs(resource, cloud),
        "parent": resource.parent,
        "provider": resource.provider,
        "external": resource.read,
        "protect": options.protect,
        "retainOnDelete": options.retain_on_delete,
        "deletedWith": options.deleted_with,
    }
    return {name: value for name, value in facts.items() if value not in (None, False, "")}


def _outputs(resource: Resource, cloud: Cloud) -> Any:
    inputs = plain(resource.inputs)
    if not resource.custom or resource.type.startswith("pulumi:providers:"):
        return inputs
    return plain(from_wire(cloud.deploy(resource.type, str(resource.id), inputs)))


def plain(value: Value) -> Any:
    """Return a value as the state has it, with every secret laid open."""
    value = reveal(value)
    if value is MASKED:
        return _NOT_RECORDED
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value
