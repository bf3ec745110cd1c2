"""`bedplate schema`: schemas for editors and other tools."""

from __future__ import annotations

import json

from bedplate.blueprints.settings import settings_schema
from bedplate.generator.cli.errors import BadInput
from bedplate.generator.cli.output import write_document


def print_settings_schema() -> None:
    """Print the JSON Schema of stack files."""
    write_document(json.dumps(settings_schema(), indent=2, ensure_ascii=False) + "\n")


def print_package_schema(package: str) -> None:
    """Print the Pulumi package schema of the components of a package.

    Raises:
        BadInput: no installed package brings components under this name.
    """
    # It loads every component.
    from bedplate.components.package.packages import NoSuchPackage, package_named  # noqa: PLC0415 - as said above
    from bedplate.components.package.schema import package_schema  # noqa: PLC0415 - as said above

    try:
        found = package_named(package)
    except NoSuchPackage as error:
        raise BadInput(str(error)) from error
    write_document(json.dumps(package_schema(found), indent=2, ensure_ascii=False) + "\n")
