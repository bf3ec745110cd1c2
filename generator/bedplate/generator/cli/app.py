"""The commands and their options; each command's work is a module beside this one, loaded when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bedplate.components._version import __version__
from bedplate.generator.cli.completion import complete_stack
from bedplate.generator.cli.diagram_format import DiagramFormat
from bedplate.generator.cli.diff_format import DiffFormat, FailOn
from bedplate.generator.cli.work_order_format import WorkOrderFormat

app = typer.Typer(
    name="bedplate",
    help="Private-networked Azure landing zones for AI and ML, as Pulumi programs.\n\n"
    "Works on the Pulumi project in the current folder or one of its parents, without the Pulumi CLI, "
    "a cloud or credentials, and without any network.",
    epilog="Exit codes: 0 done, 1 findings, 2 wrong input, 3 a fault of bedplate itself.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
schema = typer.Typer(
    help="Print the schemas that editors and other tools read.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(schema, name="schema")

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


def _version(asked: bool) -> None:  # noqa: FBT001 - the signature that Typer calls
    if asked:
        typer.echo(f"bedplate {__version__}")
        raise typer.Exit


@app.callback()
def bedplate(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Take the options that stand before every command."""
    del version


@app.command()
def preview(
    stack: Annotated[
        str | None,
        typer.Argument(
            metavar="STACK", autocompletion=complete_stack, help="Name of a stack: STACK in Pulumi.STACK.yaml."
        ),
    ] = None,
    *,
    from_file: FromFile = None,
    program: ProgramFolder = None,
    program_stack: ProgramStack = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print every property of every resource as JSON, always the same bytes.")
    ] = False,
    unknown: Annotated[
        bool,
        typer.Option(
            "--unknown",
            help="Leave unknown what only a deployment can tell, as a real first preview does; "
            "otherwise a model of Azure fills it in.",
        ),
    ] = False,
    directory: ProjectFolder = Path(),
) -> None:
    """Show everything that a stack declares, by running its program offline, or that a file tells of.

    Checks the stack's settings first. Secrets are masked and unknown values are marked.
    """
    from bedplate.generator.cli.preview import show_preview  # noqa: PLC0415 - `--help` need not load it

    show_preview(program_stack or stack, directory, from_file=from_file, program=program, as_json=json, unknown=unknown)


@app.command()
def arm(
    stack: Annotated[
        str | None,
        typer.Argument(
            metavar="STACK", autocompletion=complete_stack, help="Name of a stack: STACK in Pulumi.STACK.yaml."
        ),
    ] = None,
    *,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DIR", help="Folder to write; templates of an earlier run give way."),
    ],
    from_file: FromFile = None,
    program: ProgramFolder = None,
    program_stack: ProgramStack = None,
    unknown: Annotated[
        bool,
        typer.Option(
            "--unknown", help="Leave unknown what only a deployment can tell; otherwise a model of Azure fills it in."
        ),
    ] = False,
    fail_on_lost: Annotated[
        bool, typer.Option("--fail-on-lost", help="End with exit code 1 where an input has no place in ARM.")
    ] = False,
    directory: ProjectFolder = Path(),
) -> None:
    """Write what a Pulumi program declares as ARM templates, for scanners that read those.

    One template for each resource group or other scope, and manifest.json, which says what stands where, how sure that
    is, which values are unknown or secret, and what could not be translated.
    """
    from bedplate.generator.cli.arm import write_arm  # noqa: PLC0415 - `--help` need not load it

    write_arm(
        program_stack or stack,
        directory,
        output,
        from_file=from_file,
        program=program,
        unknown=unknown,
        fail_on_lost=fail_on_lost,
    )


@app.command()
def diff(
    stack: Annotated[
        str,
        typer.Argument(
            metavar="STACK", autocompletion=complete_stack, help="Name of a stack: STACK in Pulumi.STACK.yaml."
        ),
    ],
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
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="File to write; stdout by default."),
    ] = None,
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


@app.command()
def diagram(
    stack: Annotated[
        str,
        typer.Argument(
            metavar="STACK", autocompletion=complete_stack, help="Name of a stack: STACK in Pulumi.STACK.yaml."
        ),
    ],
    *,
    form: Annotated[
        DiagramFormat, typer.Option("--format", help="Mermaid text for pages that draw it, or a picture.")
    ] = DiagramFormat.MERMAID,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="File to write; stdout by default."),
    ] = None,
    directory: ProjectFolder = Path(),
) -> None:
    """Draw a stack's network: subnets, private endpoints, services, DNS zones, and the flows that are allowed."""
    from bedplate.generator.cli.diagram import draw_diagram  # noqa: PLC0415 - `--help` need not load it

    draw_diagram(stack, directory, form, output)


@app.command("work-order")
def work_order(
    stack: Annotated[
        str,
        typer.Argument(
            metavar="STACK", autocompletion=complete_stack, help="Name of a stack: STACK in Pulumi.STACK.yaml."
        ),
    ],
    *,
    form: Annotated[
        WorkOrderFormat,
        typer.Option("--format", help="The whole order as Markdown, or only the firewall's rules as CSV or JSON."),
    ] = WorkOrderFormat.MARKDOWN,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="File to write; stdout by default."),
    ] = None,
    directory: ProjectFolder = Path(),
) -> None:
    """Write what a platform team must do or provide for a stack: network, names, routes, rules, quotas, roles."""
    from bedplate.generator.cli.work_order import write_work_order  # noqa: PLC0415 - `--help` need not load it

    write_work_order(stack, directory, form, output)


@app.command()
def validate(
    stacks: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="STACK", autocompletion=complete_stack, help="Names of stacks; all of the project by default."
        ),
    ] = None,
    *,
    directory: ProjectFolder = Path(),
) -> None:
    """Check the settings of stacks, and say everything that is wrong at once.

    Each problem is one line, `file:line:column: what is wrong (what to write instead) [rule]`. Nothing is run.
    """
    from bedplate.generator.cli.validate import validate_settings  # noqa: PLC0415 - `--help` need not load it

    validate_settings(stacks or [], directory)


@schema.callback()
def _schema() -> None:
    """Keep `settings` a command of its own although there is only one."""


@schema.command("settings")
def schema_settings() -> None:
    """Print the JSON Schema of stack files, which editors complete and check settings with."""
    from bedplate.generator.cli.schema import print_settings_schema  # noqa: PLC0415 - `--help` need not load it

    print_settings_schema()
