"""One chain of engine commands per program, run beside each other, since each is mostly one busy process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias

from tests.engine.harness import EngineError, Project, Workspace
from tests.engine.normal_form import Record, of_export, of_preview

STACK = "dev"
Existing: TypeAlias = tuple[str, str, Mapping[str, Any]]
"""Type token, id and inputs of a resource that exists before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What to run."""

    project: Path
    stack: str = STACK
    secrets: Mapping[str, str] = field(default_factory=dict)
    """Secret configuration to put into the stack's file first."""
    sibling: Path | None = None
    """A project to deploy before, for stack references."""
    existing: tuple[Existing, ...] = ()
    """Resources that exist before, and after everything was destroyed."""
    full: bool = False
    """Whether to go on after the deployment: preview again, refresh, destroy."""
    plain_only: bool = False
    """Whether the provider takes no secrets, as azure-native 3."""
    lenient: bool = False
    """Whether the provider takes writes in any order, unlike Azure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the engine said."""

    project: Path
    """The copy of the project that it ran."""
    preview: Record
    deployed: Record
    second_preview: Mapping[str, int] = field(default_factory=dict)
    """How many resources by kind of change."""
    refreshed: Record | None = None
    """What is there after a refresh that was told to fail on any change."""
    left_in_state: tuple[str, ...] = ()
    """URNs in the state after everything was destroyed."""
    left_in_cloud: tuple[str, ...] = ()
    """Ids of what still exists then, and did not before."""


def run_chain(engine: Path, chain: Chain, folder: Path) -> Outcome:
    """Run a chain in a workspace of its own.

    Args:
        engine: folder of `pulumi`.
        chain: what to run.
        folder: where to work; it is left as it is at the end.

    Raises:
        EngineError: a command failed.
    """
    workspace = Workspace(engine, folder, plain_only=chain.plain_only, lenient=chain.lenient)
    project = prepared(workspace, chain)
    preview = of_preview(project.preview(chain.stack))
    project.up(chain.stack)
    deployed = of_export(project.export(chain.stack))
    outcome = Outcome(project=project.folder, preview=preview, deployed=deployed)
    return _to_the_end(outcome, project, chain) if chain.full else outcome


def _to_the_end(outcome: Outcome, project: Project, chain: Chain) -> Outcome:
    stack = chain.stack
    before = {id_ for _, id_, _ in chain.existing}
    second = project.preview(stack).changes
    project.refresh(stack)
    refreshed = of_export(project.export(stack))
    project.destroy(stack)
    return replace(
        outcome,
        second_preview=second,
        refreshed=refreshed,
        left_in_state=tuple(resource["urn"] for resource in project.export(stack)),
        left_in_cloud=tuple(id_ for id_ in project.workspace.cloud.ids() if id_ not in before),
    )


def run_failing(engine: Path, chain: Chain, folder: Path) -> str:
    """Preview a program that fails and return the errors that the engine reports; empty when there is none.

    A program in Python that only logs an error makes the engine report it and end well all the same.
    """
    project = prepared(Workspace(engine, folder), chain)
    try:
        return "".join(project.preview(chain.stack).errors)
    except EngineError as error:
        return str(error)


def prepared(workspace: Workspace, chain: Chain) -> Project:
    """Return a chain's project in a workspace, with everything there that it needs."""
    for token, id_, inputs in chain.existing:
        workspace.cloud.deploy(token, id_, inputs)
    if chain.sibling:
        sibling = workspace.copy(chain.sibling)
        sibling.create(STACK)
        sibling.up(STACK)
    project = workspace.copy(chain.project)
    project.create(chain.stack, chain.secrets)
    return project
