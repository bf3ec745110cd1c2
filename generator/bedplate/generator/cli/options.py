"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bedplate.generator.cli.completion import complete_stack

_STACK = typer.Argument(
    metavar="STACK", autocompletion=complete_stack, help="Name of a stack: STACK in Pulumi.STACK.yaml."
)
Stack = Annotated[str, _STACK]
OptionalStack = Annotated[str | None, _STACK]
Stacks = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="STACK", autocompletion=complete_stack, help="Names of stacks; all of the project by default."
    ),
]
OutputFile = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="File to write; stdout by default.")
]
LeaveUnknown = Annotated[
    bool,
    typer.Option(
        "--unknown",
        help="Leave unknown what only a deployment can tell, as a real first preview does; "
        "otherwise a model of Azure fills it in.",
    ),
]
ProjectFolder = Annotated[
    Path,
    typer.Option(
        "--cwd",
        "-C",
        metavar="DIR",
        exists=True,
        file_okay=False,
        help="Folder of the Pulumi project, or any folder in it.",
    ),
]
FromFile = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="FILE",
        help="In place of STACK: what `pulumi preview --json` or `pulumi stack export` wrote for any Pulumi program, "
        "or `preview STACK --json`.",
    ),
]
ProgramFolder = Annotated[
    Path | None,
    typer.Option(
        "--program",
        metavar="DIR",
        exists=True,
        file_okay=False,
        help="In place of STACK: the folder of any Pulumi project; -s names its stack.",
    ),
]
ProgramStack = Annotated[
    str | None,
    typer.Option("--stack", "-s", metavar="NAME", help="Stack of --program; by default the only one."),
]
ArmTemplates = Annotated[
    list[Path] | None,
    typer.Option(
        "--arm",
        metavar="PATH",
        help="In place of STACK: an ARM template, also one that Bicep compiled, or a folder whose templates are judged "
        "together. May be given several times.",
    ),
]
ArmParameters = Annotated[
    Path | None,
    typer.Option(
        "--arm-parameters",
        metavar="FILE",
        help="Values of the parameters of --arm; without one, defaults count, and the rest is unknown.",
    ),
]
