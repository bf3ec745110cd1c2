"""The formats of `bedplate work-order`, apart from the renderers so that `--help` loads none."""

from __future__ import annotations

from enum import StrEnum


class WorkOrderFormat(StrEnum):
    """What a work order can be written as."""

    MARKDOWN = "markdown"
    """All of it, for people."""
    CSV = "csv"
    """The firewall's rules, for its import."""
    JSON = "json"
    """The firewall's rules, for other programs."""
