"""What a change of inputs does to a deployed resource, as azure-native decides it."""

from __future__ import annotations

from collections.abc import Mapping

from bedplate.components.facts.arm_types import arm_type
from bedplate.generator.engine.properties import reveal
from bedplate.generator.graph import Value


def changed_properties(old: Mapping[str, Value], new: Mapping[str, Value]) -> tuple[str, ...]:
    """Return the names of the top-level inputs that differ, sorted; becoming secret is no change."""
    before, after = reveal(old), reveal(new)
    return tuple(sorted(key for key in {*before, *after} if before.get(key) != after.get(key)))


def replacing_properties(token: str, changed: tuple[str, ...]) -> tuple[str, ...]:
    """Return which of the changed inputs Azure cannot change in place: what is in the id, and the location."""
    known = arm_type(token)
    fixed = {"location", "resourceGroupName", *(known.path_parameters if known else ())}
    return tuple(key for key in changed if key in fixed)
