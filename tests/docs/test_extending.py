"""The code in `docs/extending.md` is that of the example package, which other tests install and run."""

from __future__ import annotations

import re

import pytest

from tests.docs.markdown import ROOT

PAGE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(?:python|toml)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
SOURCED = re.compile(r"^<!-- from: (?P<file>\S+) -->\n```\w+\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [(found["file"], found["code"]) for found in SOURCED.finditer(PAGE)]


def test_every_block_of_code_says_where_it_is_from() -> None:
    assert len(BLOCKS) == len(BLOCK.findall(PAGE)) > 10


@pytest.mark.parametrize(("file", "code"), BLOCKS)
def test_a_block_of_code_stands_in_its_file(file: str, code: str) -> None:
    assert code in (ROOT / file).read_text(encoding="utf-8")
