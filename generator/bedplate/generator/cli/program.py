"""Recording somebody else's Pulumi project for a command."""

from __future__ import annotations

from pathlib import Path

from bedplate.generator.cli.errors import BadInput
from bedplate.generator.cli.project import find_project, place_in
from bedplate.generator.graph import Graph, Mode


def record_foreign(directory: Path, stack: str | None, mode: Mode) -> Graph:
    """Return what the project in a folder, or in one of its parents, declares.

    Args:
        directory: folder of the project, or any folder in it.
        stack: name of a stack; by default the only one.
        mode: whether computed values are known.

    Raises:
        BadInput: there is no such project or stack, or its program cannot be run here or fails.
    """
    root = find_project(directory)
    from bedplate.generator.engine import Problem, ProgramError  # noqa: PLC0415 - only programs need it
    from bedplate.generator.programs import record_program  # noqa: PLC0415 - only programs need it

    def located(problem: Problem) -> str:
        if problem.position is None:
            return problem.message
        return f"{place_in(root, problem.position.file)}:{problem.position.line}: {problem.message}"

    try:
        return record_program(root, stack=stack, mode=mode)
    except ProgramError as error:
        raise BadInput("\n".join(map(located, error.problems))) from error
