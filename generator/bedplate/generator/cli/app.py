"""The command line: every command by its name; their options are in `commands`, their work in modules of their own."""

from __future__ import annotations

from typing import Annotated

import typer

from bedplate.components._version import __version__
from bedplate.generator.cli.commands import begin, judge, look, settings

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
checkov = typer.Typer(
    help="Set up checkov, whose checks `scan` runs beside its own.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(checkov, name="checkov")


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


@checkov.callback()
def _checkov() -> None:
    """Keep `install` a command of its own although there is only one."""


app.command()(begin.new)
app.command()(look.preview)
app.command()(settings.validate)
app.command()(judge.scan)
app.command()(judge.rules)
app.command()(look.diff)
app.command()(look.diagram)
app.command("work-order")(look.work_order)
app.command()(judge.arm)
schema.command("settings")(settings.schema_settings)
schema.command("components")(settings.schema_components)
checkov.command("install")(judge.checkov_install)
