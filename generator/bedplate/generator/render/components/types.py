"""What the types in a package schema are called in a text, and which of them a component uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]
_LOCAL = "#/types/"


def type_name(definition: Schema) -> str:
    """Return the type of a property in words, types of the package as links to their sections on the same page."""
    if "$ref" in definition:
        name = definition["$ref"].rpartition(":")[2]
        return f"[{name}](#{name.lower()})" if definition["$ref"].startswith(_LOCAL) else name.rpartition("/")[2]
    if definition["type"] == "array":
        return f"list of {type_name(definition['items'])}"
    if definition["type"] == "object":
        return f"map of {type_name(definition['additionalProperties'])}"
    return str(definition["type"])


def used_types(properties: Schema, types: Schema) -> dict[str, Schema]:
    """Return the package's types that properties are made of, by name, in the order in which a reader meets them.

    Args:
        properties: the properties.
        types: all types of the package by token.
    """
    found: dict[str, Schema] = {}
    for definition in properties.values():
        for token in _references(definition):
            name = token.rpartition(":")[2]
            if name not in found:
                found[name] = types[token]
                found = {**found, **used_types(types[token].get("properties", {}), types)}
    return found


def _references(definition: Schema) -> Iterator[str]:
    reference = definition.get("$ref", "")
    if reference.startswith(_LOCAL):
        yield reference.removeprefix(_LOCAL)
    for inner in ("items", "additionalProperties"):
        if inner in definition:
            yield from _references(definition[inner])
