"""What the real engine knows in its very first preview of the landing zones."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import pytest

from bedplate.components.facts.arm_types import arm_type
from bedplate.generator.graph import UNKNOWN, Graph, Mode, PropertyPath, Secret, unknown_paths, walk
from tests.engine import catalogue
from tests.engine.chains import Outcome
from tests.engine.harness import REPOSITORY

Unknowns: TypeAlias = frozenset[tuple[str, str]]
"""Type token and input; an element of a list by its name."""

with (catalogue.HERE / "known_later.toml").open("rb") as file:
    _TABLE = tomllib.load(file)
KNOWN_LATER, EXPORTED = tuple(_TABLE["unknown"]), tuple(_TABLE["exported"])
ALLOWED: Unknowns = frozenset((row["type"], row["input"]) for row in KNOWN_LATER)


def _shown(inputs: Mapping[str, Any], path: PropertyPath) -> str:
    """Return a path in inputs, with an element of a list by its own name and not by its position."""
    parts: list[str] = []
    value: Any = inputs
    for part in path:
        value = _laid_open(value)[part]
        name = _laid_open(value).get("name", "") if isinstance(_laid_open(value), Mapping) else ""
        parts.append(part if isinstance(part, str) else f"[{name}]")
    return ".".join(parts)


def _laid_open(value: Any) -> Any:
    return value.value if isinstance(value, Secret) else value


def _inputs(type_: str, inputs: Mapping[str, Any], paths: Iterable[PropertyPath]) -> Unknowns:
    return frozenset((type_, _shown(inputs, path)) for path in paths)


def unknown_inputs(outcome: Outcome) -> Unknowns:
    """Return every input that the engine says it does not know; of secrets it says nothing."""
    found: set[tuple[str, str]] = set()
    for facts in outcome.preview.resources.values():
        if facts.get("custom"):  # what a component is given never reaches Azure as such
            inputs = facts.get("inputs", {})
            found |= _inputs(facts["type"], inputs, (path for path, value in walk(inputs) if value == UNKNOWN.value))
    return frozenset(found)


def recorded_unknowns(graph: Graph) -> Unknowns:
    """Return every input that our record does not know, also inside secrets."""
    found: set[tuple[str, str]] = set()
    for resource in graph.resources:
        if resource.custom:
            found |= _inputs(resource.type, resource.inputs, unknown_paths(resource.inputs))
    return frozenset(found)


@pytest.fixture(scope="module")
def first_records() -> tuple[Graph, ...]:
    """Our records of all stacks, with what Azure has not told yet."""
    return tuple(
        catalogue.recorded(REPOSITORY, catalogue.stack_chain(stack), Mode.UNKNOWN) for stack in catalogue.stacks()
    )


@pytest.mark.engine
@pytest.mark.parametrize("stack", catalogue.stacks())
def test_only_what_azure_invents_is_unknown(stack_outcome: Outcome) -> None:
    assert unknown_inputs(stack_outcome) <= ALLOWED


@pytest.mark.engine
@pytest.mark.parametrize("stack", catalogue.stacks())
def test_every_part_of_every_arm_id_is_known(stack_outcome: Outcome) -> None:
    missing = [
        f"{urn}: {parameter}"
        for urn, facts in stack_outcome.preview.resources.items()
        if (known := arm_type(facts["type"])) and not facts.get("read")
        for parameter in known.path_parameters
        if parameter != "subscriptionId" and facts["inputs"].get(parameter) in (None, UNKNOWN.value)
    ]
    assert missing == []


def test_exactly_the_allowed_inputs_are_unknown(first_records: tuple[Graph, ...]) -> None:
    """Neither an input without a reason, nor a reason without an input."""
    assert frozenset().union(*map(recorded_unknowns, first_records)) == ALLOWED


def test_exactly_the_allowed_outputs_are_unknown(first_records: tuple[Graph, ...]) -> None:
    unknown = {_shown(graph.outputs, path) for graph in first_records for path in unknown_paths(graph.outputs)}
    assert unknown == {row["output"] for row in EXPORTED}


def test_every_allowance_has_a_reason() -> None:
    assert [row for row in (*KNOWN_LATER, *EXPORTED) if len(row["reason"]) < len("Azure draws it.")] == []


def test_no_name_is_allowed_to_be_unknown() -> None:
    in_ids = [(token, name) for token, name in ALLOWED if (known := arm_type(token)) and name in known.path_parameters]
    assert in_ids == []
