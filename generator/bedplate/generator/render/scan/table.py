"""Reports for people at a terminal, plain or painted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bedplate.generator.render.document_text import encodable
from bedplate.generator.render.layout import Line
from bedplate.generator.render.scan.table_lines import report_lines
from bedplate.generator.scan.report import Report


def render(reports: Sequence[Report], *, width: int | None = None) -> str:
    """Return reports as plain text.

    Args:
        reports: one for each scanned stack, in order.
        width: columns to fold at; `None` folds nothing, so that every finding is one line for `grep`.
    """
    lines = ("".join(span.text for span in line).rstrip() for line in _lines(reports, width))
    return encodable("".join(f"{line}\n" for line in lines))


def render_painted(reports: Sequence[Report], *, width: int) -> str:
    """Return reports with terminal escape codes, folded to a width."""
    from bedplate.generator.render.terminal import paint  # noqa: PLC0415 - it loads rich

    return encodable(paint(_lines(reports, width), width=width))


def _lines(reports: Sequence[Report], width: int | None) -> Iterator[Line]:
    for index, report in enumerate(reports):
        if index:
            yield ()
            yield ()
        yield from report_lines(report, width)
