"""Commands that begin something."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bedplate.generator.scaffold.blueprint import blueprint_names


def new(
    blueprint: Annotated[
        str,
        typer.Argument(
            metavar="BLUEPRINT",
            help=f"What to begin with: {', '.join(blueprint_names())}, or the blueprint of an installed package.",
        ),
    ],
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder of the project: an empty one, or one that is not there yet.")
    ],
    *,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="Name of the Pulumi project; the folder's by default.")
    ] = None,
    assignments: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="KEY=VALUE",
            help="Answer to a question, for example location=westeurope or prod.addressSpace=10.20.0.0/21; "
            "may be given several times.",
        ),
    ] = None,
    defaults: Annotated[
        bool,
        typer.Option("--defaults", help="Ask nothing: take the default of everything that --set does not say."),
    ] = False,
) -> None:
    """Begin a project of your own: settings for dev and prod, program, tests, pipelines, README.

    At a terminal it asks what it needs to know and checks each answer; elsewhere it takes --set and defaults. It writes
    the whole project or nothing, and never into a folder that holds something.
    """
    from bedplate.generator.cli.new import new_project  # noqa: PLC0415 - `--help` need not load it

    ask = not defaults and sys.stdin.isatty() and sys.stderr.isatty()
    new_project(blueprint, directory, name, assignments or [], ask=ask)
