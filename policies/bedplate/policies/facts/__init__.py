"""Facts about Azure that rules rest on, as tables with their sources and dates.

They are gathered apart from those that any program is built with: a wrong row must not excuse itself.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_facts(table: str) -> dict[str, Any]:
    """Return the parsed table `<table>.toml` of this package; callers must not change it."""
    return tomllib.loads(files(__name__).joinpath(f"{table}.toml").read_text(encoding="utf-8"))
