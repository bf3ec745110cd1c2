"""Commands in a document: run as a reader would, and held to the output that the document shows.

A block that is marked `console` holds commands behind `$ ` and below each what it prints; `⋮` on a line of its own
stands for lines that are left out. A block that is marked `diff` is an edit of the file that its first line names.
"""

from __future__ import annotations

import difflib
import re
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bedplate.generator.cli.main import main

LEFT_OUT = "⋮"
_BLOCK = re.compile(r"^```(console|diff)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PROMPT = "$ "


@dataclass(slots=True)
class Session:
    """A reader at work in some folder."""

    folder: Path
    scratch: Path
    """Folder for what nobody is to see."""
    patch: pytest.MonkeyPatch
    others: Mapping[str, Callable[[], str]] = field(default_factory=dict)
    """What commands print that are not of bedplate, by the whole line."""
    code: int = 0
    """Exit code of the last command."""

    def run(self, line: str) -> str:
        """Run one command and return what a terminal shows of it."""
        if line in self.others:
            return self.others[line]()
        name, *arguments = shlex.split(line)
        if name == "cd":
            self.folder = (self.folder / arguments[0]).resolve(strict=True)
            return ""
        if line == "echo $?":
            return f"{self.code}\n"
        assert name == "bedplate", f"{line}: only commands of bedplate are run"
        return self._bedplate(arguments)

    def edit(self, change: str) -> None:
        """Change a file as a diff says, whose lines occur in the file once."""
        head, *lines = change.splitlines()
        file = self.folder / head.removeprefix("--- ")
        old = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("+"))
        new = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("-"))
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{head}: {old}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def _bedplate(self, arguments: list[str]) -> str:
        terminal = self.scratch / "terminal"
        printed = terminal
        if ">" in arguments:
            printed = self.folder / arguments[-1]
            arguments = arguments[: arguments.index(">")]
        for file in (terminal, printed):
            file.write_bytes(b"")
        with self.patch.context() as here, terminal.open("a") as stderr, printed.open("a") as stdout:
            here.chdir(self.folder)
            here.setattr(sys, "argv", ["bedplate", *arguments])
            here.setattr(sys, "stdout", stdout)
            here.setattr(sys, "stderr", stderr)
            self.code = main()
        return terminal.read_text(encoding="utf-8")


def run_document(text: str, session: Session, shown: Callable[[str, str], str]) -> str:
    """Run everything in a document, in its order, and return it with the output that `shown` gives.

    Args:
        text: the document.
        session: the reader.
        shown: takes what the document shows and what the command prints, and returns what is to be shown.
    """

    def each(block: re.Match[str]) -> str:
        kind, body = block.groups()
        if kind == "diff":
            session.edit(body)
            return block[0]
        steps = "".join(f"{_PROMPT}{line}\n{shown(printed, session.run(line))}" for line, printed in _steps(body))
        return f"```{kind}\n{steps}```"

    return _BLOCK.sub(each, text)


def fits(shown: str, actual: str) -> bool:
    """Return whether output is what a document shows of it, with whole lines left out where it says so."""
    parts = [re.escape(part) for part in re.split(rf"^{LEFT_OUT}\n", shown, flags=re.MULTILINE)]
    return re.fullmatch(r"(?:.*\n)*?".join(parts), actual) is not None


def refreshed(shown: str, actual: str) -> str:
    """Return output as a document shows it: what it leaves out stays left out, every other line is the nearest."""
    if f"{LEFT_OUT}\n" not in shown:
        return actual
    lines = actual.splitlines()
    return "".join(f"{line}\n" for line in _nearest(shown.splitlines(), lines))


def _nearest(shown: Sequence[str], lines: Sequence[str]) -> Iterator[str]:
    at = 0
    for line in shown:
        if line == LEFT_OUT:
            yield line
            continue
        for found in difflib.get_close_matches(line, lines[at:], n=1, cutoff=0.0):
            at = lines.index(found, at) + 1
            yield found


def _steps(body: str) -> Iterator[tuple[str, str]]:
    for step in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        line, _, printed = step.partition("\n")
        yield line, printed
