"""What a Markdown file links to, and what of it can be linked to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bedplate.generator.render.markdown_page import anchor

ROOT = Path(__file__).resolve().parents[2]
_NOT_OURS = {"node_modules", "dist", "build"}
_PARSER = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True, slots=True)
class Document:
    """One Markdown file."""

    links: tuple[str, ...]
    """Targets of its links and images, as written."""
    fragments: frozenset[str]
    """How GitHub addresses its headings."""


@cache
def read_document(file: Path) -> Document:
    """Return what a file links to and what of it can be linked to."""
    tokens = _PARSER.parse(file.read_text(encoding="utf-8"))
    links = tuple(_links(tokens))
    return Document(links, frozenset(_fragments(tokens)))


def markdown_files() -> tuple[Path, ...]:
    """Return every Markdown file of the repository, sorted."""
    return tuple(sorted(_walk(ROOT)))


def _walk(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink() and not entry.name.startswith(".") and entry.name not in _NOT_OURS:
            yield from _walk(entry)
        elif entry.suffix == ".md":
            yield entry


def _links(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        for name in ("href", "src"):
            if target := token.attrGet(name):
                yield str(target)
        yield from _links(token.children or [])


def _fragments(tokens: list[Token]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for opening, heading in pairwise(tokens):
        if opening.type == "heading_open":
            fragment = anchor("".join(child.content for child in heading.children or ()))
            yield f"{fragment}-{seen[fragment]}" if seen[fragment] else fragment
            seen[fragment] += 1
