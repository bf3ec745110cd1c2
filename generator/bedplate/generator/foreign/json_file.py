"""A file of JSON: objects whose parts are read one at a time, and errors that say where."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from bedplate.generator.foreign.errors import ForeignFileError
from bedplate.generator.foreign.text import end_of_json, read_text, start_of_json

EXPECTED = "what `pulumi preview --json`, `pulumi stack export` or `bedplate preview STACK --json` writes"
_EVENT = ("sequence", "timestamp")
"""What every event has."""
_T = TypeVar("_T")


class JsonFile:
    """A file with an object, words around it aside, or with one object a line.

    Raises:
        ForeignFileError: the file cannot be read, or there is no object in it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._text = read_text(path)
        start = start_of_json(self._text)
        if start is None:
            raise ForeignFileError(f"{path}: no JSON object in it, expected {EXPECTED}")
        self._start, self._end = start, len(self._text)

    def has_events(self) -> bool:
        """Return whether the first object stands on one line and is an event of the engine."""
        end = self._text.find(b"\n", self._start)
        try:
            first = msgspec.json.decode(
                self._text[self._start : end if end >= 0 else None], type=dict[str, msgspec.Raw]
            )
        except (msgspec.DecodeError, UnicodeError):
            return False
        return all(key in first for key in _EVENT)

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Yield the number and the text of every line with an object."""
        for number, line in enumerate(self._text.splitlines(), start=1):
            if line.lstrip().startswith(b"{"):
                yield number, line

    def members(self) -> dict[str, msgspec.Raw]:
        """Return the members of the object, not yet read.

        Raises:
            ForeignFileError: it is broken.
        """
        try:
            return msgspec.json.decode(memoryview(self._text)[self._start :], type=dict[str, msgspec.Raw])
        except (msgspec.DecodeError, UnicodeError):
            self._end = end_of_json(self._text, self._start)
        members: dict[str, msgspec.Raw] = self.decode(
            memoryview(self._text)[self._start : self._end], dict[str, msgspec.Raw], ""
        )
        return members

    def member(self, members: Mapping[str, msgspec.Raw], name: str, kind: type[_T]) -> _T | None:
        """Return one member; `None` where there is none, and where it is null.

        Raises:
            ForeignFileError: it is broken, or of another kind.
        """
        found: _T | None = self.decode(members[name], kind | None, name) if name in members else None
        return found

    def decode(self, data: Any, kind: Any, at: str) -> Any:
        """Return what a part of the file says.

        Args:
            data: its text.
            kind: what it should be.
            at: where it stands, for errors.

        Raises:
            ForeignFileError: it is broken, or of another kind.
        """
        try:
            return msgspec.json.decode(data, type=kind)
        except msgspec.ValidationError as error:
            what, _, inner = str(error).partition(" - at `$")
            raise ForeignFileError(f"{self.path}: {at}{inner.rstrip('`')}: {what} (expected {EXPECTED})") from error
        except (msgspec.DecodeError, UnicodeError) as error:
            raise self._fault(str(error)) from error

    def _fault(self, reason: str) -> ForeignFileError:
        """Return the error of a text that is no JSON, with line and column where Python's own reader sees it too."""
        above = self._text.count(b"\n", 0, self._start)
        text = self._text[self._start : self._end]
        try:
            json.loads(text)
        except json.JSONDecodeError as error:
            return ForeignFileError(f"{self.path}:{above + error.lineno}:{error.colno}: not JSON: {error.msg}")
        except UnicodeDecodeError as error:
            line, column = (
                above + text.count(b"\n", 0, error.start) + 1,
                error.start - text.rfind(b"\n", 0, error.start),
            )
            return ForeignFileError(f"{self.path}:{line}:{column}: not UTF-8 text (write the file again, as UTF-8)")
        except (RecursionError, ValueError):
            pass
        return ForeignFileError(f"{self.path}: not JSON: {reason}")
