"""The tutorial: every command that it shows is run, and prints what it shows."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bedplate.generator.graph import Graph, Mode
from bedplate.generator.render import preview
from tests.docs.console import Session, fits, refreshed, run_document

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = ROOT / "docs" / "tutorial.md"


@pytest.fixture
def newcomer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_stack: Callable[[str, Mode], Graph]) -> Session:
    """A reader on a machine without checkov, whose clone is a folder beside the new project's."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "110")
    for variable in ("BEDPLATE_CHECKOV", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    clone = tmp_path / "bedplate"
    clone.mkdir()

    def make_preview() -> str:
        return preview.render(record_stack("chat-dev", Mode.KNOWN), width=110)

    return Session(folder=clone, scratch=tmp_path, patch=monkeypatch, others={"make preview": make_preview})


def test_every_command_prints_what_the_tutorial_shows(newcomer: Session) -> None:
    refresh = bool(os.environ.get("BEDPLATE_UPDATE_GOLDENS"))
    wrong: list[str] = []

    def shown(expected: str, actual: str) -> str:
        if fits(expected, actual):
            return expected
        if refresh:
            return refreshed(expected, actual)
        wrong.append(f"shown:\n{expected}\nprinted:\n{actual}")
        return expected

    text = TUTORIAL.read_text(encoding="utf-8")
    run = run_document(text, newcomer, shown)
    if refresh:
        TUTORIAL.write_text(run, encoding="utf-8")

    assert wrong == []
    assert (newcomer.folder / "dev.svg").read_text(encoding="utf-8").startswith("<svg")


def test_make_preview_is_the_command_that_stands_for_it() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert re.search(r"^preview:.*\n\t\$\(BEDPLATE\) preview \$\(STACK\)$", makefile, flags=re.MULTILINE)
    assert "STACK ?= chat-dev\n" in makefile


@pytest.mark.parametrize(
    ("shown", "actual", "result"),
    [
        pytest.param("one\ntwo\n", "one\ntwo\n", True, id="equal"),
        pytest.param("one\n", "one\ntwo\n", False, id="more"),
        pytest.param("one\n⋮\n", "one\ntwo\nthree\n", True, id="end-left-out"),
        pytest.param("⋮\nthree\n", "one\ntwo\nthree\n", True, id="beginning-left-out"),
        pytest.param("one\n⋮\nthree\n", "one\nthree\n", True, id="nothing-left-out"),
        pytest.param("one\n⋮\ntwo\nfour\n", "one\ntwo\nthree\nfour\n", False, id="not-consecutive"),
        pytest.param("two\n⋮\none\n", "one\ntwo\n", False, id="wrong-order"),
        pytest.param("⋮\no\n", "two\n", False, id="part-of-a-line"),
        pytest.param("", "one\n", False, id="nothing-shown"),
    ],
)
def test_what_fits(shown: str, actual: str, *, result: bool) -> None:
    assert fits(shown, actual) is result


def test_what_is_left_out_stays_left_out_in_a_refreshed_document() -> None:
    assert refreshed("1 failure\n⋮\ntotal 8\n", "2 failures\nthat\ntotal 9\n") == "2 failures\n⋮\ntotal 9\n"
    assert refreshed("old\n", "new\nlines\n") == "new\nlines\n"


def test_a_diff_that_does_not_fit_is_told(newcomer: Session) -> None:
    (newcomer.folder / "file").write_text("one\none\n", encoding="utf-8")

    with pytest.raises(AssertionError, match="one"):
        newcomer.edit("--- file\n-one\n+two\n")
