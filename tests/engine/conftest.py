"""Fixtures of the tests that ask the real Pulumi engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from tests.engine import catalogue
from tests.engine.chains import Chain, Outcome, run_chain, run_failing
from tests.engine.disturbed import Disturbed, run_interrupted, run_transient
from tests.engine.harness import find_engine
from tests.engine.shared_runs import SharedRuns

Runs: TypeAlias = Callable[[str, str], Any]
"""Kind and name of a run → what came of it."""

_RUNS: dict[str, tuple[Callable[[str], Chain], Callable[[Path, Chain, Path], Any]]] = {
    "stack": (catalogue.stack_chain, run_chain),
    "interrupted": (catalogue.stack_chain, run_interrupted),
    "hindered": (catalogue.stack_chain, run_transient),
    "program": (catalogue.program_chain, run_chain),
    "failing": (catalogue.failing_chain, run_failing),
}


@pytest.fixture(scope="session")
def engine() -> Path:
    """Folder of the real `pulumi`."""
    found = find_engine()
    if found is None:
        pytest.skip("no Pulumi engine: none on PATH, none built; install Go and run `make engine`")
    return found


@pytest.fixture(scope="session")
def runs(engine: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    """Every run that the selected tests ask for, begun at once and side by side."""
    shared = SharedRuns.of_session(tmp_path_factory, "runs")

    def begin(kind: str, name: str) -> None:
        chain_of, run = _RUNS[kind]
        chain, folder = chain_of(name), tmp_path_factory.getbasetemp() / f"engine-{kind}-{name}"
        shared.begin(f"{kind}-{name}", lambda: run(engine, chain, folder))

    def result(kind: str, name: str) -> Any:
        begin(kind, name)
        return shared.outcome(f"{kind}-{name}")

    for kind, name in _asked_for(request.session):
        begin(kind, name)
    yield result
    shared.close()


def _asked_for(session: pytest.Session) -> Iterator[tuple[str, str]]:
    """Yield kind and name of the runs of all selected tests."""
    for item in session.items:
        parameters = getattr(item, "callspec", None)
        for kind in _RUNS:
            if parameters and kind in parameters.params:
                yield kind, str(parameters.params[kind])


@pytest.fixture
def stack_outcome(runs: Runs, stack: str) -> Outcome:
    """What the engine said of one of the project's stacks."""
    outcome: Outcome = runs("stack", stack)
    return outcome


@pytest.fixture
def interruption(runs: Runs, interrupted: str) -> Disturbed:
    """What became of one of the project's stacks when writes failed for good now and then."""
    disturbed: Disturbed = runs("interrupted", interrupted)
    return disturbed


@pytest.fixture
def hindrance(runs: Runs, hindered: str) -> Disturbed:
    """What became of one of the project's stacks when every documented transient error occurred."""
    disturbed: Disturbed = runs("hindered", hindered)
    return disturbed


@pytest.fixture
def program_outcome(runs: Runs, program: str) -> Outcome:
    """What the engine said of an odd program."""
    outcome: Outcome = runs("program", program)
    return outcome


@pytest.fixture
def failure(runs: Runs, failing: str) -> str:
    """What the engine said of a program that fails."""
    said: str = runs("failing", failing)
    return said
