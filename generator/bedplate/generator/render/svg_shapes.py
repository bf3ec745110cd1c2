"""Boxes, texts and lines of a picture, and how much room a text takes.

All lengths are in pixels at 96 dpi; y grows downwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

_WIDTHS = {
    **dict.fromkeys("ijl'|", 0.23),
    **dict.fromkeys("I.,:;/ !ft·[]\\", 0.29),
    **dict.fromkeys('()r-`*"•', 0.36),
    **dict.fromkeys("ckJsvxyz", 0.5),
    **dict.fromkeys("abdeghnopqu0123456789L_?#$", 0.56),
    **dict.fromkeys("TFZ+=<>~^", 0.61),
    **dict.fromkeys("ABEKPSVXY&", 0.67),
    **dict.fromkeys("CDHNRUw", 0.73),
    **dict.fromkeys("GOQ", 0.78),
    **dict.fromkeys("mM%", 0.86),
    **dict.fromkeys("W@→…—", 1.02),
}
"""Widths of characters in ems, rounded up from Helvetica's metrics, which most sans-serif fonts come near."""
_OTHER_LATIN, _OTHER = 0.72, 1.05
_LAST_LATIN = "\u024f"
_ALLOWANCE = 1.06
"""For fonts that are wider than Helvetica."""
_BOLD = 1.08
_BLANK = " ·"
_PHRASES = re.compile(r".+?(?: · |$)")
_PIECES = re.compile(r"\S*?[-./,]+(?=[^\s\d])|\S+\s*|\s+")


class Style(Enum):
    """How a text is set: the name of its class, its size, and whether it is bold."""

    TITLE = ("title", 18, True)
    HEADING = ("heading", 13, True)
    NAME = ("name", 12, True)
    PLAIN = ("plain", 11.5, False)
    MUTED = ("muted", 11, False)

    def __init__(self, css: str, size: float, bold: bool) -> None:  # noqa: FBT001 - the order of the values above
        self.css = css
        self.size = size
        self.bold = bold

    @property
    def leading(self) -> float:
        """Distance of two base lines."""
        return round(self.size * 1.4)

    def width(self, text: str) -> float:
        """Return how much room a text takes at most."""
        ems = sum(_em(character) for character in text)
        return ems * self.size * _ALLOWANCE * (_BOLD if self.bold else 1)

    def height(self, text: str, room: float) -> float:
        """Return how high a text is when it is folded to its room."""
        return len(fold(text, room, self)) * self.leading


def _em(character: str) -> float:
    return _WIDTHS.get(character, _OTHER_LATIN if character <= _LAST_LATIN else _OTHER)


class Point(NamedTuple):
    """A place in the picture."""

    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    css: str
    tooltip: str = ""

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One line of text."""

    x: float
    y: float
    """Of the base line."""
    text: str
    style: Style
    room: float
    """Width that it may take."""
    anchor: str = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An arrow along points that lie at right angles."""

    points: tuple[Point, ...]
    css: str
    tooltip: str = ""

    def segments(self) -> Iterator[tuple[Point, Point]]:
        """Yield its straight parts."""
        yield from pairwise(self.points)


@dataclass(slots=True)
class Canvas:
    """A picture in the making."""

    boxes: list[Box] = field(default_factory=list[Box])
    texts: list[Text] = field(default_factory=list[Text])
    lines: list[Line] = field(default_factory=list[Line])

    def box(self, x: float, y: float, width: float, height: float, css: str, tooltip: str = "") -> Box:
        """Draw a box below all texts and lines; boxes inside it may be drawn before it."""
        drawn = Box(x=x, y=y, width=width, height=height, css=css, tooltip=tooltip)
        self.boxes.append(drawn)
        return drawn

    def line(self, *points: tuple[float, float], css: str, tooltip: str = "") -> None:
        """Draw an arrow."""
        self.lines.append(Line(points=tuple(Point(*point) for point in points), css=css, tooltip=tooltip))

    def paragraph(self, x: float, y: float, room: float, text: str, style: Style) -> float:
        """Write a text below `y`, folded to its room, and return where it ends."""
        for line in fold(text, room, style):
            y += style.leading
            self.texts.append(Text(x=x, y=y, text=line, style=style, room=room))
        return y

    def block(self, x: float, y: float, room: float, text: str, style: Style, anchor: str = "start") -> None:
        """Write a text folded to its room, with its middle at the height `y`."""
        lines = fold(text, room, style)
        base = y + round(style.size * 0.35) - (len(lines) - 1) * style.leading / 2
        for number, line in enumerate(lines):
            place = base + number * style.leading
            self.texts.append(Text(x=x, y=place, text=line, style=style, room=room, anchor=anchor))


def fold(text: str, room: float, style: Style) -> list[str]:
    """Return a text in lines that fit.

    Phrases between middle dots stay whole where they can; names are broken after a hyphen or a dot where
    blanks do not suffice.
    """
    lines = [""]
    for phrase in _PHRASES.findall(text):
        whole = style.width(phrase.rstrip(_BLANK)) <= room
        for piece in [phrase] if whole else _PIECES.findall(phrase):
            if lines[-1] and style.width((lines[-1] + piece).rstrip(_BLANK)) > room:
                lines.append("")
            *full, lines[-1] = _broken(lines[-1] + piece, room, style)
            lines[-1:-1] = full
    return [line.strip(_BLANK) for line in lines if line.strip(_BLANK)]


def _broken(text: str, room: float, style: Style) -> list[str]:
    """Return a text in parts that fit, broken anywhere."""
    parts: list[str] = []
    while style.width(text.rstrip(_BLANK)) > room and len(text) > 1:
        fits = max(1, sum(style.width(text[:end]) <= room for end in range(1, len(text))))
        parts.append(text[:fits])
        text = text[fits:]
    return [*parts, text]
