"""The page on fidelity: its tables are current, and each claim names a test that is there."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.docs import fidelity
from tests.docs.markdown import ROOT, read_document

PAGE = ROOT / "docs" / "explanation" / "fidelity.md"
CLAIM = re.compile(r"^\| .* \| \[`(test_\w+\.py)`\]\((\.\./\.\./(tests/[\w/]+\.py))\) \|$", re.MULTILINE)


def _section(heading: str) -> str:
    text = PAGE.read_text(encoding="utf-8")
    return re.split(r"^## ", text.partition(f"\n## {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


@pytest.mark.parametrize(
    ("name", "render"),
    [
        pytest.param("amount", fidelity.amount, id="amount"),
        pytest.param("known later", fidelity.known_later, id="known-later"),
    ],
)
def test_a_table_is_current(name: str, render: Callable[[], str]) -> None:
    begin, end = f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->\n"
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(begin)
    shown, _, after = rest.partition(end)
    actual = f"\n{render()}\n"
    if os.environ.get("BEDPLATE_UPDATE_GOLDENS"):
        PAGE.write_text(before + begin + actual + end + after, encoding="utf-8")
        shown = actual

    assert shown == actual


def test_every_claim_names_its_test() -> None:
    rows = [line for line in _section("Claims and proofs").splitlines() if line.startswith("| ")][1:]
    claims = CLAIM.findall("\n".join(rows))

    assert len(claims) == len(rows) > 0
    assert [path for name, _, path in claims if Path(path).name != name or not (ROOT / path).is_file()] == []


def test_every_test_with_the_real_engine_stands_for_a_claim() -> None:
    named = {Path(path).name for path in read_document(PAGE).links}
    about_the_tools = {"test_build.py", "test_standin.py", "test_yaml.py"}
    tests = {file.name for file in (ROOT / "tests" / "engine").glob("test_*.py")}

    assert tests - named == about_the_tools
