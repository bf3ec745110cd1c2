"""Programs that fail: the engine and the recorder both refuse, and name the same cause."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import Mode
from tests.engine import catalogue
from tests.engine.chains import Chain, run_failing

CAUSES = {
    "apply": "no use for this value",
    "bad-alias": "no-urn",
    "bad-token": "not-a-token",
    "bad-version": r"Major\.Minor\.Patch",
    "duplicate": "Duplicate resource URN",
    "exception": "the settings contradict each other",
    "exit-code": "3",
    "logged": "the network is too small for its subnets",
    "id-missing": "Expected an ID for",
    "missing-asset": "no-such-file.txt",
    "missing-config": "missing-config:region",
    "missing-import": "no_such_module_anywhere",
    "outputs-twice": "acme:zone:Zone::zone",
    "run-error": "choose a region that offers the model",
    "stack-reference": "absent",
    "transform-fails": "this type is not allowed",
}
"""What the message of each failing program must say, whoever says it."""


def test_every_failing_program_has_its_cause() -> None:
    assert tuple(sorted(CAUSES)) == catalogue.names(catalogue.FAILING)


@pytest.mark.engine
@pytest.mark.parametrize("failing", sorted(CAUSES))
def test_the_engine_refuses(failing: str, failure: str) -> None:
    assert re.search(CAUSES[failing], failure)


@pytest.mark.engine
def test_both_refuse_what_is_not_python(engine: Path, tmp_path: Path) -> None:
    project = tmp_path / "broken"
    project.mkdir()
    (project / "Pulumi.yaml").write_text("name: broken\nruntime: python\n", encoding="utf-8")
    (project / "__main__.py").write_text("zones = [1, 2)\n", encoding="utf-8")
    cause = r"'\)' does not match opening parenthesis '\['"
    assert re.search(cause, run_failing(engine, Chain(project=project), tmp_path / "work"))
    with pytest.raises(ProgramError, match=cause):
        catalogue.recorded(project, Chain(project=project), Mode.UNKNOWN)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("failing_program", sorted(CAUSES))
def test_the_recorder_refuses(failing_program: str, mode: Mode) -> None:
    project = catalogue.FAILING / failing_program
    with pytest.raises(ProgramError, match=CAUSES[failing_program]):
        catalogue.recorded(project, catalogue.failing_chain(failing_program), mode)
