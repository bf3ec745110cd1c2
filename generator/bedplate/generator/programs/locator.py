"""Finds the user's code of a program that runs elsewhere: in another process, on a copy of its project."""

from __future__ import annotations

from pathlib import Path

from bedplate.generator.engine.errors import Locator
from bedplate.generator.graph import SourcePosition


class ElsewhereLocator(Locator):
    """Tells places in the project by their path in it, be it the copy or the project itself.

    A virtual environment may hold the project as an editable package, whose code is read where it lies.

    Args:
        copy: the folder in which the program runs.
        original: the project's folder.
    """

    def __init__(self, copy: Path, original: Path) -> None:
        super().__init__(copy)
        self._copy, self._original = copy, original
        self._copied: dict[str, str] = {}

    def is_project_file(self, filename: str) -> bool:
        """Return whether a file is the user's and lies in the project's folder."""
        return super().is_project_file(self._in_copy(filename))

    def position(self, filename: str, line: int) -> SourcePosition:
        """Return a place, its file relative to the project's folder where it lies inside."""
        return super().position(self._in_copy(filename), line)

    def of_caller(self) -> SourcePosition | None:
        """Return nothing: what runs here is not the program."""
        return None

    def _in_copy(self, filename: str) -> str:
        known = self._copied.get(filename)
        if known is None:
            path = Path(filename)
            inside = path.is_relative_to(self._original) and not path.is_relative_to(self._copy)
            known = str(self._copy / path.relative_to(self._original)) if inside else filename
            self._copied[filename] = known
        return known
