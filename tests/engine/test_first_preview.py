"""What the real engine knows in its very first preview of the landing zones."""

from __future__ import annotations

import tomllib
from typing import TypeAlias

import pytest

from bedplate.components.facts.arm_types import arm_type
from bedplate.generator.graph import UNKNOWN, Mode, PropertyPath, unknown_paths, walk
from tests.engine import catalogue
from tests.engine.chains import Outcome
from tests.engine.harness import REPOSITORY

Unknowns: TypeAlias = frozenset[tuple[str, str]]
"""Type token and input, `[]` for any position in a list."""

with (catalogue.HERE / "known_later.toml").open("rb") as file:
    KNOWN_LATER = tuple(tomllib.load(file)["unknown"])
ALLOWED: Unknowns = frozenset((row["type"], row["input"]) for row in KNOWN_LATER)


def _shown(type_: str, path: PropertyPath) -> tuple[str, str]:
    return type_, ".".join("[]" if isinstance(part, int) else part for part in path)


def unknown_inputs(outcome: Outcome) -> Unknowns:
    """Return every input that the engine says it does not know; of secrets it says nothing."""
    return frozenset(
        _shown(facts["type"], path)
        for facts in outcome.preview.resources.values()
        if facts.get("custom")  # what a component is given never reaches Azure as such
        for path, value in walk(facts.get("inputs", {}))
        if value == UNKNOWN.value
    )


def recorded_unknowns(stack: str) -> Unknowns:
    """Return every input that our record does not know, also inside secrets."""
    graph = catalogue.recorded(REPOSITORY, catalogue.stack_chain(stack), Mode.UNKNOWN)
    return frozenset(
        _shown(resource.type, path)
        for resource in graph.resources
        if resource.custom
        for path in unknown_paths(resource.inputs)
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


def test_exactly_the_allowed_inputs_are_unknown() -> None:
    """Neither an input without a reason, nor a reason without an input."""
    assert frozenset().union(*map(recorded_unknowns, catalogue.stacks())) == ALLOWED


def test_every_allowance_has_a_reason() -> None:
    assert [row for row in KNOWN_LATER if len(row["reason"]) < len("Azure draws it.")] == []


def test_no_name_is_allowed_to_be_unknown() -> None:
    in_ids = [(token, name) for token, name in ALLOWED if (known := arm_type(token)) and name in known.path_parameters]
    assert in_ids == []
