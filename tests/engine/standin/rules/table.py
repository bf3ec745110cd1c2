"""Reads the table of what the rules know about Azure."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("azure_rules.toml")


@cache
def rows(name: str) -> tuple[dict[str, Any], ...]:
    """Return the rows of one part of the table."""
    return tuple(tomllib.loads(_FILE.read_text(encoding="utf-8"))[name])
