"""One chain of engine commands per program, run beside each other, since each is mostly one busy process."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.engine.harness import EngineError, Project, Workspace
from tests.engine.normal_form import Record, of_export, of_preview

STACK = "dev"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What to run."""

    project: Path
    stack: str = STACK
    secrets: Mapping[str, str] = field(default_factory=dict)
    """Secret configuration to put into the stack's file first."""
    sibling: Path | None = None
    """A project to deploy before, for stack references."""
    existing: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Inputs of resources that exist before, by id."""
    full: bool = False
    """Whether to go on after the deployment: preview again, refresh, destroy."""
    plain_only: bool = False
    """Whether the provider takes no secrets, as azure-native 3."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the engine said."""

    preview: Record
    deployed: Record
    second_preview: Mapping[str, int] = field(default_factory=dict)
    """How many resources by kind of change."""
    refreshed: Record | None = None
    """What is there after a refresh that was told to fail on any change."""
    left_in_state: tuple[str, ...] = ()
    """URNs in the state after everything was destroyed."""
    left_in_cloud: tuple[str, ...] = ()
    """Ids of what still exists then."""


def run_chain(engine: Path, chain: Chain) -> Outcome:
    """Run a chain in a workspace of its own.

    Raises:
        EngineError: a command failed.
    """
    with tempfile.TemporaryDirectory(prefix="bedplate-engine-") as folder:
        workspace = Workspace(engine, Path(folder), plain_only=chain.plain_only)
        project = _prepared(workspace, chain)
        preview = of_preview(project.preview(chain.stack))
        project.up(chain.stack)
        deployed = of_export(project.export(chain.stack))
        if not chain.full:
            return Outcome(preview=preview, deployed=deployed)
        second = project.preview(chain.stack).changes
        project.refresh(chain.stack)
        refreshed = of_export(project.export(chain.stack))
        project.destroy(chain.stack)
        return Outcome(
            preview=preview,
            deployed=deployed,
            second_preview=second,
            refreshed=refreshed,
            left_in_state=tuple(resource["urn"] for resource in project.export(chain.stack)),
            left_in_cloud=workspace.cloud.ids(),
        )


def run_failing(engine: Path, chain: Chain) -> str:
    """Preview a program that fails and return what the engine said; empty when it did not fail."""
    with tempfile.TemporaryDirectory(prefix="bedplate-engine-") as folder:
        project = _prepared(Workspace(engine, Path(folder)), chain)
        try:
            project.preview(chain.stack)
        except EngineError as error:
            return str(error)
        return ""


def _prepared(workspace: Workspace, chain: Chain) -> Project:
    for id_, inputs in chain.existing.items():
        workspace.cloud.deploy(id_, inputs)
    if chain.sibling:
        sibling = workspace.copy(chain.sibling)
        sibling.create(STACK)
        sibling.up(STACK)
    project = workspace.copy(chain.project)
    project.create(chain.stack, chain.secrets)
    return project


class Chains:
    """Runs chains ahead of the tests that ask for them.

    Args:
        workers: how many run at once.
    """

    def __init__(self, workers: int | None = None) -> None:
        self._executor = ThreadPoolExecutor(max_workers=workers or os.cpu_count())
        self._futures: dict[str, Future[Any]] = {}

    def start(self, key: str, run: Callable[[], Any]) -> None:
        """Begin a run, unless one of that key was begun before."""
        if key not in self._futures:
            self._futures[key] = self._executor.submit(run)

    def result(self, key: str) -> Any:
        """Wait for a run; raises what it raised."""
        return self._futures[key].result()

    def close(self) -> None:
        """Drop what has not begun and wait for the rest."""
        self._executor.shutdown(cancel_futures=True)
