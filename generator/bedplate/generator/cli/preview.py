"""`bedplate preview`: check the settings, record the program, show the graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bedplate.blueprints.settings import Problem, validate_stacks
from bedplate.generator.cli.errors import BadInput
from bedplate.generator.cli.output import columns, leave_stdout, painted, stdout_kept_clean, write, write_document
from bedplate.generator.cli.progress import progress
from bedplate.generator.cli.project import find_project, place_in
from bedplate.generator.graph import Graph, Mode
from bedplate.generator.render import json, preview

if TYPE_CHECKING:
    from bedplate.generator.engine import Problem as ProgramProblem

_NO_LANDING_ZONE = frozenset({"config-missing", "file-empty"})
"""Rules that tell of a stack file without a landing zone, as any other Pulumi program may have."""
_LANDING_ZONE_KEY = "bedplate:landingZone"
_ORGANIZATION = "organization"
"""What Pulumi calls the owner of stacks that are in no service."""
_WIDTH_WITHOUT_TERMINAL = 100


def show_preview(stack: str, directory: Path, *, as_json: bool, unknown: bool) -> None:
    """Print what a stack declares.

    Raises:
        BadInput: there is no such stack, its settings are wrong, or its program fails.
    """
    root = find_project(directory)
    with progress(f"Recording {stack} ..."):
        with stdout_kept_clean():
            graph = record_stack(root, stack, Mode.UNKNOWN if unknown else Mode.KNOWN)
        # Rendering counts as waiting too; writing does not, as the words of progress must be gone by then.
        text = json.render(graph) if as_json else _picture(graph)
    (write_document if as_json else write)(text)
    leave_stdout()


def record_stack(root: Path, stack: str, mode: Mode) -> Graph:
    """Return the graph of one stack of the project in `root`.

    Raises:
        BadInput: there is no such stack, its settings are wrong, or its program fails.
    """
    problems = validate_stacks(root, [stack])
    elsewhere = any(problem.rule in _NO_LANDING_ZONE for problem in problems)
    if problems and not elsewhere:
        raise _wrong_settings(problems)
    from bedplate.generator.engine import Program, ProgramError, record  # noqa: PLC0415 - bad settings show sooner

    *owner, name = stack.split("/")
    try:
        program = Program.load(root)
        config, secret_keys = program.stack_config(name)
        return record(
            program,
            stack=name,
            config=config,
            secret_keys=secret_keys,
            mode=mode,
            organization=owner[0] if owner else _ORGANIZATION,
        )
    except ProgramError as error:
        if problems and _LANDING_ZONE_KEY in str(error):
            raise _wrong_settings(problems) from error
        raise BadInput("\n".join(_located(root, problem) for problem in error.problems)) from error


def _located(root: Path, problem: ProgramProblem) -> str:
    if problem.position is None:
        return problem.message
    return f"{place_in(root, problem.position.file)}:{problem.position.line}: {problem.message}"


def _wrong_settings(problems: list[Problem]) -> BadInput:
    return BadInput("\n".join(map(str, problems)))


def _picture(graph: Graph) -> str:
    width = columns()
    if not painted():
        return preview.render(graph, width=width)
    from bedplate.generator.render import terminal  # noqa: PLC0415 - it loads rich

    return terminal.render(graph, width=width or _WIDTH_WITHOUT_TERMINAL)
