"""`bedplate schema`: schemas for editors and other tools."""

from __future__ import annotations

import json

from bedplate.blueprints.settings import settings_schema
from bedplate.generator.cli.output import write_document


def print_settings_schema() -> None:
    """Print the JSON Schema of stack files."""
    write_document(json.dumps(settings_schema(), indent=2, ensure_ascii=False) + "\n")
