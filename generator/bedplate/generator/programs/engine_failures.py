"""What the real engine says of a failed program, told without the paths of our copy."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bedplate.generator.engine.diagnostics import one_line
from bedplate.generator.engine.errors import Locator, Problem

_COLORS = re.compile(r"<\{%[^%]*%\}>|\x1b\[[0-9;]*m")
_PLACE = re.compile(r"(?P<file>(?:[A-Za-z]:)?[^\s:()'\"]+\.\w+)[\"']?(?::line |:|\(|,? line )(?P<line>\d+)")
_LONGEST = 1000
_PREFIXES = re.compile(r"^(?:error|warning): ", re.IGNORECASE)
_ON_STDERR = "info#err"
"""Severity of what a program, or its language's host, writes to stderr."""
_ABOUT_PLUGINS = re.compile(r"\$PATH|resource plugin")


def diagnostics(events: Path) -> Iterator[tuple[str, str]]:
    """Yield severity and text of each message in an engine's event log."""
    if not events.is_file():
        return
    for line in events.read_text(encoding="utf-8").splitlines():
        said: dict[str, Any] | None = json.loads(line).get("diagnosticEvent") if line.strip() else None
        if said and not said.get("ephemeral"):
            yield said.get("severity", ""), _COLORS.sub("", said.get("prefix", "") + said.get("message", "")).strip()


def words(events: Path) -> Iterator[str]:
    """Yield what a program printed, without the engine's words on providers, which are ours."""
    for severity, text in diagnostics(events):
        if severity in {"info", _ON_STDERR, "warning"} and not _ABOUT_PLUGINS.search(text):
            yield _PREFIXES.sub("", text)


def problems(events: Path, output: str, copy: Path) -> tuple[Problem, ...]:
    """Return what went wrong.

    Args:
        events: the engine's event log.
        output: everything else that it said; used where the log tells nothing.
        copy: the folder in which the program ran.
    """
    locator = Locator(copy)
    said = [(severity, text) for severity, text in diagnostics(events) if text and not _ABOUT_PLUGINS.search(text)]
    told = [text for severity, text in said if severity == "error"]
    if not told:
        told = [" ".join(text for severity, text in said if severity == _ON_STDERR) or _COLORS.sub("", output)]
    return tuple(dict.fromkeys(_problem(text, locator, copy) for text in told))


def _problem(text: str, locator: Locator, copy: Path) -> Problem:
    position = None
    for match in _PLACE.finditer(text):
        file = Path(match["file"])
        file = file if file.is_absolute() else copy / file
        if "node_modules" not in file.parts and file.is_file() and locator.is_project_file(str(file)):
            position = locator.position(str(file), int(match["line"]))
            break
    said = one_line(_PREFIXES.sub("", text).replace(f"{copy}/", "").replace(str(copy), "."))
    return Problem(message=said if len(said) <= _LONGEST else f"{said[:_LONGEST]} …", position=position)
