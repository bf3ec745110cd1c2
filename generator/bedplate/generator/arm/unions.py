"""Which class of a union a value is: by the constants that it holds, else by how many of its keys have a place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from bedplate.generator.arm.shapes import Child, ListOf, MapOf, ObjectOf, Shape, UnionOf
from bedplate.generator.graph import UNKNOWN, Secret, Value


def chosen_member(child: Child | None, value: Mapping[str, Value]) -> ObjectOf | MapOf | None:
    """Return what an object in a program is, of what its place allows; `None` where nothing there is an object."""
    objects = [member for member in _members(child) if isinstance(member, ObjectOf)]
    maps = [member for member in _members(child) if isinstance(member, MapOf)]
    if len(objects) + len(maps) == 1:
        return (objects or maps)[0]
    if not objects:
        return _merged_maps(maps)
    agreeing = [each for each in objects if _agrees(each.shape(), value)]
    # The first of equals wins, as the SDK names the members of a union in a settled order.
    best = max(agreeing or objects, key=lambda each: _fit(each.shape(), value))
    return maps[0] if maps and _fit(best.shape(), value)[1] == 0 else best


def items_of(child: Child | None) -> Child | None:
    """Return what the items of a list are; lists in a union make a union of their items."""
    inner = tuple(member.item for member in _members(child) if isinstance(member, ListOf))
    return inner[0] if len(inner) == 1 else UnionOf(inner) if inner else None


def expected_kind(child: Child | None) -> str:
    """Return what a place takes: `object`, `array`, or `string` where it is neither or not known."""
    kinds = {"array" if isinstance(member, ListOf) else "object" for member in _members(child)}
    return kinds.pop() if len(kinds) == 1 else "string"


def _members(child: Child | None) -> Iterator[Child]:
    if isinstance(child, UnionOf):
        for member in child.members:
            yield from _members(member)
    elif child is not None:
        yield child


def _merged_maps(maps: list[MapOf]) -> MapOf | None:
    return MapOf(UnionOf(tuple(each.value for each in maps))) if maps else None


def _agrees(shape: Shape, value: Mapping[str, Value]) -> bool:
    return all(_text(value.get(key)) in {None, constant.casefold()} for key, constant in shape.constants.items())


def _fit(shape: Shape, value: Mapping[str, Value]) -> tuple[int, int]:
    """Return how many constants of a class a value holds, and how many of its keys the class has a place for."""
    constants = sum(_text(value.get(key)) == constant.casefold() for key, constant in shape.constants.items())
    return constants, sum(_placed_keys(shape, value))


def _placed_keys(shape: Shape, value: Mapping[str, Value]) -> Iterator[int]:
    for key, item in value.items():
        if key in shape.places or key in shape.outside:
            yield 1
            inner = shape.children.get(key)
            if isinstance(inner, ObjectOf) and isinstance(item, Mapping):
                yield sum(_placed_keys(inner.shape(), cast("Mapping[str, Value]", item)))


def _text(value: Value) -> str | None:
    """Return a value as constants are compared; `None` where it is not there or not known."""
    if isinstance(value, Secret):
        return _text(value.value)
    return None if value is None or value is UNKNOWN else str(value).casefold()
