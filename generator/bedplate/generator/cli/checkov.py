"""`bedplate checkov install`: the environment that holds checkov, which nothing else ever makes."""

from __future__ import annotations

import typer

from bedplate.generator.checkov.environment import locked_version
from bedplate.generator.checkov.installing import InstallFailed, install
from bedplate.generator.cli.errors import BadInput
from bedplate.generator.cli.progress import progress


def install_checkov() -> None:
    """Make the environment where it is not there yet, and print its interpreter.

    Raises:
        BadInput: it cannot be made, for example without a package index.
    """
    try:
        with progress(f"Installing checkov {locked_version()} in an environment of its own"):
            interpreter = install()
    except InstallFailed as error:
        raise BadInput(str(error)) from error
    typer.echo(interpreter)
