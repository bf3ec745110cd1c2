"""Commands that look at settings alone and run nothing."""

from pathlib import Path
from typing import Annotated

import typer

from bedplate.generator.cli.options import ProjectFolder, Stacks


def validate(
    stacks: Stacks = None,
    *,
    directory: ProjectFolder = Path(),
) -> None:
    """Check the settings of stacks, and say everything that is wrong at once.

    Each problem is one line, `file:line:column: what is wrong (what to write instead) [rule]`. Nothing is run.
    """
    from bedplate.generator.cli.validate import validate_settings  # noqa: PLC0415 - `--help` need not load it

    validate_settings(stacks or [], directory)


def schema_settings() -> None:
    """Print the JSON Schema of stack files, which editors complete and check settings with."""
    from bedplate.generator.cli.schema import print_settings_schema  # noqa: PLC0415 - `--help` need not load it

    print_settings_schema()


def schema_components(
    package: Annotated[
        str, typer.Argument(metavar="PACKAGE", help="Pulumi package whose components to describe.")
    ] = "bedplate",
) -> None:
    """Print the Pulumi package schema of the components, from which SDKs for other languages are generated."""
    from bedplate.generator.cli.schema import print_package_schema  # noqa: PLC0415 - `--help` need not load it

    print_package_schema(package)
