"""Nothing of a clean stack fails by a value that is not known: it is undecided, or decided by something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

import pytest

from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import UNKNOWN
from tests.conftest import STACKS
from tests.policies.clean_stacks import RecordStack, clean_stack

Path: TypeAlias = "tuple[str | int, ...]"


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


def unknown_in(resource: Resource, path: Path, resources: Resources) -> Resource:
    """Return a resource with one unknown value, which is made from what its ids name.

    Ids of our stacks are known texts, so that the value as recorded is made from no more than what it waits for. An id
    that a preview does not know is made from the resource that it is of.
    """
    body = with_unknown(resource.body, path)
    named = dict.fromkeys(found.key for id_ in texts_at(resource.body, path) if (found := resources.with_id(id_)))
    outer = ".".join(str(part) for part in path[:2])
    references = {**resource.references, outer: (*resource.references.get(outer, ()), *named)}
    return replace(resource, body=body, references=references if named else resource.references)


def texts_at(value: Any, path: Path) -> Iterator[str]:
    """Yield all texts at and below a path."""
    for part in path:
        value = value[part]
    if isinstance(value, str):
        yield value
    below = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for key, _item in below:
        yield from texts_at(value, (key,))


@pytest.mark.parametrize("name", STACKS)
def test_no_unknown_value_makes_a_rule_fail(name: str, record_stack: RecordStack) -> None:
    stack = clean_stack(name, record_stack)
    resources = Resources(stack.resources)

    failures = {
        (rule, resource.type, path)
        for resource in stack.resources
        for path in values_in(resource.body)
        for rule in stack.new_failures_with(resource, unknown_in(resource, path, resources))
    }

    assert failures == set()
