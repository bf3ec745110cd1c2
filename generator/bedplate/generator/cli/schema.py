"""`bedplate schema`: schemas for editors and other tools."""

from __future__ import annotations

import json

from bedplate.blueprints.settings import settings_schema
from bedplate.generator.cli.output import write_document


def print_settings_schema() -> None:
    """Print the JSON Schema of stack files."""
    write_document(json.dumps(settings_schema(), indent=2, ensure_ascii=False) + "\n")


def print_package_schema() -> None:
    """Print the Pulumi package schema of the components."""
    from bedplate.components.package.schema import package_schema  # noqa: PLC0415 - it loads every component

    write_document(json.dumps(package_schema(), indent=2, ensure_ascii=False) + "\n")
