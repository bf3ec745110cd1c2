"""Expressions in C# within gateway policies, which are no XML until they are escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

_CLOSING = {"(": ")", "{": "}"}
_VERBATIM_BLOCK = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
# What may hold brackets that do not count: texts, verbatim texts, characters, comments.
_SKIPPED = re.compile(r"""\$?@\$?"(?:[^"]|"")*"|\$?"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])'|//[^\n]*|/\*.*?\*/""", re.DOTALL)


def with_escaped_expressions(text: str) -> str:
    """Return a policy in which what stands in `@(...)` and `@{...}` is escaped, as the format `xml` wants it.

    Args:
        text: a policy in the format `rawxml`.
    """
    return "".join(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        block = _VERBATIM_BLOCK.match(text, at)
        end = block.end() if block else _end_of_expression(text, at)
        if block:
            yield block.group()
        elif end > at:
            yield escape(text[at:end], {'"': "&quot;"})
        else:
            end = at + 1
            yield text[at]
        at = end


def _end_of_expression(text: str, start: int) -> int:
    """Return where an expression ends that begins at a place; the place itself where none does, or it never ends."""
    if text[start] != "@" or text[start + 1 : start + 2] not in _CLOSING:
        return start
    open_brackets: list[str] = []
    at = start + 1
    while at < len(text):
        skipped = _SKIPPED.match(text, at)
        if skipped:
            at = skipped.end()
            continue
        letter = text[at]
        at += 1
        if letter in _CLOSING:
            open_brackets.append(_CLOSING[letter])
        elif open_brackets and letter == open_brackets[-1]:
            open_brackets.pop()
            if not open_brackets:
                return at
    return start
