"""Reports for a comment on a pull request, as GitHub's Markdown."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from bedplate.generator.render.document_text import encodable
from bedplate.generator.render.scan.markdown_sections import report_lines
from bedplate.generator.scan.report import Report

LIMIT = 65_536
"""How long a comment on GitHub may be; in bytes here, as characters beyond ASCII may count for more than one."""
_MOST_ROWS = (0, 1, 3, 5, 10, 20, 30, 50, 70, 100, 150, 200, 250, 300, 500, 1_000, 100_000)
"""How many rows a table may have, from none to all."""
_CUT = "\nThis comment is cut: there is no room for all stacks.\n"


def render(reports: Sequence[Report]) -> str:
    """Return reports as Markdown that fits a comment; what does not fit is counted.

    Args:
        reports: one for each scanned stack, in order.
    """
    fitting = bisect_right(_MOST_ROWS, LIMIT, key=lambda rows: _size(_text(reports, rows)))
    if fitting:
        return _text(reports, _MOST_ROWS[fitting - 1])
    kept = _text(reports, 0).encode("utf-8")[: LIMIT - _size(_CUT)].decode("utf-8", "ignore")
    # Between two stacks, as within one a table, a tag or code would stay open.
    return kept[: kept.rfind("\n### ") + 1] + _CUT


def _text(reports: Sequence[Report], most_rows: int) -> str:
    return encodable("\n".join("\n".join(report_lines(each, most_rows)) + "\n" for each in reports))


def _size(text: str) -> int:
    return len(text.encode("utf-8"))
