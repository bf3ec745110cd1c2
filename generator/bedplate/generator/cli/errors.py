"""What commands raise, and the exit codes of all of them."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended."""

    OK = 0
    """All is well."""
    FINDINGS = 1
    """Something was found that `--fail-on` or `--fail-on-lost` names, or that fails a scan in any case."""
    BAD_INPUT = 2
    """Something about the command line, the settings or the program is wrong."""
    INTERNAL_ERROR = 3
    """bedplate itself is wrong."""
    INTERRUPTED = 130
    """Somebody pressed Ctrl-C."""


class BadInput(Exception):  # noqa: N818 - it is no error of the program that raises it
    """The user's input is wrong; the text says all that is, one problem a line."""
