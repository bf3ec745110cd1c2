"""Facts about Azure, each standing once, as TOML tables with their sources and dates."""

import tomllib
from importlib.resources import files
from typing import Any


def read_facts(table: str) -> dict[str, Any]:
    """Return the parsed table `<table>.toml` of this package."""
    return tomllib.loads(files(__name__).joinpath(f"{table}.toml").read_text(encoding="utf-8"))
