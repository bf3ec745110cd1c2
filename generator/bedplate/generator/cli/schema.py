"""`bedplate schema`: schemas for editors and other tools."""

from __future__ import annotations

from bedplate.blueprints.settings import settings_schema
from bedplate.components.shared.error_words import error_words
from bedplate.components.shared.printable import printable
from bedplate.generator.cli.errors import BadInput
from bedplate.generator.cli.output import write_document
from bedplate.generator.render.document_text import json_text


def print_settings_schema() -> None:
    """Print the JSON Schema of stack files."""
    write_document(json_text(settings_schema()))


def print_package_schema(package: str) -> None:
    """Print the Pulumi package schema of the components of a package.

    Raises:
        BadInput: no installed package brings components under this name, or theirs cannot be described.
    """
    # It loads every component.
    from bedplate.components.package.packages import OWN, NoSuchPackage, package_named  # noqa: PLC0415 - as said above
    from bedplate.components.package.schema import package_schema  # noqa: PLC0415 - as said above

    try:
        found = package_named(package)
        schema = package_schema(found)
    except NoSuchPackage as error:
        raise BadInput(str(error)) from error
    except Exception as error:
        if package == OWN.name:
            raise
        hint = "that is a fault of the package; docs/components.md says what arguments of components are"
        said = f"{package}: its components cannot be described: {error_words(error)} ({hint})"
        raise BadInput(printable(said)) from error
    write_document(json_text(schema))
