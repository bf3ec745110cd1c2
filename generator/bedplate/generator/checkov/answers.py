"""What the process that runs checkov answers."""

from __future__ import annotations

import msgspec


class Facts(msgspec.Struct, frozen=True):
    """What is true of every scan."""

    version: str
    checks: int
    """How many checks it has for ARM."""
    types: tuple[str, ...]
    """ARM types that some check judges."""


class Result(msgspec.Struct, frozen=True):
    """What one check says of one resource."""

    resource: int
    """Number of the resource in the request."""
    check: str
    title: str
    outcome: str
    """`PASSED`, `FAILED`, `UNKNOWN` (the check does not apply, or cannot tell), `CRASHED`."""
    unknown: tuple[str, ...] = ()
    """Paths of values that are not known and that the check read."""
    evaluated: tuple[str, ...] = ()
    """Paths of what the check says that it looked at, with `/` between names."""
    decided_by: str = ""
    """Path of the value that it asked for last, where it does not say which one it wants."""
    expected: tuple[str | int | float | bool, ...] = ()
    """Values of which it wants one, where it is that simple."""
    fault: str = ""
    """How it broke down."""


class Answer(msgspec.Struct, frozen=True):
    """What all checks say of all resources."""

    results: tuple[Result, ...]
    scanned: tuple[int, ...]
    """Numbers of the resources that checkov looked at."""


class Fault(msgspec.Struct, frozen=True):
    """Why there is no answer."""

    error: str
