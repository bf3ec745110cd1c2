"""Reading resources and their properties, markers included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeGuard

from bedplate.generator.graph import UNKNOWN, PropertyPath, Resource, Secret, Value, secret_paths, unknown_paths


def is_marker(value: Value) -> bool:
    """Return whether a value is unknown or secret as a whole."""
    return value is UNKNOWN or isinstance(value, Secret)


def is_mapping(value: Value) -> TypeGuard[Mapping[str, Value]]:
    """Return whether a value is an object."""
    return isinstance(value, Mapping)


def is_list(value: Value) -> TypeGuard[Sequence[Value]]:
    """Return whether a value is a list."""
    return isinstance(value, tuple | list)


def at(properties: Value, *path: str | int) -> Value:
    """Return the value at a path; `None` where there is none.

    Where the path runs into an unknown value or a secret, that marker is the answer.
    """
    value = properties
    for step in path:
        if is_marker(value):
            return value
        if is_mapping(value) and isinstance(step, str):
            value = value.get(step)
        elif is_list(value) and isinstance(step, int) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def items(properties: Value, *path: str | int) -> tuple[Value, ...]:
    """Return the list at a path; a marker in its place as the only item, nothing where there is none."""
    value = at(properties, *path)
    if value is None:
        return ()
    return tuple(value) if is_list(value) else (value,)


def unknown_places(properties: Mapping[str, Value]) -> tuple[PropertyPath, ...]:
    """Return where a reader of masked properties meets unknown values: one inside a secret counts as the secret."""
    secret = secret_paths(properties)
    places = (
        next((outer for outer in secret if path[: len(outer)] == outer), path) for path in unknown_paths(properties)
    )
    return tuple(dict.fromkeys(places))


def dotted(path: PropertyPath) -> str:
    """Return a path as Pulumi writes it: `subnets[0].id`; keys with odd characters are quoted."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif step and not any(character in '.[]"' for character in step):
            text += f".{step}" if text else step
        else:
            quoted = step.replace("\\", "\\\\").replace('"', '\\"')
            text += f'["{quoted}"]'
    return text


def pointer(*path: str | int) -> str:
    """Return a path as a JSON pointer (RFC 6901): `/inputs/subnets/0/id`."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def is_managed(resource: Resource) -> bool:
    """Return whether a resource is one of the cloud's: neither a component nor a provider's configuration."""
    return resource.custom and not resource.type.startswith("pulumi:providers:")
