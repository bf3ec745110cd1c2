"""Shapes: where each input of a Pulumi class stands in the ARM object that the provider sends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shape:
    """Where the inputs of one class go; compared by identity, as shapes may hold one another."""

    name: str
    """Class of the SDK, for example `SubnetArgs`; of a resource, its own name."""
    places: Mapping[str, tuple[str, ...]]
    """Path in the ARM object of every input that a template can hold, by input key."""
    outside: Mapping[str, str]
    """Why a template cannot hold an input, by input key."""
    children: Mapping[str, Child]
    """What the value of an input is made of, where it holds objects with shapes of their own."""
    constants: Mapping[str, str]
    """The only value that an input may have: it tells this class from others in a union."""


@dataclass(frozen=True, slots=True)
class ObjectOf:
    """An object of one class; the shape is read when it is needed."""

    name: str
    shape: Callable[[], Shape]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list whose items are all of one kind."""

    item: Child


@dataclass(frozen=True, slots=True)
class MapOf:
    """An object whose keys are the program's own and whose values are all of one kind."""

    value: Child


@dataclass(frozen=True, slots=True)
class UnionOf:
    """One of several kinds."""

    members: tuple[Child, ...]


Child: TypeAlias = ObjectOf | ListOf | MapOf | UnionOf


def read_shape(name: str, row: Mapping[str, Any], shape_of: Callable[[str], Shape]) -> Shape:
    """Return a shape from its row in a table.

    Args:
        name: class of the SDK.
        row: `direct`, `properties`, `moved`, `outside`, `children` and `constants`, each left out where empty.
        shape_of: gives the shape of another class of the same module.
    """
    places: dict[str, tuple[str, ...]] = {key: (key,) for key in row.get("direct", ())}
    places.update({key: ("properties", key) for key in row.get("properties", ())})
    places.update({key: tuple(pointer.split("/")) for key, pointer in row.get("moved", _NOTHING).items()})
    children = {key: read_child(child, shape_of) for key, child in row.get("children", _NOTHING).items()}
    return Shape(
        name=name,
        places=places,
        outside=row.get("outside", _NOTHING),
        children=children,
        constants=row.get("constants", _NOTHING),
    )


def read_child(text: str | Sequence[str], shape_of: Callable[[str], Shape]) -> Child:
    """Return what a value is made of: `X` an object, `[X]` a list, `{X}` a map, a sequence of these a union."""
    if not isinstance(text, str):
        return UnionOf(tuple(read_child(member, shape_of) for member in text))
    match text[0], text[1:-1]:
        case "[", inner:
            return ListOf(read_child(inner, shape_of))
        case "{", inner:
            return MapOf(read_child(inner, shape_of))
        case _:
            return ObjectOf(text, lambda: shape_of(text))
