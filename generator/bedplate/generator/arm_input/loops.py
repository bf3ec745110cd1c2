"""Loops: what `copy` says."""

from __future__ import annotations

from typing import Any

from bedplate.generator.engine.values import is_array, is_object

LIMIT = 800
"""How often Azure repeats anything at most (learn.microsoft.com/azure/azure-resource-manager/templates/copy-resources,
read 2026-11-21)."""


def is_loops(value: Any) -> bool:
    """Return whether a member `copy` of an object says how others are repeated, and is none of its own."""
    return is_array(value) and all(is_object(each) and {"name", "count", "input"} <= each.keys() for each in value)
