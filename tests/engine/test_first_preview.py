"""What the real engine knows in its very first preview of the landing zones."""

from __future__ import annotations

import tomllib
from typing import TypeAlias

import pytest

from bedplate.components.arm import arm_type
from bedplate.generator.graph import UNKNOWN, walk
from tests.engine import catalogue
from tests.engine.chains import Outcome
from tests.engine.conftest import Runs

Unknowns: TypeAlias = frozenset[tuple[str, str]]
"""Type token and input, `[]` for any position in a list."""

with (catalogue.HERE / "known_later.toml").open("rb") as file:
    KNOWN_LATER = tuple(tomllib.load(file)["unknown"])
ALLOWED: Unknowns = frozenset((row["type"], row["input"]) for row in KNOWN_LATER)


def unknown_inputs(outcome: Outcome) -> Unknowns:
    """Return every input that the engine does not know in its first preview."""
    return frozenset(
        (facts["type"], ".".join("[]" if isinstance(part, int) else part for part in path))
        for facts in outcome.preview.resources.values()
        if facts.get("custom")  # what a component is given never reaches Azure as such
        for path, value in walk(facts.get("inputs", {}))
        if value == UNKNOWN.value  # noqa: SIM300 - an enumeration member is no constant to compare with
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


@pytest.mark.engine
def test_nothing_is_allowed_that_no_stack_needs(runs: Runs) -> None:
    found = [unknown_inputs(runs("stack", stack)) for stack in catalogue.stacks()]
    assert ALLOWED == frozenset().union(*found)


def test_every_allowance_has_a_reason() -> None:
    assert [row for row in KNOWN_LATER if len(row["reason"]) < len("Azure draws it.")] == []


def test_no_name_is_allowed_to_be_unknown() -> None:
    in_ids = [(token, name) for token, name in ALLOWED if (known := arm_type(token)) and name in known.path_parameters]
    assert in_ids == []
