"""The door: anybody's Pulumi project, recorded without credentials."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bedplate.generator.engine import azure
from bedplate.generator.engine.errors import Problem, ProgramError
from bedplate.generator.engine.recorder import Deployment
from bedplate.generator.graph import Graph, Mode, Origin
from bedplate.generator.programs import processes, python_interpreter
from bedplate.generator.programs.environment import program_environment
from bedplate.generator.programs.limits import Limit, Limits
from bedplate.generator.programs.project import Project, esc_environments, load_project, placeholders
from bedplate.generator.programs.python_program import PythonRun
from bedplate.generator.programs.texts import relocated
from bedplate.generator.programs.toolchains import check_installed
from bedplate.generator.programs.workspace import copy_project

_ORGANIZATION = "organization"
"""What Pulumi calls the owner of stacks that are in no service."""


def record_program(
    directory: Path, *, stack: str | None = None, mode: Mode = Mode.KNOWN, time_limit: float | None = None
) -> Graph:
    """Record the Pulumi project in a folder: somebody else's, in any language, without a cloud or credentials.

    The program runs on a copy, in an environment that holds no credentials of the caller's. Python programs run in
    our engine, in their own virtual environment where they have one; others under the `pulumi` on PATH, with a
    provider of ours in place of each of theirs.

    Args:
        directory: the folder with `Pulumi.yaml`.
        stack: name of a stack; by default the only one, or none at all.
        mode: whether computed values are known. A program that fails where they are made up is run once more with
            unknown ones; the graph then has that mode.
        time_limit: seconds that the program may take; by default `BEDPLATE_TIME_LIMIT`, else five minutes.

    Returns:
        The graph; its `notes` say what could not be known.

    Raises:
        ProgramError: it is no Pulumi project, has no such stack, cannot be run here, or fails.
    """
    project = load_project(directory)
    name, file = project.stack_file(stack)
    config, secret_keys = project.program.configuration(file)
    owner = stack.split("/")[0] if stack and "/" in stack else _ORGANIZATION
    deployment = Deployment(
        project=project.program.name,
        stack=name,
        organization=owner,
        mode=mode,
        subscription_id=config.get("azure-native:subscriptionId") or azure.ZERO_SUBSCRIPTION,
        location=config.get("azure-native:location"),
    )
    check_installed(project)
    recording = _Recording(project, file, config, secret_keys)
    seconds = _seconds() if time_limit is None else time_limit
    end = time.monotonic() + seconds
    try:
        return recording.record(deployment, seconds)
    except ProgramError as error:
        preview = _previewed(recording, deployment, end, error) if mode is Mode.KNOWN else None
        if preview is None:
            raise
    return preview


def _previewed(recording: _Recording, deployment: Deployment, end: float, error: ProgramError) -> Graph | None:
    """Return what a program declares that failed on made-up values, where those are unknown.

    Returns:
        The graph; `None` where it fails too, or the time is over.
    """
    left = end - time.monotonic()
    if left <= 0:
        return None
    why = (Limit.PREVIEWED, error.problems[0].message)
    try:
        return recording.record(replace(deployment, mode=Mode.UNKNOWN), left, why)
    except ProgramError:
        return None


@dataclass(frozen=True, slots=True)
class _Recording:
    """A project, ready to be run as often as it takes."""

    project: Project
    stack_file: Path | None
    config: dict[str, str]
    secret_keys: frozenset[str]

    def record(self, deployment: Deployment, time_limit: float, *met: tuple[Limit, str]) -> Graph:
        """Run the program on a copy of the project.

        Args:
            deployment: what is played.
            time_limit: seconds that it may take.
            met: limits that are met already.

        Raises:
            ProgramError: it cannot be run here, or fails.
        """
        limits = Limits()
        for limit, subject in (*met, *self._limits()):
            limits.meet(limit, subject)
        with TemporaryDirectory(prefix="bedplate-", ignore_cleanup_errors=True) as temporary:
            folder = Path(temporary).resolve()
            copy = _copied(self.project, folder)
            run = self._python if self.project.runtime == "python" else self._engine
            graph = relocated(run(copy, deployment, folder, time_limit, limits), copy.root, self.project.root)
        return replace(graph, origin=Origin.PROGRAM, notes=(*graph.notes, *limits.notes()))

    def _limits(self) -> Iterator[tuple[Limit, str]]:
        """Yield the limits that every run of the project meets."""
        yield Limit.NETWORK, ""
        for key in placeholders(self.config, self.secret_keys):
            yield Limit.SECRET, key
        for environment in esc_environments(self.stack_file):
            yield Limit.ESC, environment

    def _engine(self, copy: Project, deployment: Deployment, folder: Path, time_limit: float, limits: Limits) -> Graph:
        from bedplate.generator.programs.engine_program import EngineRun  # noqa: PLC0415 - Python needs none of it

        return EngineRun(
            project=copy,
            stack_file=copy.stack_file(deployment.stack)[1],
            deployment=deployment,
            folder=folder,
            time_limit=time_limit,
        ).record(self.config, self.secret_keys, limits)

    def _python(self, copy: Project, deployment: Deployment, folder: Path, time_limit: float, limits: Limits) -> Graph:
        self.project.program.check_main()
        interpreter = python_interpreter.own_interpreter(self.project)
        if interpreter is None:
            limits.meet(Limit.INTERPRETER)
        return PythonRun(
            deployment=deployment,
            root=copy.root,
            original=self.project.root,
            main=copy.program.main,
            interpreter=interpreter or python_interpreter.bedplates_interpreter(),
            config=self.config,
            secret_keys=tuple(sorted(self.secret_keys)),
            environment=program_environment(folder),
            folder=folder,
            time_limit=time_limit,
            hint=python_interpreter.installation_hint(self.project),
        ).record(limits)


def _copied(project: Project, folder: Path) -> Project:
    """Return a project's copy.

    Raises:
        ProgramError: a part of the project cannot be read, or there is no room.
    """
    overlay = folder / "overlay"
    overlay.mkdir()
    try:
        return load_project(copy_project(project.root, overlay))
    except OSError as error:
        raise ProgramError(Problem(message=f"{project.root} cannot be copied: {error}")) from error


def _seconds() -> float:
    """Return the time limit that the caller's environment asks for, else the usual one.

    Raises:
        ProgramError: it is no number of seconds.
    """
    text = os.environ.get(processes.TIME_LIMIT_VARIABLE, "")
    try:
        seconds = float(text) if text else processes.TIME_LIMIT
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise ProgramError(
            Problem(message=f"{processes.TIME_LIMIT_VARIABLE} is {text!r}; write a number of seconds above 0")
        )
    return seconds
