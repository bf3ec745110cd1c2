"""What two graphs of the same program say differently where both know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bedplate.generator.arm.resource_types import resource_type
from bedplate.generator.diff.values import MASKED
from bedplate.generator.engine.config import SECRET_TEXT
from bedplate.generator.graph import UNKNOWN, Graph, Resource, Secret, Value

_ABSENT = object()
_PROVIDERS = "pulumi:providers:"


def disagreements(one: Graph, other: Graph) -> list[str]:
    """Return one line for everything that two graphs of the same program and stack say differently.

    What one of them does not know, or shows masked, is no difference; nor is a name that only one of them says,
    where the provider chooses it.
    """
    first, second = _resources(one), _resources(other)
    only = [f"{urn}: only in one of them" for urn in sorted(first.keys() ^ second.keys())]
    return only + [line for urn in first.keys() & second.keys() for line in _resource(first[urn], second[urn])]


def _resources(graph: Graph) -> Mapping[str, Resource]:
    """Return what a program declares, by URN: all but the default providers, which the engine adds."""
    return {
        each.urn: each
        for each in graph.resources
        if not each.read and not (each.type.startswith(_PROVIDERS) and each.name.startswith("default"))
    }


def _resource(one: Resource, other: Resource) -> Iterator[str]:
    where = one.urn.rpartition("::")[2]
    for what in ("parent", "dependencies", "custom"):
        if getattr(one, what) != getattr(other, what):
            yield f"{where}: {what}: {getattr(one, what)} / {getattr(other, what)}"
    if one.options.protect != other.options.protect:
        yield f"{where}: protect"
    chosen = _chosen_by_the_provider(one)
    for key in sorted(one.inputs.keys() | other.inputs.keys()):
        pair = one.inputs.get(key, _ABSENT), other.inputs.get(key, _ABSENT)
        if not (key in chosen and _ABSENT in pair):
            yield from _value(f"{where}: {key}", *pair)


def _chosen_by_the_provider(resource: Resource) -> frozenset[str]:
    """Return the inputs that azure-native fills in itself: the last name of the path, and the location."""
    kind = resource_type(resource.type)
    return frozenset({kind.path_parameters[-1], "location"}) if kind and kind.path_parameters else frozenset()


def _value(path: str, one: Value, other: Value) -> Iterator[str]:
    if UNKNOWN in (one, other):
        return
    if isinstance(one, Secret) or isinstance(other, Secret):
        yield from _secret(path, one, other)
    elif isinstance(one, Mapping) and isinstance(other, Mapping):
        for key in sorted(one.keys() | other.keys()):
            yield from _value(f"{path}.{key}", one.get(key, _ABSENT), other.get(key, _ABSENT))
    elif isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        for index, pair in enumerate(zip(one, other, strict=True)):
            yield from _value(f"{path}[{index}]", *pair)
    elif one != other:
        yield f"{path}: {one!r} / {other!r}"


def _secret(path: str, one: Value, other: Value) -> Iterator[str]:
    values: list[Any] = [each.value if isinstance(each, Secret) else each for each in (one, other)]
    if not any(_is_hidden(each) for each in values):
        yield from _value(path, *values)


def _is_hidden(value: Value) -> bool:
    """Return whether a secret's value is only a stand-in for one that was masked or could not be decrypted."""
    return value is UNKNOWN or value is MASKED or (isinstance(value, str) and SECRET_TEXT in value)
