"""The stand-in's cloud: what exists, one file for each resource, shared by all provider processes of a run."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from google.protobuf import json_format, struct_pb2

from bedplate.generator.engine import azure
from bedplate.generator.engine.properties import to_wire
from bedplate.generator.graph import Value


class Cloud:
    """Deployed resources by id.

    Args:
        folder: where to keep them; made when the first one is deployed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, id_: str, inputs: struct_pb2.Struct, outputs: struct_pb2.Struct) -> None:
        """Create or overwrite a resource."""
        self._folder.mkdir(parents=True, exist_ok=True)
        content = {"id": id_, "inputs": _plain(inputs), "outputs": _plain(outputs)}
        file = self._file(id_)
        # Several provider processes may write at once; each puts its file in place in one step.
        unfinished = file.with_suffix(f".{os.getpid()}")
        unfinished.write_text(json.dumps(content), encoding="utf-8")
        unfinished.replace(file)

    def deploy(self, token: str, id_: str, inputs: Mapping[str, Value]) -> struct_pb2.Struct:
        """Create or overwrite a resource as Azure would, and return its outputs."""
        outputs = to_wire(azure.computed_outputs(token, inputs, id_))
        self.put(id_, to_wire(inputs), outputs)
        return outputs

    def get(self, id_: str) -> tuple[struct_pb2.Struct, struct_pb2.Struct] | None:
        """Return the inputs and outputs of a resource, or `None` when there is no such resource."""
        file = self._file(id_)
        if not file.is_file():
            return None
        content = json.loads(file.read_text(encoding="utf-8"))
        return _struct(content["inputs"]), _struct(content["outputs"])

    def remove(self, id_: str) -> None:
        """Delete a resource; one that is gone already is no error, as in Azure."""
        self._file(id_).unlink(missing_ok=True)

    def ids(self) -> tuple[str, ...]:
        """Return the ids of everything that exists, sorted."""
        files = self._folder.glob("*.json") if self._folder.is_dir() else ()
        return tuple(sorted(json.loads(file.read_text(encoding="utf-8"))["id"] for file in files))

    def _file(self, id_: str) -> Path:
        # Azure's ids are not case-sensitive.
        return self._folder / f"{hashlib.sha256(id_.lower().encode()).hexdigest()[:32]}.json"


def _plain(struct: struct_pb2.Struct) -> dict[str, object]:
    return json_format.MessageToDict(struct)


def _struct(content: dict[str, object]) -> struct_pb2.Struct:
    return json_format.ParseDict(content, struct_pb2.Struct())
