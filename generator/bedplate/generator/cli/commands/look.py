"""Commands that show a landing zone: as a list, a picture, a difference, or an order to the platform team."""

from pathlib import Path
from typing import Annotated

import typer

from bedplate.generator.cli.diagram_format import DiagramFormat
from bedplate.generator.cli.diff_format import DiffFormat, FailOn
from bedplate.generator.cli.options import (
    FromFile,
    LeaveUnknown,
    OptionalStack,
    OutputFile,
    ProgramFolder,
    ProgramStack,
    ProjectFolder,
    Stack,
)
from bedplate.generator.cli.work_order_format import WorkOrderFormat


def preview(
    stack: OptionalStack = None,
    *,
    from_file: FromFile = None,
    program: ProgramFolder = None,
    program_stack: ProgramStack = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print every property of every resource as JSON, always the same bytes.")
    ] = False,
    unknown: LeaveUnknown = False,
    directory: ProjectFolder = Path(),
) -> None:
    """Show everything that a stack declares, by running its program offline, or that a file tells of.

    Checks the stack's settings first. Secrets are masked and unknown values are marked.
    """
    from bedplate.generator.cli.preview import show_preview  # noqa: PLC0415 - `--help` need not load it

    show_preview(program_stack or stack, directory, from_file=from_file, program=program, as_json=json, unknown=unknown)


def diff(
    stack: Stack,
    *,
    against: Annotated[
        str,
        typer.Option(
            "--against",
            metavar="FILE|GIT_REF",
            help="Settings to compare with: a stack file, what `preview STACK --json` printed, "
            "or a Git revision to take the stack's file from.",
        ),
    ],
    form: Annotated[
        DiffFormat, typer.Option("--format", help="Text for people, Markdown for pull requests, JSON for programs.")
    ] = DiffFormat.TEXT,
    output: OutputFile = None,
    fail_on: Annotated[
        list[FailOn] | None,
        typer.Option("--fail-on", help="End with exit code 1 where this happens; may be given several times."),
    ] = None,
    directory: ProjectFolder = Path(),
) -> None:
    """Say what a change does to a stack: what is created, updated, replaced and why, deleted.

    The old side is FILE, or the stack's file at GIT_REF, run by the program as it is now; a recorded preview is taken
    as it is, so it also shows what a new version of the program does. Nothing is asked of Azure.
    """
    from bedplate.generator.cli.diff import show_diff  # noqa: PLC0415 - `--help` need not load it

    show_diff(stack, directory, against, form, output, fail_on or [])


def diagram(
    stack: Stack,
    *,
    form: Annotated[
        DiagramFormat, typer.Option("--format", help="Mermaid text for pages that draw it, or a picture.")
    ] = DiagramFormat.MERMAID,
    output: OutputFile = None,
    directory: ProjectFolder = Path(),
) -> None:
    """Draw a stack's network: subnets, private endpoints, services, DNS zones, and the flows that are allowed."""
    from bedplate.generator.cli.diagram import draw_diagram  # noqa: PLC0415 - `--help` need not load it

    draw_diagram(stack, directory, form, output)


def work_order(
    stack: Stack,
    *,
    form: Annotated[
        WorkOrderFormat,
        typer.Option("--format", help="The whole order as Markdown, or only the firewall's rules as CSV or JSON."),
    ] = WorkOrderFormat.MARKDOWN,
    output: OutputFile = None,
    directory: ProjectFolder = Path(),
) -> None:
    """Write what a platform team must do or provide for a stack: network, names, routes, rules, quotas, roles."""
    from bedplate.generator.cli.work_order import write_work_order  # noqa: PLC0415 - `--help` need not load it

    write_work_order(stack, directory, form, output)
