"""The one order of a graph's resources."""

from __future__ import annotations

import heapq
from collections.abc import Mapping

from bedplate.generator.graph import Resource


def in_order(resources: Mapping[str, Resource]) -> tuple[Resource, ...]:
    """Return resources parents and dependencies first, ties by URN, whatever order they came in.

    Resources in a circle, and what depends on them, are left out.
    """
    waits_for = {urn: needed_by_it(resource) & resources.keys() for urn, resource in resources.items()}
    needed_by: dict[str, list[str]] = {}
    for urn, needs in waits_for.items():
        for need in needs:
            needed_by.setdefault(need, []).append(urn)
    missing = {urn: len(needs) for urn, needs in waits_for.items()}
    ready = [urn for urn, count in missing.items() if count == 0]
    heapq.heapify(ready)
    ordered: list[Resource] = []
    while ready:
        urn = heapq.heappop(ready)
        ordered.append(resources[urn])
        for dependent in needed_by.get(urn, ()):
            missing[dependent] -= 1
            if missing[dependent] == 0:
                heapq.heappush(ready, dependent)
    return tuple(ordered)


def needed_by_it(resource: Resource) -> set[str]:
    """Return the URNs of what must be there before a resource: its dependencies, its parent, its provider."""
    needs = set(resource.dependencies)
    for urns in resource.property_dependencies.values():
        needs.update(urns)
    if resource.parent:
        needs.add(resource.parent)
    if resource.provider:
        needs.add(resource.provider.rpartition("::")[0])
    needs.discard(resource.urn)
    return needs
