"""A check for cycles among dependencies that costs next to nothing where resources depend on older ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_DEPENDENCIES = "_direct_computed_dependencies"
"""The attribute in which the SDK keeps a resource's known dependencies."""


class CycleCheck:
    """Declares dependencies between the resources of one run.

    An edge from a newer resource to an older one cannot close a cycle while all edges run that way, and
    nearly all do. Only after one runs the other way do further checks search, without recursion.

    Args:
        ages: each resource's place in the order of creation; it grows while the program runs.
    """

    def __init__(self, ages: Mapping[Any, int]) -> None:
        self._ages = ages
        self._only_backward = True

    def declare_dependency(self, from_resource: Any, to_resource: Any) -> bool:
        """Note that one resource depends on another; `False`, and no note, where that closes a cycle."""
        backward = self._ages.get(to_resource, -1) < self._ages.get(from_resource, -1)
        if not (backward and self._only_backward) and _reaches(to_resource, from_resource):
            return False
        self._only_backward = self._only_backward and backward
        known: set[Any] | None = getattr(from_resource, _DEPENDENCIES, None)
        if known is None:
            setattr(from_resource, _DEPENDENCIES, {to_resource})
        else:
            known.add(to_resource)
        return True


def _reaches(start: Any, goal: Any) -> bool:
    """Return whether a resource is another or depends on it through any number of steps."""
    seen = {start}
    waiting = [start]
    while waiting:
        resource = waiting.pop()
        if resource is goal:
            return True
        for dependency in getattr(resource, _DEPENDENCIES, ()):
            if dependency not in seen:
                seen.add(dependency)
                waiting.append(dependency)
    return False
