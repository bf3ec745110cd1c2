"""The choices of `bedplate diff`, apart from its work so that `--help` loads none of it."""

from __future__ import annotations

from enum import StrEnum


class DiffFormat(StrEnum):
    """What a diff can be written as."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


class FailOn(StrEnum):
    """What makes `bedplate diff` end with exit code 1."""

    ANY = "any"
    """Any change at all."""
    REPLACE = "replace"
    DELETE = "delete"
    """A deletion for good; what is replaced is deleted too, but comes back."""
    NOT_KNOWN = "not-known"
    """An update of which the data do not say whether it is one."""
    REFUSED = "refused"
    """Something that Pulumi or Azure will refuse."""
