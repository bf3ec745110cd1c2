"""Every file in `bad/` is refused for exactly the reasons, at exactly the places, that its first comments name."""

import re
from datetime import date
from pathlib import Path

import pytest

from bedplate.blueprints.settings import load

TODAY = date(2026, 11, 21)
FOLDER = Path(__file__).parent / "bad"
EXPECTATION = re.compile(r"# expect: (?P<rule>[a-z-]+) @ (?P<line>\d+):(?P<column>\d+)")


def expectations(path: Path) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        match = EXPECTATION.fullmatch(line)
        if match is None:
            break
        found.append((match["rule"], int(match["line"]), int(match["column"])))
    return sorted(found)


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in sorted(FOLDER.glob("*.yaml"))])
def test_bad_file_is_refused_exactly_as_it_says(path: Path) -> None:
    loaded = load(path, today=TODAY)

    assert expectations(path), "the file names no expectation"
    assert sorted((problem.rule, problem.line, problem.column) for problem in loaded.problems) == expectations(path)
    assert loaded.settings is None
    assert [*loaded.problems] == sorted(loaded.problems), "problems come in file order"


def test_there_are_bad_files_enough() -> None:
    assert len(list(FOLDER.glob("*.yaml"))) >= 150
