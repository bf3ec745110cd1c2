"""The work order as a whole; `BEDPLATE_UPDATE_GOLDENS=1` rewrites the goldens."""

import os
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bedplate.generator.graph import UNKNOWN, Graph, Mode
from bedplate.generator.work_order import RecordedZone, render, render_csv, render_json
from tests.conftest import ROOT, STACKS
from tests.generator.work_order.zones import VARIANTS, zone_of

GOLDEN = ROOT / "tests" / "golden" / "work-orders"
ALL = (*STACKS, *VARIANTS)
TITLES = [
    "1. Summary",
    "2. Network connection",
    "3. DNS",
    "4. Public name and certificate",
    "5. Routes",
    "6. Firewall rules",
    "7. Network rules",
    "8. Quotas",
    "9. Resource providers",
    "10. Role grants",
    "11. Application registration",
    "12. Policy",
    "13. What to hand back",
]


def _tokens(markdown: str) -> list[Token]:
    return MarkdownIt("gfm-like", {"linkify": False}).parse(markdown)


def _check(golden: Path, actual: str) -> None:
    if os.environ.get("BEDPLATE_UPDATE_GOLDENS"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(actual, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == actual


@pytest.mark.parametrize("name", ["chat-spoke", "virtual-wan", "existing-network", "chat-prod"])
def test_reads_as_before(name: str) -> None:
    _check(GOLDEN / f"{name}.md", render(zone_of(name)))


def test_the_rules_are_as_before() -> None:
    _check(GOLDEN / "chat-spoke.csv", render_csv(zone_of("chat-spoke")))
    _check(GOLDEN / "chat-spoke.json", render_json(zone_of("chat-spoke")))


@pytest.mark.parametrize("name", ALL)
def test_has_every_chapter_in_order(name: str) -> None:
    tokens = _tokens(render(zone_of(name)))

    headings = [
        tokens[at + 1].content for at, token in enumerate(tokens) if (token.type, token.tag) == ("heading_open", "h2")
    ]
    assert headings == TITLES
    assert [token.tag for token in tokens if token.type == "heading_open"].count("h1") == 1


@pytest.mark.parametrize("name", ALL)
def test_every_table_is_one(name: str) -> None:
    markdown = render(zone_of(name))
    tables = [token for token in _tokens(markdown) if token.type == "table_open"]
    outside_code = re.sub(r"^```.*?^```$", "", markdown, flags=re.DOTALL | re.MULTILINE)
    blocks = [block.splitlines() for block in outside_code.split("\n\n") if block.strip().startswith("|")]

    assert len(tables) == len(blocks) > 0
    for lines in blocks:
        assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {len(re.findall(r"\|", lines[1]))}


@pytest.mark.parametrize("name", ALL)
def test_nothing_unknown_shows_and_no_line_is_empty_twice(name: str) -> None:
    markdown = render(zone_of(name))

    assert UNKNOWN.value not in markdown
    assert "None" not in re.sub(r"None: every role", "", markdown)
    assert "Unknown" not in markdown
    assert "{" not in re.sub(r"^```.*?^```$|`quota: .*?`", "", markdown, flags=re.DOTALL | re.MULTILINE)
    assert "\n\n\n" not in markdown
    assert markdown.endswith("\n")
    assert not markdown.endswith("\n\n")
    assert not [line for line in markdown.splitlines() if line != line.rstrip()]


def test_an_empty_program_has_a_work_order_too() -> None:
    settings = zone_of("chat-spoke").settings
    graph = Graph(project="p", stack="s", mode=Mode.UNKNOWN, resources=(), outputs={})

    markdown = render(RecordedZone(settings, graph))

    assert [line[3:] for line in markdown.splitlines() if line.startswith("## ")] == TITLES
    assert "The landing zone declares no virtual network." in markdown
