"""Reports as one HTML page that needs nothing else: no request, and no script to read it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from bedplate.generator.counted import counted
from bedplate.generator.render.document_text import encodable
from bedplate.generator.render.scan.rule_counts import rule_counts
from bedplate.generator.render.scan.sarif_shapes import web_addresses
from bedplate.generator.render.scan.sorted_findings import (
    STANDINGS,
    SortedFindings,
    by_rule,
    mode_in_words,
    place,
    reason,
    severity_name,
)
from bedplate.generator.scan.report import SEVERITIES, Report
from bedplate.policies.waiver import REFUSED

_PACKAGE = "bedplate.generator.render.scan"
_FOLDER = "page"
_PAGE = "page.html.j2"
_MOST_OPEN = 30
"""Findings that stand open; of more, the rules are read first and opened one by one."""

_WORDS: Mapping[str, Any] = {
    "by_rule": by_rule,
    "counted": counted,
    "mode_in_words": mode_in_words,
    "most_open": _MOST_OPEN,
    "place": place,
    "reason": reason,
    "refused": REFUSED,
    "rule_counts": rule_counts,
    "severities": SEVERITIES,
    "severity_name": severity_name,
    "standings": STANDINGS,
    "web_addresses": web_addresses,
}
"""What the templates speak with."""


def render(reports: Sequence[Report]) -> str:
    """Return reports as an HTML page.

    Args:
        reports: one for each scanned stack, in order.
    """
    style, script = _file("page.css"), _file("page.js")
    return encodable(
        _environment()
        .get_template(_PAGE, globals=dict(_WORDS))
        .render(
            reports=[(report, SortedFindings(report)) for report in reports],
            style=Markup(style),  # noqa: S704 - our own files, and nothing of a report
            script=Markup(script),  # noqa: S704 - as above
            # Nothing runs or is fetched but what stands here, whatever a report holds.
            policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'",
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FunctionLoader(_file),
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _file(name: str) -> str:
    return resources.files(_PACKAGE).joinpath(_FOLDER, name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _visible(value: Any) -> Any:
    """Return text with control characters made visible: HTML cannot hold all of them, and readers see none."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return "".join(
        each if each.isprintable() or each == "\n" else each.encode("unicode_escape", "backslashreplace").decode()
        for each in value
    )
