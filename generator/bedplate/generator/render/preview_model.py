"""What a preview shows, before any decision on colours, widths or glyphs."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from bedplate.generator.graph import UNKNOWN, Secret, Value

SECRET_TEXT = "[secret]"  # noqa: S105 - what stands in for a secret
UNKNOWN_TEXT = "(known after deployment)"


class Tone(enum.Enum):
    """What a piece of text is, for those who paint it."""

    PLAIN = enum.auto()
    HEADING = enum.auto()
    LABEL = enum.auto()
    """What kind of thing a line is about."""
    NAME = enum.auto()
    """A resource's name in Azure."""
    COMPONENT = enum.auto()
    """A component's logical name."""
    GOOD = enum.auto()
    """A property that protects the landing zone."""
    WARNING = enum.auto()
    """A property that somebody should look at."""
    UNKNOWN = enum.auto()
    SECRET = enum.auto()


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text on one line."""

    text: str
    tone: Tone = Tone.PLAIN


Fact = tuple[Span, ...]
"""One short phrase about a resource."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A part of a resource that has a name of its own, such as a subnet; also a line of a list."""

    name: Span
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One resource or component."""

    urn: str
    label: str
    """What it is: `key vault`, or a component's type."""
    name: Span
    component: bool
    name_last: bool = False
    """Whether the facts say more than the name and come before it."""
    facts: tuple[Fact, ...] = ()
    rows: tuple[Row, ...] = ()
    children: tuple[Entry, ...] = ()

    def walk(self) -> Iterator[Entry]:
        """Yield this entry and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewTree:
    """Everything that a preview shows."""

    urn: str | None
    """URN of the stack resource, which the title stands for."""
    title: Fact
    notes: tuple[Fact, ...]
    """Lines under the title."""
    entries: tuple[Entry, ...]
    outputs: tuple[Row, ...]
    """Stack outputs, one row a value."""
    counts: tuple[tuple[int, str], ...]
    """How many resources there are of each kind, most first."""
    closing: tuple[Fact, ...]
    """Findings over the whole stack."""
    next_steps: tuple[Fact, ...]

    def walk(self) -> Iterator[Entry]:
        """Yield every entry, parents first."""
        for entry in self.entries:
            yield from entry.walk()


def shown(value: Value, tone: Tone = Tone.PLAIN) -> Span:
    """Return a leaf value as people read it, with secrets and unknown values masked and marked."""
    if isinstance(value, Secret):
        return Span(SECRET_TEXT, Tone.SECRET)
    if value is UNKNOWN:
        return Span(UNKNOWN_TEXT, Tone.UNKNOWN)
    if isinstance(value, bool):
        return Span("true" if value else "false", tone)
    if isinstance(value, float) and value.is_integer():
        return Span(str(int(value)), tone)
    # Control characters could move the cursor or hide text on a terminal.
    return Span("".join(_visible(character) for character in str(value)), tone)


def _visible(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
