"""Recording a stack: check its settings, run its program offline."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bedplate.blueprints.settings import Problem, load, validate_stacks
from bedplate.generator.cli.errors import BadInput
from bedplate.generator.cli.project import place_in
from bedplate.generator.graph import Graph, Mode

if TYPE_CHECKING:
    from bedplate.generator.engine import Problem as ProgramProblem
    from bedplate.generator.engine import Program

_NO_LANDING_ZONE = frozenset({"config-missing", "file-empty"})
"""Rules that tell of a stack file without a landing zone, as any other Pulumi program may have."""
_LANDING_ZONE_KEY = "bedplate:landingZone"
_ORGANIZATION = "organization"
"""What Pulumi calls the owner of stacks that are in no service."""


def record_stack(root: Path, stack: str, mode: Mode) -> Graph:
    """Return the graph of one stack of the project in `root`.

    Raises:
        BadInput: there is no such stack, its settings are wrong, or its program fails.
    """
    return _record(root, stack, mode, validate_stacks(root, [stack]))


def record_settings(root: Path, stack: str, mode: Mode, text: str, label: str) -> Graph:
    """Return the graph of a stack whose file has another text than the project holds.

    Args:
        root: folder of the project; its program is the one that runs.
        stack: name of the stack.
        mode: whether computed values are known.
        text: what stands in the stack's file.
        label: what messages call that file.

    Raises:
        BadInput: the settings are wrong, or the program fails with them.
    """
    with TemporaryDirectory() as folder:
        file = Path(folder).resolve() / f"Pulumi.{stack.rsplit('/', maxsplit=1)[-1]}.yaml"
        file.write_text(text, encoding="utf-8")
        problems = [dataclasses.replace(each, file=label) for each in load(file).problems]
        try:
            return _record(root, stack, mode, problems, stack_directory=file.parent)
        except BadInput as refused:
            raise BadInput(_under(label, str(refused).replace(str(file), label))) from refused


def _under(label: str, text: str) -> str:
    """Return problems with the settings they come of: a program's line alone would not say which side failed."""
    lines = text.splitlines()
    return "\n".join(line if line.startswith(f"{label}:") else f"{label}: {line}" for line in lines)


def _record(
    root: Path, stack: str, mode: Mode, problems: list[Problem], *, stack_directory: Path | None = None
) -> Graph:
    elsewhere = any(problem.rule in _NO_LANDING_ZONE for problem in problems)
    if problems and not elsewhere:
        raise _wrong_settings(problems)
    from bedplate.generator.engine import Program, ProgramError  # noqa: PLC0415 - bad settings show sooner

    try:
        program = Program.load(root)
        if stack_directory is not None:
            program = dataclasses.replace(program, stack_directory=stack_directory)
        return _run(program, stack, mode)
    except ProgramError as error:
        if problems and _LANDING_ZONE_KEY in str(error):
            raise _wrong_settings(problems) from error
        raise BadInput("\n".join(_located(root, problem) for problem in error.problems)) from error


def _run(program: Program, stack: str, mode: Mode) -> Graph:
    from bedplate.generator.engine import record  # noqa: PLC0415 - bad settings show sooner

    *owner, name = stack.split("/")
    config, secret_keys = program.stack_config(name)
    return record(
        program,
        stack=name,
        config=config,
        secret_keys=secret_keys,
        mode=mode,
        organization=owner[0] if owner else _ORGANIZATION,
    )


def _located(root: Path, problem: ProgramProblem) -> str:
    if problem.position is None:
        return problem.message
    return f"{place_in(root, problem.position.file)}:{problem.position.line}: {problem.message}"


def _wrong_settings(problems: list[Problem]) -> BadInput:
    return BadInput("\n".join(map(str, problems)))
