"""Errors of a recorded program, told with the user's own file and line."""

from __future__ import annotations

import asyncio
import inspect
import sysconfig
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

from bedplate.generator.graph import SourcePosition

_HERE = str(Path(__file__).parent)
_CONSTRUCTORS = 3
_RUN = str(Path(__file__).with_name("run.py"))
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
        self._noted: dict[int, tuple[BaseException, SourcePosition]] = {}
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

    def note(self, error: BaseException) -> None:
        """Remember where an exception arose while its traceback still tells."""
        position = self.of_exception(error)
        if position and id(error) not in self._noted:
            self._noted[id(error)] = (error, position)

    def of_exception(self, error: BaseException) -> SourcePosition | None:
        """Return where in the user's code an exception arose, following its causes."""
        chain = tuple(causes(error))
        for cause in chain:
            if id(cause) in self._noted:
                return self._noted[id(cause)][1]
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
        return self._nearest(_running_frames())

    def of_declaration(self) -> SourcePosition | None:
        """Return the user's code that declares a resource now, outside the resource's own constructors.

        A class of one's own has three: its own, that of `CustomResource` or `ComponentResource`, and that of
        `Resource`. Where there are fewer, one of those two classes is used as it is.
        """
        frames = list(_running_frames())
        constructors = [index for index, (_, function, _) in enumerate(frames) if function == "__init__"]
        beyond = constructors[_CONSTRUCTORS - 1] + 1 if len(constructors) >= _CONSTRUCTORS else 0
        return self._nearest(frames[beyond:])

    def _nearest(self, frames: Iterable[tuple[str, str, int]]) -> SourcePosition | None:
        """Return the first frame of the project, else the first of other user code; `frames` run outwards."""
        fallback: SourcePosition | None = None
        for name, _function, line in frames:
            if self.is_project_file(name):
                return self.position(name, line)
            if fallback is None and is_users_file(name):
                fallback = self.position(name, line)
        return fallback

    def of_waiting(self, tasks: Iterable[asyncio.Task[Any]]) -> SourcePosition | None:
        """Return the user's code that waits in a task, else the first declaration that does."""
        declared: list[SourcePosition] = []
        for task in tasks:
            frames = list(_suspended_frames(task))
            found = self._innermost((frame.f_code.co_filename, frame.f_lineno) for frame in frames)
            if found:
                return found
            registering = [frame for frame in frames if frame.f_code.co_name in _REGISTRATIONS]
            places = (self.declared.get(id(frame.f_locals.get("res"))) for frame in registering)
            declared.extend(place for place in places if place)
        return min(declared, key=lambda place: (place.file, place.line), default=None)

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


def _running_frames() -> Iterator[tuple[str, str, int]]:
    """Yield file, function and line of what runs now, innermost first, up to whoever asked for the record."""
    frame = inspect.currentframe()
    while frame is not None and frame.f_code.co_filename != _RUN:
        yield frame.f_code.co_filename, frame.f_code.co_name, frame.f_lineno
        frame = frame.f_back


def _suspended_frames(task: asyncio.Task[Any]) -> Iterator[FrameType]:
    """Yield the frames of a task that waits, outermost first."""
    waiting: Any = task.get_coro()
    while waiting is not None:
        frame = getattr(waiting, "cr_frame", None)
        if frame is not None:
            yield frame
        waiting = getattr(waiting, "cr_await", None)


def causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and those it came from, each once."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
