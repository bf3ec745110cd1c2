"""Programs that fail: the engine and the recorder both refuse, and name the same cause."""

from __future__ import annotations

import re

import pytest

from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import Mode
from tests.engine import catalogue

CAUSES = {
    "apply": "no use for this value",
    "bad-token": "not-a-token",
    "duplicate": "Duplicate resource URN",
    "exception": "the settings contradict each other",
    "exit-code": "3",
    "logged": "the network is too small for its subnets",
    "missing-asset": "no-such-file.txt",
    "missing-config": "missing-config:region",
    "missing-import": "no_such_module_anywhere",
    "run-error": "choose a region that offers the model",
    "stack-reference": "absent",
    "syntax": "'[' was never closed|does not match|SyntaxError",
    "transform-fails": "this type is not allowed",
}
"""What the message of each failing program must say, whoever says it."""


def test_every_failing_program_has_its_cause() -> None:
    assert tuple(sorted(CAUSES)) == catalogue.names(catalogue.FAILING)


@pytest.mark.engine
@pytest.mark.parametrize("failing", sorted(CAUSES))
def test_the_engine_refuses(failing: str, failure: str) -> None:
    assert re.search(CAUSES[failing], failure)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("failing_program", sorted(CAUSES))
def test_the_recorder_refuses(failing_program: str, mode: Mode) -> None:
    project = catalogue.FAILING / failing_program
    with pytest.raises(ProgramError, match=CAUSES[failing_program]):
        catalogue.recorded(project, catalogue.failing_chain(failing_program), mode)
