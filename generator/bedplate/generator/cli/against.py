"""What a stack is compared with: another settings file, a recorded preview, or its settings at a Git revision."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bedplate.blueprints.settings import SettingsError, read_project
from bedplate.generator.cli.errors import BadInput
from bedplate.generator.cli.recording import record_settings
from bedplate.generator.graph import Graph, Mode

_GIT_TIME_LIMIT = 60.0
"""Seconds that Git may take to show one file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """The old side of a comparison, read but not yet run."""

    label: str
    """What people call it."""
    text: str
    """Settings of a stack, or a recorded preview."""
    is_record: bool = False

    def mode(self) -> Mode:
        """Return in which mode the new side is to be recorded, so that both sides know the same."""
        return Mode.UNKNOWN if self.is_record and _document(self).get("mode") == Mode.UNKNOWN.value else Mode.KNOWN

    def graph(self, root: Path, stack: str) -> Graph:
        """Return the old graph.

        Raises:
            BadInput: it is no record of ours, or its settings or the program with them are wrong.
        """
        if not self.is_record:
            return record_settings(root, stack, Mode.KNOWN, self.text, self.label)
        from bedplate.generator.diff.recorded import NotARecordError, graph_of  # noqa: PLC0415 - not always needed

        try:
            return graph_of(_document(self))
        except NotARecordError as error:
            raise BadInput(f"{self.label}: {error}") from error


def read_against(named: str, root: Path, stack: str) -> Against:
    """Return what `--against` names.

    A file, relative to the current folder, holds settings or what `bedplate preview STACK --json` printed. Anything
    else is a Git revision; the stack's file is read as it was then.

    Raises:
        BadInput: it is neither, or could be both, or there was no such file then.
    """
    file = Path(named)
    revision = _revision(named, root)
    if not file.is_file():
        if file.is_dir() and revision is None:
            raise BadInput(f"{named}: is a folder (name a stack's file in it, a recorded preview, or a Git revision)")
        return _at_revision(named, revision, root, stack)
    if revision is not None:
        raise BadInput(
            f"{named}: is a file and a Git revision (write ./{named} for the file, {revision[:12]} otherwise)"
        )
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{named}: cannot be read: {error}") from error
    return Against(label=named, text=text, is_record=text.lstrip().startswith("{"))


def _document(against: Against) -> Any:
    try:
        document = json.loads(against.text)
    except json.JSONDecodeError as error:
        raise BadInput(f"{against.label}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from error
    return document


def _revision(named: str, root: Path) -> str | None:
    """Return the commit that a text names in the project's repository; `None` where there is none."""
    done = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{named}^{{commit}}")
    return done.stdout.strip() if done is not None and done.returncode == 0 else None


def _at_revision(named: str, revision: str | None, root: Path, stack: str) -> Against:
    if revision is None:
        raise BadInput(f"{named}: {_why_no_revision(root)}")
    path = _stack_file(root, stack)
    done = _git(path.parent, "show", f"{revision}:./{path.name}")
    if done is None or done.returncode != 0:
        raise BadInput(f"{path}: not there at {named} (the stack is newer than that, or had another name)")
    return Against(label=f"{path.as_posix()} at {named}", text=done.stdout)


def _why_no_revision(root: Path) -> str:
    inside = _git(root, "rev-parse", "--is-inside-work-tree")
    if inside is None:
        return "no such file, and git is not on PATH, so it cannot be a Git revision"
    if inside.returncode != 0:
        return f"no such file, and {root.resolve()} lies in no Git repository, so it cannot be a revision"
    return "neither a file nor a Git revision here (is it misspelt, or not fetched?)"


def _stack_file(root: Path, stack: str) -> Path:
    try:
        return read_project(root).stack_file(stack.rsplit("/", maxsplit=1)[-1])
    except SettingsError as error:
        raise BadInput(str(error)) from error


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str] | None:
    """Run Git in a folder; `None` where there is no Git."""
    try:
        return subprocess.run(  # noqa: S603 - arguments are passed one by one, to git alone
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - the Git that the user uses
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=_GIT_TIME_LIMIT,
            check=False,
        )
    except FileNotFoundError:
        return None
    except subprocess.TimeoutExpired as error:
        raise BadInput(f"git took longer than {_GIT_TIME_LIMIT:.0f} s") from error
