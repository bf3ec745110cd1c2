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


def is_hidden(value: Value) -> TypeGuard[Marker]:
    """Return whether a value is given, and cannot be read: it is not known yet, or is secret."""
    return value is UNKNOWN or value is SECRET


def is_within(path: str, outer: str) -> bool:
    """Return whether a dotted path is another one, or leads on from it."""
    return path == outer or path.startswith((f"{outer}.", f"{outer}["))


def value_at(value: Value, path: str) -> Value:
    """Return the value at a dotted path; a marker where it cannot be read.

    Args:
        value: where to begin.
        path: names of properties joined by dots, for example `properties.networkAcls.defaultAction`; empty for the
            value itself.
    """
    for name in path.split(".") if path else ():
        if is_hidden(value):
            return UNKNOWN
        value = member(value, name)
    return MISSING if value is None else value


def member(value: Value, name: str) -> Value:
    """Return the member of an object with a name, whatever its case; `MISSING` of anything that is no object."""
    if not is_object(value):
        return MISSING
    if name in value:
        return value[name]
    wanted = name.casefold()
    return next((found for key, found in value.items() if key.casefold() == wanted), MISSING)


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


def _text(value: Value) -> str:
    return str(value).casefold()
