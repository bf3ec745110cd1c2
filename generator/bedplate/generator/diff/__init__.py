"""What a change of a program or its settings does to a stack: pure functions over two graphs."""

from bedplate.generator.diff.compare import diff
from bedplate.generator.diff.model import (
    ABSENT,
    Cause,
    Change,
    Consequence,
    Decider,
    Diff,
    Effect,
    Operation,
    PropertyChange,
    Verdict,
)

__all__ = [
    "ABSENT",
    "Cause",
    "Change",
    "Consequence",
    "Decider",
    "Diff",
    "Effect",
    "Operation",
    "PropertyChange",
    "Verdict",
    "diff",
]
