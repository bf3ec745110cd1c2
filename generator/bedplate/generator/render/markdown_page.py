"""What pages of the generated reference have in common: headings that links lead to, and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bedplate.generator.render.markdown_text import cell, one_line

_LEFT_OUT = re.compile(r"[^\w\- ]")


def generated_mark(source: str, tests: str) -> str:
    """Return the comment on top of a generated page.

    Args:
        source: what the page is written from.
        tests: the tests that renew it.
    """
    return f"<!-- Written from {source}; `BEDPLATE_UPDATE_GOLDENS=1 pytest {tests}` renews it. -->\n"


def anchor(heading: str) -> str:
    """Return the fragment by which GitHub addresses a heading, the first of its name on a page."""
    return _LEFT_OUT.sub("", heading.strip().lower()).replace(" ", "-")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table, and the empty line after it; the cells are Markdown."""
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell(one_line(each)) for each in row)} |"
    yield ""


def listed(words: Iterable[str], conjunction: str = "and") -> str:
    """Return words as a sentence lists them."""
    *most, last = words
    return f"{', '.join(most)} {conjunction} {last}" if most else last
