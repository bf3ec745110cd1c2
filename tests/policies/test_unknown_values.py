"""Nothing of a clean stack fails by a value that is not known: it is undecided, or decided by something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

import pytest

from bedplate.policies.values import UNKNOWN
from tests.conftest import STACKS
from tests.policies.clean_stacks import RecordStack, clean_stack

Path: TypeAlias = "tuple[str | int, ...]"
# Ids of our stacks are known texts, so a connection of an endpoint is made from what it waits for and no more.
RECORDED_OTHERWISE = {("X-NET-01", "privateLinkServiceConnections"), ("X-NET-01", "storageId")}
RECORDED_OTHERWISE |= {("MON-14", "privateLinkServiceConnections"), ("X-NET-01", "kind")}


def values_in(value: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the paths of all values below the properties of an ARM object, and of its other members."""
    items = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        below = (*path, key)
        if below not in {("name",), ("properties",)}:
            yield below
        yield from values_in(item, below)


def with_unknown(value: Any, path: Path) -> Any:
    """Return a copy of a value in which one is not known."""
    if not path:
        return UNKNOWN
    if isinstance(value, list):
        return [with_unknown(item, path[1:]) if index == path[0] else item for index, item in enumerate(value)]
    return {key: with_unknown(item, path[1:]) if key == path[0] else item for key, item in value.items()}


@pytest.mark.parametrize("name", STACKS)
def test_no_unknown_value_makes_a_rule_fail(name: str, record_stack: RecordStack) -> None:
    stack = clean_stack(name, record_stack)

    failures = {
        (rule, resource.type, path)
        for resource in stack.resources
        for path in values_in(resource.body)
        for rule in stack.new_failures_with(resource, replace(resource, body=with_unknown(resource.body, path)))
        if not any((rule, part) in RECORDED_OTHERWISE for part in path)
    }

    assert failures == set()
