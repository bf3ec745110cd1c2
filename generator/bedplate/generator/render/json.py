"""The preview for programs: one JSON document with every property, described by `docs/preview.schema.json`."""

from __future__ import annotations

import dataclasses
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from bedplate.generator.graph import (
    UNKNOWN,
    Archive,
    Asset,
    Graph,
    Invoke,
    PropertyPath,
    Resource,
    ResourceOptions,
    Secret,
    Value,
    secret_paths,
)
from bedplate.generator.render.document_text import json_text
from bedplate.generator.render.preview_model import SECRET_TEXT
from bedplate.generator.render.properties import is_list, is_managed, is_mapping, is_marker, pointer, unknown_places

FORMAT_VERSION = "1.1"
"""The first number rises when a reader of the old format could misread the new one, the second with new fields."""

_INSTALLED = re.compile(r".*/(?:site|dist)-packages/")
_ABSOLUTE = re.compile(r"/|[A-Za-z]:[/\\]|\\\\")


def render(graph: Graph) -> str:
    """Return the graph as JSON: the same bytes for the same graph, without times or paths of this machine.

    A secret is the text `[secret]`, an unknown value the text that `pulumi preview --json` writes for one; the
    JSON pointers under `secret` and `unknown` tell them from values that look alike.
    """
    document = {
        "formatVersion": FORMAT_VERSION,
        "project": graph.project,
        "stack": graph.stack,
        "mode": graph.mode.value,
        "resources": [_resource(resource) for resource in graph.resources],
        "outputs": _object(graph.outputs),
        "unknown": _pointers(unknown_places(graph.outputs), "outputs"),
        "secret": _pointers(secret_paths(graph.outputs), "outputs"),
        "invokes": [_invoke(invoke) for invoke in graph.invokes],
        "notes": list(graph.notes),
        "summary": _summary(graph),
    }
    return json_text(document)


def _resource(resource: Resource) -> dict[str, Any]:
    bags = {"inputs": resource.inputs, "outputs": resource.outputs}
    unknown = [at for name, bag in bags.items() for at in _pointers(unknown_places(bag), name)]
    secret = [at for name, bag in bags.items() for at in _pointers(secret_paths(bag), name)]
    return {
        "urn": resource.urn,
        "type": resource.type,
        "name": resource.name,
        "custom": resource.custom,
        "read": resource.read,
        "parent": resource.parent,
        "id": plain(resource.id),
        "provider": resource.provider,
        "protect": resource.options.protect,
        "inputs": _object(resource.inputs),
        "outputs": _object(resource.outputs),
        "unknown": (["/id"] if resource.id is UNKNOWN else []) + unknown,
        "secret": secret,
        "dependencies": list(resource.dependencies),
        "propertyDependencies": {key: list(urns) for key, urns in sorted(resource.property_dependencies.items())},
        "options": _options(resource.options),
        "source": _source(resource),
    }


def _options(options: ResourceOptions) -> dict[str, Any]:
    """Return the options that a program set, by their names in Pulumi's own JSON."""
    default = ResourceOptions()
    return {
        _camel(field.name): plain(_as_mapping(getattr(options, field.name)))
        for field in dataclasses.fields(options)
        if field.name != "protect" and getattr(options, field.name) != getattr(default, field.name)
    }


def _source(resource: Resource) -> dict[str, Any] | None:
    if resource.source is None:
        return None
    return {"file": portable(resource.source.file), "line": resource.source.line}


def _invoke(invoke: Invoke) -> dict[str, Any]:
    return {
        "token": invoke.token,
        "arguments": _object(invoke.arguments),
        "unknown": _pointers(unknown_places(invoke.arguments), "arguments"),
        "secret": _pointers(secret_paths(invoke.arguments), "arguments"),
    }


def _summary(graph: Graph) -> dict[str, Any]:
    types = Counter(resource.type for resource in graph.resources if is_managed(resource))
    components = [each for each in graph.resources if not each.custom and each.type != "pulumi:pulumi:Stack"]
    bags = [graph.outputs, *(resource.inputs for resource in graph.resources)]
    return {
        "resources": types.total(),
        "components": len(components),
        "types": dict(sorted(types.items())),
        "unknown": sum(len(unknown_places(bag)) for bag in bags),
        "secret": sum(len(secret_paths(bag)) for bag in bags),
    }


def _object(bag: Mapping[str, Value]) -> dict[str, Any]:
    return {key: plain(bag[key]) for key in sorted(bag)}


def plain(value: Value) -> Any:
    """Return a value as JSON writes it, with secrets and unknown values masked and marked."""
    if is_marker(value):
        return SECRET_TEXT if isinstance(value, Secret) else UNKNOWN.value
    if is_mapping(value):
        return _object(value)
    if is_list(value):
        return [plain(item) for item in value]
    if isinstance(value, Asset | Archive):
        return _file(value)
    if isinstance(value, float) and not math.isfinite(value):
        # JSON has no such numbers; these are the texts of protocol buffers' own JSON.
        return {math.inf: "Infinity", -math.inf: "-Infinity"}.get(value, "NaN")
    return value


def _file(value: Asset | Archive) -> dict[str, Any]:
    fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    given = {name: item for name, item in fields.items() if item is not None}
    if value.path is not None:
        given["path"] = portable(value.path)
    return {"kind": type(value).__name__.lower(), **_object(given)}


def _pointers(paths: Iterable[PropertyPath], root: str) -> list[str]:
    return sorted(pointer(root, *path) for path in paths)


def portable(path: str) -> str:
    """Return a path that is the same on every machine: below the installed packages, or the file's name alone."""
    installed = _INSTALLED.sub("", path)
    return re.split(r"[/\\]", installed)[-1] if _ABSOLUTE.match(installed) else installed


def _as_mapping(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: text for field in dataclasses.fields(value) if (text := getattr(value, field.name))}
    return value


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
