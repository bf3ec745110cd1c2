"""Whether the long description reads well on a package index, which shows it far from the repository."""

from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token


def check_description(markdown: str) -> list[str]:
    """Return what an index could not show: no heading to begin with, raw HTML, links that lead into the repository."""
    tokens = list(_flat(MarkdownIt("commonmark").enable("table").parse(markdown)))
    problems: list[str] = []
    if not tokens or (tokens[0].type, tokens[0].tag) != ("heading_open", "h1"):
        problems.append("the long description does not begin with a heading")
    if any(token.type in {"html_block", "html_inline"} for token in tokens):
        problems.append("the long description holds raw HTML, of which an index shows only a part")
    targets = [str(token.attrs.get("href", token.attrs.get("src", ""))) for token in tokens if token.attrs]
    return problems + [
        f"the long description leads to {target}, which is not there on an index"
        for target in targets
        if target and not target.startswith(("https://", "#", "mailto:"))
    ]


def _flat(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _flat(token.children or ())
