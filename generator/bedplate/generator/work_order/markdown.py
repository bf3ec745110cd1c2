"""Building Markdown: CommonMark with the tables and task lists of GitHub."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bedplate.generator.render.markdown_text import between_ticks, cell

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&]|^[#+-])")
_LONGEST_FENCE = re.compile(r"`+")


@dataclass(frozen=True, slots=True)
class Section:
    """One chapter: its title and its blocks, each already Markdown."""

    title: str
    blocks: tuple[str, ...]


def section(title: str, *blocks: str) -> Section:
    """Return a section of those blocks that say anything."""
    return Section(title, tuple(block for block in blocks if block))


def plain(text: str) -> str:
    """Return text as Markdown that reads the same, whatever is in it."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """Return text as inline code on one line; nothing of nothing."""
    words = " ".join(text.split())
    return between_ticks(words) if words else ""


def codes(texts: Iterable[str]) -> str:
    """Return texts as inline code, separated by commas."""
    return ", ".join(code(text) for text in texts)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of Markdown cells; nothing without rows."""
    lines = [_row(row) for row in rows]
    if not lines:
        return ""
    return "\n".join([_row(header), _row(["---"] * len(header)), *lines])


def checklist(items: Iterable[str]) -> str:
    """Return tasks with empty boxes; nothing without tasks."""
    return "\n".join(f"- [ ] {item}" for item in items)


def bullets(items: Iterable[str]) -> str:
    """Return a list; nothing without items."""
    return "\n".join(f"- {item}" for item in items)


def fenced(language: str, text: str) -> str:
    """Return a block of code."""
    longest = max((len(run) for run in _LONGEST_FENCE.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell(each.replace("\n", " ")) or "-" for each in cells) + " |"
