"""The door: anybody's Pulumi project, recorded without credentials."""

from __future__ import annotations

import os
from dataclasses import replace
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
        mode: whether computed values are known.
        time_limit: seconds that the program may take; by default `BEDPLATE_TIME_LIMIT`, else five minutes.

    Returns:
        The graph; its `notes` say what could not be known.

    Raises:
        ProgramError: it is no Pulumi project, has no such stack, cannot be run here, or fails.
    """
    project = load_project(directory)
    name, file = project.stack_file(stack)
    config, secret_keys = project.program.configuration(file)
    limits = Limits()
    for key in placeholders(config, secret_keys):
        limits.meet(Limit.SECRET, key)
    for environment in esc_environments(file):
        limits.meet(Limit.ESC, environment)
    limits.meet(Limit.NETWORK)
    owner = stack.split("/")[0] if stack and "/" in stack else _ORGANIZATION
    deployment = Deployment(
        project=project.program.name,
        stack=name,
        organization=owner,
        mode=mode,
        subscription_id=config.get("azure-native:subscriptionId") or azure.ZERO_SUBSCRIPTION,
    )
    seconds = _seconds() if time_limit is None else time_limit
    check_installed(project)
    with TemporaryDirectory(prefix="bedplate-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary).resolve()
        copy = _copied(project, folder)
        if project.runtime == "python":
            graph = _python(project, copy, deployment, (config, secret_keys), folder, seconds, limits)
        else:
            from bedplate.generator.programs.engine_program import EngineRun  # noqa: PLC0415 - Python needs none of it

            graph = EngineRun(
                project=copy,
                stack_file=copy.stack_file(stack)[1],
                deployment=deployment,
                folder=folder,
                time_limit=seconds,
            ).record(config, secret_keys, limits)
        graph = relocated(graph, copy.root, project.root)
    return replace(graph, origin=Origin.PROGRAM, notes=(*graph.notes, *limits.notes()))


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


def _python(
    project: Project,
    copy: Project,
    deployment: Deployment,
    configuration: tuple[dict[str, str], frozenset[str]],
    folder: Path,
    seconds: float,
    limits: Limits,
) -> Graph:
    project.program.check_main()
    interpreter = python_interpreter.own_interpreter(project)
    if interpreter is None:
        limits.meet(Limit.INTERPRETER)
    config, secret_keys = configuration
    return PythonRun(
        deployment=deployment,
        root=copy.root,
        original=project.root,
        main=copy.program.main,
        interpreter=interpreter or python_interpreter.bedplates_interpreter(),
        config=config,
        secret_keys=tuple(sorted(secret_keys)),
        environment=program_environment(folder),
        folder=folder,
        time_limit=seconds,
        hint=python_interpreter.installation_hint(project),
    ).record(limits)


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
