"""Error hooks under the real engine: each documented transient error is tried again, so often and no more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bedplate.components.shared.retry.hazards import Hazard, hazards
from tests.engine import catalogue
from tests.engine.harness import EngineError, Project, Workspace

pytestmark = pytest.mark.engine
TRIES = 2
"""How many tries of each resource fail before one succeeds."""
ENDLESS = 1000


@pytest.fixture
def transient(engine: Path, tmp_path: Path) -> Project:
    """A program with a resource for each transient error; its resources lie nowhere in particular."""
    project = Workspace(engine, tmp_path / "work", lenient=True).copy(catalogue.HERE / "transient")
    project.create("dev")
    return project


def _retries(said: str, operation: str, hazard: Hazard) -> int:
    """Return how often the engine says in its diagnostics that it tries a hazard's resource again."""
    diagnostics = said.partition("Diagnostics:")[2]
    own = re.search(rf"\n  \S+ \({hazard.id}\):\n((?:    .*\n)+)", diagnostics)
    return len(re.findall(rf"retrying {operation} due to on-error hook request", own[1])) if own else 0


def test_every_transient_error_passes_by(transient: Project) -> None:
    transient.workspace.meet(hazards={hazard.id: TRIES for hazard in hazards()})
    up, destroyed = transient.up("dev"), transient.destroy("dev", run_program=True)
    done = {"create": up, "delete": destroyed}
    too_few = [
        (hazard.id, operation)
        for hazard in hazards()
        for operation, said in done.items()
        if operation in hazard.operations and _retries(said, operation, hazard) < TRIES
    ]
    assert too_few == []
    assert transient.export("dev") == ()


@pytest.mark.parametrize(
    "hazard",
    [pytest.param(hazard, id=hazard.id) for hazard in hazards() if hazard.id in {"account-busy", "vault-busy"}],
)
def test_tries_are_bounded_and_azure_has_the_last_word(transient: Project, hazard: Hazard) -> None:
    transient.workspace.meet(hazards={hazard.id: ENDLESS})
    with pytest.raises(EngineError) as failed:
        transient.up("dev")
    said = str(failed.value)
    assert f"error: {hazard.example}" in said
    assert _retries(said, "create", hazard) == hazard.attempts - 1


def test_without_the_program_a_deletion_is_not_retried(transient: Project) -> None:
    transient.up("dev")
    transient.workspace.meet(hazards={"account-busy": 1})
    with pytest.raises(EngineError, match="RequestConflict") as failed:
        transient.destroy("dev")
    assert "on-error hook request" not in str(failed.value)
    assert 'Message="Another operation is being performed on the parent resource. Please try again later."' in str(
        failed.value
    )


def test_writers_meet_in_the_real_engine(engine: Path, tmp_path: Path) -> None:
    project = Workspace(engine, tmp_path / "work").copy(catalogue.HERE / "racing")
    project.create("dev")
    with pytest.raises(EngineError) as failed:
        project.up("dev")
    account = "/subscriptions/00000000-0000-0000-0000-000000000000/resourcegroups/rg/providers/microsoft.cognitiveservices/accounts/aif"  # noqa: E501 - an ARM id
    expected = f"Another operation is being performed on the parent resource '{account}'. Please try again later."
    assert f'error: Status=409 Code="RequestConflict" Message="{expected}"' in str(failed.value)
    assert project.up("dev").count("created (") == 1
