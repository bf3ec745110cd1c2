"""The defaults that depend on the environment, as a table."""

from __future__ import annotations

import dataclasses
from enum import Enum
from typing import Any

from bedplate.blueprints.settings.operations import PROFILES, Sizing
from bedplate.components.shared.attribute_docstrings import attribute_docstrings
from bedplate.generator.render.markdown_text import code


def environment_defaults() -> tuple[tuple[str, ...], ...]:
    """Return the head of the table, then a row for each default; all cells are Markdown."""
    meanings = attribute_docstrings(Sizing)
    head = ("Default", *(code(environment.value) for environment in PROFILES))
    rows = (
        (meanings[field.name], *(_shown(getattr(profile, field.name)) for profile in PROFILES.values()))
        for field in dataclasses.fields(Sizing)
    )
    return head, *rows


def _shown(value: Any) -> str:
    match value:
        case (least, most):
            return f"{_shown(least)} to {_shown(most)}"
        case bool():
            return "yes" if value else "no"
        case Enum():
            return str(value.value)
        case _:
            return "none" if value is None else str(value)
