"""The preview for people: a tree of what a stack declares."""

from __future__ import annotations

from bedplate.generator.graph import Graph
from bedplate.generator.render.layout import layout
from bedplate.generator.render.preview_tree import preview_tree


def render(graph: Graph, *, width: int | None = None) -> str:
    """Return the preview as plain text.

    Args:
        graph: what the program declares.
        width: columns to fold at; `None` folds nothing.
    """
    lines = ("".join(span.text for span in line).rstrip() for line in layout(preview_tree(graph), width))
    return "".join(f"{line}\n" for line in lines)
