"""Deployments that do not go smoothly: writes fail for good now and then, or Azure's transient errors all occur."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bedplate.components.shared.retry.hazards import hazards
from bedplate.generator.graph import Mode
from tests.engine.catalogue import recorded
from tests.engine.chains import Chain, prepared
from tests.engine.harness import EngineError, Project, Workspace
from tests.engine.normal_form import Record, of_export
from tests.engine.standin.faults import FAILED

INTERRUPTIONS = 3
"""About how many times the deployment of a stack is interrupted."""
MORE_UPS = 4
"""How many more times than that `up` may run until all is there."""
RETRIES = 2
"""How many tries of each resource fail of each transient error that the resource can meet."""
_WITHOUT_WAITING = '''"""The project's program, on a clock that never waits."""

from bedplate.blueprints import zone
from bedplate.blueprints.run import run
from bedplate.components.shared.retry.hooks import transient_error_retries


async def at_once(_seconds: float) -> None:
    """Do not wait."""


zone.transient_error_retries = lambda: transient_error_retries(at_once)
run()
'''


@dataclass(frozen=True, slots=True, kw_only=True)
class Disturbed:
    """What came of it in the end."""

    project: Path
    """The copy of the project that it ran."""
    failures: tuple[str, ...]
    """What the engine said of every command that failed."""
    said: str
    """What the engine said of the `up` that succeeded."""
    failed_ids: tuple[str, ...]
    """Ids of the resources that failed for good once."""
    deployed: Record
    next_preview: Mapping[str, int]
    """How many resources by kind of change."""
    left_in_state: tuple[str, ...]
    """URNs in the state after everything was destroyed."""


def run_interrupted(engine: Path, chain: Chain, folder: Path) -> Disturbed:
    """Deploy a stack while every so many writes one fails, and deploy again until all is there."""
    workspace = Workspace(engine, folder)
    project = prepared(workspace, chain)
    writes = sum(resource.custom for resource in recorded(project.folder, chain, Mode.KNOWN).resources)
    every = writes // INTERRUPTIONS
    workspace.meet(fail_every=every)
    failures: list[str] = []
    while True:
        try:
            said = project.up(chain.stack)
            break
        except EngineError as error:
            failures.append(str(error))
            if len(failures) > INTERRUPTIONS + MORE_UPS:
                raise
    workspace.meet()
    return _finished(project, chain.stack, tuple(failures), said)


def run_transient(engine: Path, chain: Chain, folder: Path) -> Disturbed:
    """Deploy and destroy a stack while every transient error occurs on every resource that can meet it."""
    workspace = Workspace(engine, folder)
    project = prepared(workspace, chain)
    (project.folder / "blueprints" / "__main__.py").write_text(_WITHOUT_WAITING, encoding="utf-8")
    workspace.meet(hazards={hazard.id: RETRIES for hazard in hazards()})
    return _finished(project, chain.stack, (), project.up(chain.stack))


def _finished(project: Project, stack: str, failures: tuple[str, ...], said: str) -> Disturbed:
    failed = project.workspace.folder / "cloud" / FAILED
    deployed = of_export(project.export(stack))
    next_preview = project.preview(stack).changes
    project.destroy(stack, run_program=True)
    return Disturbed(
        project=project.folder,
        failures=failures,
        said=said,
        failed_ids=tuple(failed.read_text(encoding="utf-8").splitlines()) if failed.is_file() else (),
        deployed=deployed,
        next_preview=next_preview,
        left_in_state=tuple(resource["urn"] for resource in project.export(stack)),
    )
