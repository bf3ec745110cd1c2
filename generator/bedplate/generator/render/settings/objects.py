"""The objects that a stack file is made of, each once, in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]
_LOCAL = "#/$defs/"


@dataclass(frozen=True, slots=True)
class SettingsObject:
    """One object, at every place where it can stand."""

    paths: tuple[str, ...]
    """Dotted paths of it, with `[]` for the elements of a list; empty for the settings as a whole."""
    definition: Schema
    """Its JSON Schema."""


def settings_objects(schema: Schema, definitions: Schema) -> tuple[SettingsObject, ...]:
    """Return an object and all inside of it, outer ones first.

    Args:
        schema: JSON Schema of the outermost object.
        definitions: what references lead to, by name.
    """
    paths: dict[str, list[str]] = {}
    found: dict[str, Schema] = {}
    for path, name in _inner(schema, definitions, ""):
        found[name] = definitions[name]
        paths.setdefault(name, []).append(path)
    inner = (SettingsObject(tuple(dict.fromkeys(paths[name])), definition) for name, definition in found.items())
    return (SettingsObject(("",), schema), *inner)


def resolved(schema: Schema, definitions: Schema) -> Schema:
    """Return a property with what its reference says, and without the null that a key left out stands for."""
    choices = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
    if len(choices) == 1:
        rest = {key: value for key, value in schema.items() if key != "anyOf"}
        schema = {**choices[0], **rest}
    name = reference(schema)
    return {**definitions[name], **schema} if name else schema


def element(schema: Schema, definitions: Schema) -> Schema:
    """Return what the elements of a list are, or a property that is no list itself, resolved."""
    each = resolved(schema, definitions)
    return resolved(each["items"], definitions) if each.get("type") == "array" else each


def reference(schema: Schema) -> str:
    """Return the name of the definition that a schema refers to, else nothing."""
    return str(schema.get("$ref", "")).removeprefix(_LOCAL)


def _inner(schema: Schema, definitions: Schema, path: str) -> Iterator[tuple[str, str]]:
    for key, each in schema.get("properties", {}).items():
        inner = element(each, definitions)
        place = f"{path}.{key}" if path else key
        if resolved(each, definitions).get("type") == "array":
            place = f"{place}[]"
        if "properties" in inner:
            yield place, reference(inner)
            yield from _inner(inner, definitions, place)
