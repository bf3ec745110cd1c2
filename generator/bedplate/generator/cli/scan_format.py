"""The choices of `bedplate scan`, apart from its work so that `--help` loads none of it."""

from __future__ import annotations

from enum import StrEnum


class ScanFormat(StrEnum):
    """What a scan's reports can be written as."""

    TABLE = "table"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    MARKDOWN = "markdown"
    HTML = "html"


class Threshold(StrEnum):
    """The least that makes `bedplate scan` end with exit code 1; whatever is worse does too."""

    HIGH = "high"
    MEDIUM = "medium"
    """Also failures of checks whose scanner tells no severity."""
    LOW = "low"
    """Any failure that nobody answers for."""
    UNDECIDED = "undecided"
    """Also what could not be decided or not be judged."""
    NEVER = "never"
