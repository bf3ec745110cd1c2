"""Text in Markdown as GitHub reads it: nothing in it is taken for markup, and nobody is notified by it."""

from __future__ import annotations

import re

_TICKS = re.compile(r"`+")
_MARKUP = re.compile(r"([\\`*_<>\[\]|~&])")
_REFERENCES = re.compile(r"([@#])(?=\w)|(?<=http)(?=s?://)|(?<=www)(?=\.)")
_BLANKS = re.compile(r"\s+")
# Control characters, and those that turn the direction of what follows: a name must not rewrite the line around it.
_HIDDEN = re.compile(r"[^\x20-\U0010ffff]|[\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def plain(words: str) -> str:
    """Return words as plain text on one line; what GitHub would make a mention, an issue or an address stays text."""
    escaped = _MARKUP.sub(r"\\\1", one_line(words))
    return _REFERENCES.sub(lambda found: f"{found.group(1) or ''}<!-- -->", escaped)


def code(words: str) -> str:
    """Return words as code on one line, whatever backticks they hold."""
    return between_ticks(one_line(words) or " ")


def between_ticks(text: str) -> str:
    """Return text as code, its blanks and line breaks as they are, whatever backticks it holds."""
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if longest else ""
    return f"{fence}{padding}{text}{padding}{fence}"


def cell(markdown: str) -> str:
    """Return Markdown for the cell of a table: a bar within it must not end the cell, in code neither."""
    return re.sub(r"(?<!\\)\|", r"\\|", markdown)


def link(address: str) -> str:
    """Return a valid address as a link that shows it."""
    return f"<{address}>"


def one_line(words: str) -> str:
    """Return words on one line, with what cannot be seen made visible."""
    folded = _BLANKS.sub(" ", words).strip()
    return _HIDDEN.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), folded)


def shortened(words: str, most: int) -> str:
    """Return words cut to a number of characters."""
    return words if len(words) <= most else words[: most - 1] + "…"
