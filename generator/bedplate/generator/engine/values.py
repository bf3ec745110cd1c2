"""The two kinds of collection among property values, told apart for readers and checkers alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

from bedplate.generator.graph import Value


def is_object(value: Any) -> TypeGuard[Mapping[str, Value]]:
    """Return whether a value is an object."""
    return isinstance(value, Mapping)


def is_array(value: Any) -> TypeGuard[Sequence[Value]]:
    """Return whether a value is an array."""
    return isinstance(value, tuple | list)
