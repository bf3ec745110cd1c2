"""Errors of a recorded program, told with the user's own file and line."""

from __future__ import annotations

import sys
import sysconfig
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import FrameType, TracebackType

from bedplate.generator.graph import SourcePosition

_HERE = str(Path(__file__).parent)
_LIBRARIES = tuple({sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"), _HERE})
_INSTALLED = ("site-packages", "dist-packages")
_REGISTRATIONS = frozenset({"do_register", "do_read", "do_get"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with a program, and where."""

    message: str
    position: SourcePosition | None = None

    def __str__(self) -> str:
        """Return `file:line: message`, or the message alone when no place is known."""
        if self.position is None:
            return self.message
        return f"{self.position.file}:{self.position.line}: {self.message}"


class ProgramError(Exception):
    """A program that cannot be recorded; its text is every problem, one a line, as `file:line: message`."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    @property
    def message(self) -> str:
        """What is wrong first."""
        return self.problems[0].message

    @property
    def file(self) -> str | None:
        """The user's file in which the first problem lies, if one is known."""
        position = self.problems[0].position
        return position.file if position else None

    @property
    def line(self) -> int | None:
        """The line of the first problem, counted from 1, if one is known."""
        position = self.problems[0].position
        return position.line if position else None

    def __str__(self) -> str:
        """Return every problem, one a line."""
        return "\n".join(str(problem) for problem in self.problems)


class RegistrationError(Exception):
    """A request that the engine refuses."""


class DeadlockError(Exception):
    """The program waits for a value that nothing will ever deliver."""


class Locator:
    """Finds the user's code in stacks that are mostly Pulumi's.

    Args:
        root: the project's folder; code inside it is the user's before any other.
    """

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self.declared: dict[int, SourcePosition | None] = {}
        """Where each resource of the run is declared, by the object's identity."""
        self._projects_own: dict[str, bool] = {}
        self._names: dict[str, str] = {}

    def is_project_file(self, filename: str) -> bool:
        """Return whether a file is the user's and lies in the project's folder."""
        known = self._projects_own.get(filename)
        if known is None:
            known = is_users_file(filename) and Path(filename).resolve().is_relative_to(self._root)
            self._projects_own[filename] = known
        return known

    def position(self, filename: str, line: int) -> SourcePosition:
        """Return a place, its file relative to the project's folder where it lies inside."""
        name = self._names.get(filename)
        if name is None:
            path = Path(filename).resolve()
            inside = path.is_relative_to(self._root)
            name = (path.relative_to(self._root) if inside else path).as_posix()
            self._names[filename] = name
        return SourcePosition(file=name, line=line)

    def of_exception(self, error: BaseException) -> SourcePosition | None:
        """Return where in the user's code an exception arose, following its causes."""
        chain = tuple(_causes(error))
        for cause in chain:
            if isinstance(cause, SyntaxError) and cause.filename and is_users_file(cause.filename):
                return self.position(cause.filename, cause.lineno or 1)
            found = self._innermost(
                (frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(cause.__traceback__)
            )
            if found:
                return found
        for cause in chain:
            found = self._declaration(cause.__traceback__)
            if found:
                return found
        return None

    def of_caller(self) -> SourcePosition | None:
        """Return the user's code that is running now: the project's innermost frame, else any of the user's."""
        frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - the documented way to the caller's frame
        fallback: SourcePosition | None = None
        while frame is not None:
            name = frame.f_code.co_filename
            if self.is_project_file(name):
                return self.position(name, frame.f_lineno)
            if fallback is None and is_users_file(name):
                fallback = self.position(name, frame.f_lineno)
            frame = frame.f_back
        return fallback

    def _innermost(self, frames: Iterator[tuple[str, int]]) -> SourcePosition | None:
        """Return the innermost frame of the project, else of other user code; `frames` run inwards."""
        users = [(name, line) for name, line in frames if is_users_file(name)]
        inside = [(name, line) for name, line in users if self.is_project_file(name)]
        best = (inside or users)[-1:]
        return self.position(*best[0]) if best else None

    def _declaration(self, trace: TracebackType | None) -> SourcePosition | None:
        """Return where the resource was declared whose registration failed inside the SDK."""
        for frame, _line in traceback.walk_tb(trace):
            if frame.f_code.co_name in _REGISTRATIONS:
                return self.declared.get(id(frame.f_locals.get("res")))
        return None


@cache
def is_users_file(filename: str) -> bool:
    """Return whether code is neither Python's own, nor installed, nor this engine's."""
    if filename.startswith("<"):
        return False
    path = Path(filename)
    if any(part in _INSTALLED for part in path.parts):
        return False
    return not any(path.is_relative_to(library) for library in _LIBRARIES)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and those it came from, each once."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
