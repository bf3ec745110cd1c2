"""What can be wrong with settings, and where."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to put right. Problems sort by their place in the file."""

    file: str
    """Path of the file as the user gave it; empty for settings that came from no file."""
    line: int
    """Line, from 1; 0 for settings that came from no file."""
    column: int
    """Column in characters, from 1; 0 for settings that came from no file."""
    rule: str
    """Stable id of the rule, for example `cidr-overlap`."""
    message: str
    """What is wrong, naming what was found and what was expected."""
    hint: str = ""
    """What to write instead."""

    def __str__(self) -> str:
        """Return `file:line:column: message (hint) [rule]`."""
        place = f"{self.file}:{self.line}:{self.column}: " if self.file else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{hint} [{self.rule}]"


class SettingsError(ValueError):
    """Settings that nothing can be built from."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        """Everything that is wrong, in file order."""
        super().__init__("\n".join(str(problem) for problem in self.problems))
