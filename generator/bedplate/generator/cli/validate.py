"""`bedplate validate`: the settings of stacks, without Pulumi."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bedplate.blueprints.settings import read_project, validate_stacks
from bedplate.generator.cli.errors import BadInput
from bedplate.generator.cli.output import write
from bedplate.generator.cli.project import find_project


def validate_settings(stacks: Sequence[str], directory: Path) -> None:
    """Check the settings of the named stacks, of all of the project's where none is named.

    Raises:
        BadInput: with every problem.
    """
    root = find_project(directory)
    problems = validate_stacks(root, stacks)
    if problems:
        number = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise BadInput("\n".join([*map(str, problems), f"{number} found"]))
    write("".join(f"{stack}: the settings are valid\n" for stack in stacks or read_project(root).stack_names()))
