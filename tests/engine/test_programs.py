"""Odd programs: the engine's record and ours are the same, before and after the deployment."""

from __future__ import annotations

import pytest

from bedplate.generator.graph import Mode
from tests.engine import catalogue
from tests.engine.chains import Outcome
from tests.engine.differences import differences
from tests.engine.normal_form import of_graph

pytestmark = [
    pytest.mark.engine,
    pytest.mark.parametrize("program", catalogue.names(catalogue.PROGRAMS)),
]


def test_a_first_preview_equals_our_record_with_unknowns(program: str, program_outcome: Outcome) -> None:
    ours = catalogue.recorded(program_outcome.project, catalogue.program_chain(program), Mode.UNKNOWN)
    assert differences(program_outcome.preview, of_graph(ours)) == []


def test_the_deployed_state_equals_our_record(program: str, program_outcome: Outcome) -> None:
    ours = catalogue.recorded(program_outcome.project, catalogue.program_chain(program), Mode.KNOWN)
    assert differences(program_outcome.deployed, of_graph(ours)) == []
