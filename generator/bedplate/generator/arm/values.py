"""Plain values as ARM templates write them."""

from __future__ import annotations

from typing import Any

from bedplate.generator.diff.values import MASKED
from bedplate.generator.graph import UNKNOWN, PropertyPath, Value

_EXACT = 2**53
"""Whole floats beyond it are not exact, so they stay as they are."""


def literal(value: Value) -> Any:
    """Return a value that is known as a template writes it.

    Whole floats become integers, as JSON readers of other languages give every number as a float. A text that ARM would
    take for an expression gets the bracket that says it is none.
    """
    if isinstance(value, float) and value.is_integer() and abs(value) <= _EXACT:
        return int(value)
    if isinstance(value, str) and value.startswith("[") and value.endswith("]"):
        return f"[{value}"
    return value


def is_untold(value: Value) -> bool:
    """Return whether nothing is known of a secret's value: it is unknown, or a file left it out."""
    return value is None or value is UNKNOWN or value is MASKED


def is_set(path: PropertyPath) -> bool:
    """Return whether ARM holds a list of texts at this place as an object whose keys they are.

    azure-native takes a list wherever Azure's own description has a map of objects that only Azure fills in.
    """
    return path[-1:] == ("userAssignedIdentities",)


def quoted(text: str) -> str:
    """Return a text as an ARM expression writes it."""
    return "'" + text.replace("'", "''") + "'"
