"""The stand-in's cloud: what exists, one file for each resource, shared by all provider processes of a run."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from google.protobuf import json_format, struct_pb2

from bedplate.generator.engine import azure
from bedplate.generator.engine.properties import from_wire, reveal, to_wire
from bedplate.generator.graph import Value
from bedplate.generator.programs import packages
from tests.engine.standin import azure_model
from tests.engine.standin.rules.model import Deployed


class Cloud:
    """Deployed resources by id.

    Args:
        folder: where to keep them; made when the first one is deployed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Path, tuple[int, Deployed]] = {}

    def put(self, token: str, id_: str, inputs: struct_pb2.Struct, outputs: struct_pb2.Struct) -> None:
        """Create or overwrite a resource."""
        self._folder.mkdir(parents=True, exist_ok=True)
        content = {"id": id_, "token": token, "inputs": _plain(inputs), "outputs": _plain(outputs)}
        file = self._file(id_)
        # Several provider processes may write at once; each puts its file in place in one step.
        unfinished = file.with_suffix(f".{os.getpid()}")
        unfinished.write_text(json.dumps(content), encoding="utf-8")
        unfinished.replace(file)
        self._held_file(id_).unlink(missing_ok=True)

    def deploy(
        self, token: str, id_: str, inputs: Mapping[str, Value], *, inventive: bool = False
    ) -> struct_pb2.Struct:
        """Create or overwrite a resource as Azure would, and return its outputs.

        Args:
            token: Pulumi type token.
            id_: its id.
            inputs: its inputs by wire name.
            inventive: whether everything that Azure would tell is made up, and not only what our stacks read.
        """
        computed = azure_model.computed_outputs(token, inputs, id_)
        if inventive and azure.is_azure(token):
            computed = azure_model.completed(token, id_, computed)
        outputs = to_wire({**computed, **packages.computed_outputs(token, inputs, id_)})
        self.put(token, id_, to_wire(inputs), outputs)
        return outputs

    def get(self, id_: str) -> tuple[struct_pb2.Struct, struct_pb2.Struct] | None:
        """Return the inputs and outputs of a resource, or `None` when there is no such resource."""
        file = self._file(id_)
        if not file.is_file():
            return None
        content = json.loads(file.read_text(encoding="utf-8"))
        return _struct(content["inputs"]), _struct(content["outputs"])

    def remove(self, id_: str, *, hold: bool = False) -> None:
        """Delete a resource; one that is gone already is no error, as in Azure.

        Args:
            id_: its id.
            hold: whether it can still be restored, so that its name stays taken.
        """
        file = self._file(id_)
        if hold and file.is_file():
            self._held_file(id_).write_text(id_.lower(), encoding="utf-8")
        file.unlink(missing_ok=True)

    def ids(self) -> tuple[str, ...]:
        """Return the ids of everything that exists, sorted."""
        return tuple(sorted(resource.id for resource in self.resources().values()))

    def resources(self) -> dict[str, Deployed]:
        """Return everything that exists by its id in lower case, with secrets laid open."""
        files = self._folder.glob("*.json") if self._folder.is_dir() else ()
        found = sorted((self._deployed(file) for file in files), key=lambda resource: resource.id)
        return {resource.id.lower(): resource for resource in found}

    def held(self) -> frozenset[str]:
        """Return the ids, in lower case, of what was deleted and can still be restored."""
        files = self._folder.glob("*.held") if self._folder.is_dir() else ()
        return frozenset(file.read_text(encoding="utf-8") for file in files)

    def _deployed(self, file: Path) -> Deployed:
        """Return a file's resource; each is read once for every time that it is written."""
        written = file.stat().st_mtime_ns
        known = self._read.get(file)
        if known is None or known[0] != written:
            content = json.loads(file.read_text(encoding="utf-8"))
            inputs, outputs = _revealed(content["inputs"]), _revealed(content["outputs"])
            known = (written, Deployed(id=content["id"], token=content["token"], inputs=inputs, outputs=outputs))
            self._read[file] = known
        return known[1]

    def _file(self, id_: str) -> Path:
        # Azure's ids are not case-sensitive.
        return self._folder / f"{hashlib.sha256(id_.lower().encode()).hexdigest()[:32]}.json"

    def _held_file(self, id_: str) -> Path:
        return self._file(id_).with_suffix(".held")


def _plain(struct: struct_pb2.Struct) -> dict[str, object]:
    return json_format.MessageToDict(struct)


def _struct(content: dict[str, object]) -> struct_pb2.Struct:
    return json_format.ParseDict(content, struct_pb2.Struct())


def _revealed(content: dict[str, object]) -> Mapping[str, Any]:
    return {key: reveal(value) for key, value in from_wire(_struct(content)).items()}
