"""From what a preview shows to lines of text, folded to a width."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bedplate.generator.render.preview_model import Entry, Fact, PreviewTree, Row, Span, Tone

Line = tuple[Span, ...]

_BRANCH, _LAST_BRANCH, _TRUNK, _NO_TRUNK = "├─ ", "└─ ", "│  ", "   "
_SEPARATOR = Span(" · ")
_ROW_MARK = "▪ "
_UNCUT = frozenset({Tone.UNKNOWN, Tone.SECRET})
_WORD = re.compile(r"\S* |\S+")
_NARROWEST = 24
"""Columns that text gets at least, however deep it stands."""
_UNLIMITED = 1_000_000


def layout(tree: PreviewTree, width: int | None = None) -> Iterator[Line]:
    """Yield the lines of a preview.

    Args:
        tree: what to show.
        width: columns to fold at; `None` folds nothing, so that every resource is one line for `grep`.
    """
    columns = width or _UNLIMITED
    yield tree.title
    for note in tree.notes:
        yield from _folded((), (), (note,), columns)
    if tree.entries:
        yield ()
    start = max((_label_end(entry, depth) for entry, depth in _depths(tree.entries, 0)), default=0)
    for entry in tree.entries:
        yield from _entry_lines(entry, "", "", columns, start)
    if tree.outputs:
        yield from _section("Outputs", _table(tree.outputs, columns))
    if tree.counts:
        yield from _section("Summary", _grid(tree.counts, columns))
    yield ()
    if tree.closing:
        yield from _folded((), (), tree.closing, columns)
    if tree.next_steps:
        yield from _folded((), (), tree.next_steps, columns)


def folded(first: Line, hanging: Line, facts: tuple[Fact, ...], width: int | None = None) -> Iterator[Line]:
    """Yield a line that starts with `first` and holds the facts; what does not fit continues after `hanging`.

    Args:
        first: how the first line begins.
        hanging: how the further ones begin.
        facts: short phrases, set apart by dots.
        width: columns to fold at; `None` folds nothing.
    """
    yield from _folded(first, hanging, facts, width or _UNLIMITED)


def _entry_lines(entry: Entry, head: str, below: str, columns: int, start: int) -> Iterator[Line]:
    """Yield the lines of an entry and all below it.

    Args:
        entry: what to show.
        head: the tree's lines before the entry itself.
        below: the tree's lines before everything under it.
        columns: where to fold.
        start: column of the names.
    """
    hanging = below + (_TRUNK if entry.children else _NO_TRUNK)
    if entry.component:
        title = (Span(head), Span(entry.label, Tone.LABEL), Span(" "), entry.name, Span("  "))
        yield from _folded(title, (Span(hanging),), entry.facts, columns)
    else:
        indent = hanging.ljust(start)
        first = (Span(head), Span(entry.label.ljust(start - len(head)), Tone.LABEL))
        if entry.name_last:
            name = (Span(entry.name.text, Tone.LABEL if entry.name.tone is Tone.NAME else entry.name.tone),)
            yield from _folded(first, (Span(indent),), (*entry.facts, name), columns)
        else:
            *before, ending = _name_lines(first, indent, entry.name, columns)
            yield from before
            yield from _folded((*ending, Span("  ")), (Span(indent),), entry.facts, columns)
        yield from _row_lines(entry.rows, indent, columns)
    for index, child in enumerate(entry.children):
        last = index == len(entry.children) - 1
        lines = (_LAST_BRANCH, _NO_TRUNK) if last else (_BRANCH, _TRUNK)
        yield from _entry_lines(child, below + lines[0], below + lines[1], columns, start)


def _name_lines(first: Line, indent: str, name: Span, columns: int) -> list[Line]:
    """Return a name after its label; one that has blanks and does not fit is folded."""
    if _length(first) + len(name.text) <= columns:
        return [(*first, name)]
    return list(_folded(first, (Span(indent),), ((name,),), columns))


def _row_lines(rows: tuple[Row, ...], indent: str, columns: int) -> Iterator[Line]:
    for row in rows:
        hanging = Span(indent + " " * len(_ROW_MARK))
        yield from _folded((Span(indent + _ROW_MARK), row.name, Span("  ")), (hanging,), row.facts, columns)


def _table(rows: tuple[Row, ...], columns: int) -> Iterator[Line]:
    longest = min(max(len(row.name.text) for row in rows), columns // 2)
    for row in rows:
        name = Span(row.name.text.ljust(longest), row.name.tone)
        yield from _folded((Span("  "), name, Span("  ")), (Span(" " * 6),), row.facts, columns)


def _grid(counts: tuple[tuple[int, str], ...], columns: int) -> Iterator[Line]:
    """Yield cells in columns of equal width, read downwards; one cell a line where the width has no limit."""
    cells = [(f"{number:>4} ", label) for number, label in counts]
    broadest = max(len(number) + len(label) for number, label in cells) + 2
    across = 1 if columns >= _UNLIMITED else max(1, columns // broadest)
    down = -(-len(cells) // across)
    for row in range(down):
        line: list[Span] = []
        for number, label in cells[row::down]:
            line += [Span(number, Tone.NAME), Span(label.ljust(broadest - len(number)))]
        yield _stripped(line)


def _section(heading: str, lines: Iterable[Line]) -> Iterator[Line]:
    yield ()
    yield (Span(heading, Tone.HEADING),)
    yield from lines


def _folded(first: Line, hanging: Line, facts: tuple[Fact, ...], columns: int) -> Iterator[Line]:
    """Yield a line that starts with `first` and holds the facts; what does not fit continues after `hanging`."""
    margin = _length(hanging)
    room = max(columns, margin + _NARROWEST)
    line, bare = list(first), True
    for piece, separated in _pieces(facts, room - margin):
        joined = (_SEPARATOR, *piece) if separated and not bare else piece
        if _length(line) > margin and _length(line) + _length(joined) > room:
            yield _stripped(line)
            line = [*hanging, *piece]
        else:
            line.extend(joined)
        bare = False
    yield _stripped(line)


def _pieces(facts: tuple[Fact, ...], room: int) -> Iterator[tuple[Fact, bool]]:
    """Yield what may not be folded, and whether it needs a separator before it: facts, else their words."""
    for fact in facts:
        if _length(fact) <= room:
            yield fact, True
        else:
            yield from ((word, not index) for index, word in enumerate(_words(fact)))


def _words(fact: Fact) -> Iterator[Fact]:
    """Yield a fact cut after its blanks, but not within a mark such as `(known after deployment)`."""
    word: list[Span] = []
    for span in fact:
        for part in [span.text] if span.tone in _UNCUT else _WORD.findall(span.text):
            # A word may be made of several spans: a name, and the comma that follows it.
            word.append(Span(part, span.tone))
            if part.endswith(" "):
                yield tuple(word)
                word = []
    if word:
        yield tuple(word)


def _stripped(line: list[Span]) -> Line:
    while line and not line[-1].text.strip():
        line.pop()
    if line:
        line[-1] = Span(line[-1].text.rstrip(), line[-1].tone)
    return tuple(line)


def _length(spans: Iterable[Span]) -> int:
    return sum(len(span.text) for span in spans)


def _depths(entries: tuple[Entry, ...], depth: int) -> Iterator[tuple[Entry, int]]:
    for entry in entries:
        yield entry, depth
        yield from _depths(entry.children, depth + 1)


def _label_end(entry: Entry, depth: int) -> int:
    return 0 if entry.component else depth * len(_BRANCH) + len(entry.label) + 2
