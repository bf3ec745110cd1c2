"""A failed program's report, told in one line with the user's own file and line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bedplate.generator.engine.diagnostics import one_line
from bedplate.generator.engine.errors import Locator, Problem, is_users_file
from bedplate.generator.graph import SourcePosition

_WRAPPING = "While processing"
"""How the SDK's own words begin where it wraps an error of the program's."""


def problem_of(report: Mapping[str, Any], locator: Locator, hint: str) -> Problem:
    """Return what a report of `bootstrap` says went wrong.

    Args:
        report: the report of a program that failed.
        locator: finds the user's code.
        hint: what to do when a package is missing.
    """
    causes: list[Mapping[str, Any]] = report.get("causes") or []
    if not causes:
        return Problem(message=one_line(f"the program ended itself with exit code {report.get('exit')}"))
    return Problem(message=_message(causes, hint), position=_position(causes, report.get("libraries") or [], locator))


def _message(causes: list[Mapping[str, Any]], hint: str) -> str:
    own = next((cause for cause in causes if not cause["text"].startswith(_WRAPPING)), causes[0])
    kind, text = own["kinds"][0], one_line(own["text"])
    words = text if text and (kind == "Exception" or "RunError" in own["kinds"]) else f"{kind}: {text}".rstrip(": ")
    context = causes[0]["text"].splitlines()[0] if own is not causes[0] and causes[0]["text"] else ""
    if context.startswith(_WRAPPING):
        words = f"{words} ({one_line(context.replace(_WRAPPING, 'while processing', 1))})"
    return f"{words}; {hint}" if own.get("missing") else words


def _position(causes: list[Mapping[str, Any]], libraries: list[str], locator: Locator) -> SourcePosition | None:
    for cause in causes:
        frames = [(str(file), int(line)) for file, line in cause["frames"] if _is_users(str(file), libraries)]
        inside = [frame for frame in frames if locator.is_project_file(frame[0])]
        best = (inside or frames)[-1:]
        if best:
            return locator.position(*best[0])
    return None


def _is_users(file: str, libraries: list[str]) -> bool:
    """Return whether code is neither installed nor of the Python that ran it."""
    return is_users_file(file) and not any(Path(file).is_relative_to(library) for library in libraries)
