"""Property values as rules see them, and how to find one.

A value is what JSON can say, or one of three markers. Azure compares property names and words of its
enumerations without regard to case, so everything here does too.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias, TypeGuard

Value: TypeAlias = Any
"""`None`, a `bool`, an `int`, a `float`, a `str`, a sequence or mapping of values, or a `Marker`."""


class Marker(enum.Enum):
    """What stands where a value cannot be read."""

    MISSING = "missing"
    """The property is not given."""
    UNKNOWN = "unknown"
    """It is given, and only a deployment can tell the value."""
    SECRET = "secret"  # noqa: S105 - a marker
    """It is given and known, and nobody is to read it."""


MISSING, UNKNOWN, SECRET = Marker.MISSING, Marker.UNKNOWN, Marker.SECRET


def is_object(value: Value) -> TypeGuard[Mapping[str, Value]]:
    """Return whether a value is an object."""
    return isinstance(value, Mapping)


def is_array(value: Value) -> TypeGuard[Sequence[Value]]:
    """Return whether a value is an array."""
    return isinstance(value, list | tuple)


def value_at(value: Value, path: str) -> Value:
    """Return the value at a dotted path; a marker where it cannot be read.

    Args:
        value: where to begin.
        path: names of properties joined by dots, for example `properties.networkAcls.defaultAction`; empty for the
            value itself.
    """
    for name in path.split(".") if path else ():
        if value is UNKNOWN or value is SECRET:
            return UNKNOWN
        value = _member(value, name) if is_object(value) else MISSING
    return MISSING if value is None else value


def items_at(value: Value, path: str) -> Iterator[tuple[str, Value]]:
    """Yield the elements of the array or object at a path, each with its own path; nothing where there is none."""
    found = value_at(value, path)
    if is_array(found):
        yield from ((f"{path}[{index}]", item) for index, item in enumerate(found))
    elif is_object(found):
        yield from ((f"{path}.{key}", item) for key, item in found.items())


def same_word(left: Value, right: Value) -> bool:
    """Return whether two known values are the same to Azure: words and booleans whatever their case and quotes."""
    if isinstance(left, bool) or isinstance(right, bool):
        return _text(left) == _text(right)
    if isinstance(left, str) and isinstance(right, str):
        return left.casefold() == right.casefold()
    return bool(left == right)


def _member(mapping: Mapping[str, Value], name: str) -> Value:
    if name in mapping:
        return mapping[name]
    wanted = name.casefold()
    return next((value for key, value in mapping.items() if key.casefold() == wanted), MISSING)


def _text(value: Value) -> str:
    return str(value).casefold()
