"""The preview for people, painted for a terminal; its words are those of `preview`."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Literal

from rich.console import Console
from rich.text import Text

from bedplate.generator.graph import Graph
from bedplate.generator.render.layout import Line, layout
from bedplate.generator.render.preview_model import Tone
from bedplate.generator.render.preview_tree import preview_tree

ColorSystem = Literal["standard", "256", "truecolor", "windows"]

_STYLES = {
    Tone.PLAIN: "",
    Tone.HEADING: "bold",
    Tone.LABEL: "dim",
    Tone.NAME: "cyan",
    Tone.COMPONENT: "bold",
    Tone.GOOD: "green",
    Tone.WARNING: "bold yellow",
    Tone.UNKNOWN: "magenta",
    Tone.SECRET: "yellow",
}


def render(graph: Graph, *, width: int, color_system: ColorSystem = "standard") -> str:
    """Return the preview with terminal escape codes.

    Args:
        graph: what the program declares.
        width: columns to fold at.
        color_system: how many colours the terminal has.
    """
    return paint(layout(preview_tree(graph), width), width=width, color_system=color_system)


def paint(lines: Iterable[Line], *, width: int, color_system: ColorSystem = "standard") -> str:
    """Return lines with terminal escape codes.

    Args:
        lines: the text, folded already.
        width: columns it is folded at.
        color_system: how many colours the terminal has.
    """
    canvas = io.StringIO()
    # The lines are folded already: the canvas must not fold them again, in its own way.
    console = Console(
        file=canvas, force_terminal=True, color_system=color_system, width=10 * width, highlight=False, emoji=False
    )
    for line in lines:
        painted = Text.assemble(*((span.text, _STYLES[span.tone]) for span in line))
        console.print(painted, soft_wrap=True)
    return canvas.getvalue()
