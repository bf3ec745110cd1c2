"""The project's own stacks: one life in the real engine, compared with our records."""

from __future__ import annotations

import pytest

from bedplate.generator.graph import Mode
from tests.engine import catalogue
from tests.engine.chains import Outcome
from tests.engine.differences import differences
from tests.engine.normal_form import of_graph

pytestmark = [pytest.mark.engine, pytest.mark.parametrize("stack", catalogue.stacks())]


def test_a_first_preview_equals_our_record_with_unknowns(stack: str, stack_outcome: Outcome) -> None:
    ours = catalogue.recorded(stack_outcome.project, catalogue.stack_chain(stack), Mode.UNKNOWN)
    assert differences(stack_outcome.preview, of_graph(ours)) == []


def test_the_deployed_state_equals_our_record(stack: str, stack_outcome: Outcome) -> None:
    ours = catalogue.recorded(stack_outcome.project, catalogue.stack_chain(stack), Mode.KNOWN)
    assert differences(stack_outcome.deployed, of_graph(ours)) == []


def test_a_second_preview_finds_no_changes(stack_outcome: Outcome) -> None:
    assert set(stack_outcome.second_preview) == {"same"}


def test_a_refresh_finds_no_changes(stack_outcome: Outcome) -> None:
    assert stack_outcome.refreshed == stack_outcome.deployed


def test_destroying_leaves_nothing(stack_outcome: Outcome) -> None:
    assert (stack_outcome.left_in_state, stack_outcome.left_in_cloud) == ((), ())
