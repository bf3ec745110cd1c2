"""The diff for people, plain or painted for a terminal."""

from __future__ import annotations

from bedplate.generator.diff import Diff
from bedplate.generator.render.diff_lines import diff_lines


def render(diff: Diff, *, against: str, width: int | None = None) -> str:
    """Return a diff as plain text.

    Args:
        diff: what happens to a stack.
        against: what the old side is called.
        width: columns to fold at; `None` folds nothing.
    """
    lines = ("".join(span.text for span in line).rstrip() for line in diff_lines(diff, against=against, width=width))
    return "".join(f"{line}\n" for line in lines)


def render_painted(diff: Diff, *, against: str, width: int) -> str:
    """Return a diff with terminal escape codes, folded to a width."""
    from bedplate.generator.render.terminal import paint  # noqa: PLC0415 - it loads rich

    return paint(diff_lines(diff, against=against, width=width), width=width)
