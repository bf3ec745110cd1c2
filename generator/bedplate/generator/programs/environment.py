"""The environment of a foreign program: built from a short list, so that no credential of the caller's gets in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

PASSED_ON = "BEDPLATE_PROGRAM_ENV"
"""Environment variable with the names of further variables that a program may see, separated by commas."""
_ALLOWED = frozenset({"PATH", "LANG", "LANGUAGE", "TZ", "TERM", "SOURCE_DATE_EPOCH"}) | {
    "SYSTEMROOT",
    "COMSPEC",
    "PATHEXT",
}
_ALLOWED_BEGINNING = "LC_"


def program_environment(folder: Path, caller: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment for a program, with a home and a folder for temporary files of its own.

    Args:
        folder: where those two folders are made.
        caller: the caller's environment; by default that of this process.
    """
    caller = os.environ if caller is None else caller
    asked = {name.strip() for name in caller.get(PASSED_ON, "").split(",")} - {""}
    kept = {
        name: value
        for name, value in caller.items()
        if name in _ALLOWED or name in asked or name.startswith(_ALLOWED_BEGINNING)
    }
    home, temporary = folder / "user", folder / "tmp"
    for made in (home, temporary):
        made.mkdir(parents=True, exist_ok=True)
    return {
        **kept,
        "HOME": str(home),
        "USERPROFILE": str(home),
        "TMPDIR": str(temporary),
        "TEMP": str(temporary),
        "TMP": str(temporary),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUNBUFFERED": "1",
    }
