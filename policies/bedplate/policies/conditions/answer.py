"""What a condition is, and what it answers."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, replace

from bedplate.policies.values import MISSING, SECRET, UNKNOWN, Value, is_array, is_object

_LONGEST_SHOWN = 60


class Truth(enum.Enum):
    """Whether a condition holds; Kleene's three values."""

    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a condition holds, with the value that decided it."""

    truth: Truth
    path: str = ""
    actual: Value = MISSING
    expected: str = ""
    assumed: Value = MISSING
    """What Azure takes where there is no value."""

    @property
    def reason(self) -> str:
        """Say what is there and what was expected."""
        seen = f"{self.path} {shown(self.actual)}"
        if self.truth is Truth.HOLDS and self.actual is MISSING and self.assumed is not MISSING:
            return f"{seen}, and Azure then takes {shown(self.assumed).removeprefix('is ')}"
        return f"{seen}, expected {self.expected}" if self.expected else seen

    def below(self, path: str) -> Answer:
        """Return the same answer with its path under another one."""
        return replace(self, path=f"{path}.{self.path}" if self.path else path)


@dataclass(frozen=True, slots=True)
class Condition:
    """A question to ask of an object."""

    answer: Callable[[Value], Answer]
    paths: tuple[str, ...]
    """Dotted paths of the values that it reads; below an array, the array's path alone."""


def shown(value: Value) -> str:
    """Return how a reason says what a value is; no secret is ever shown."""
    if value is MISSING:
        return "is not set"
    if value is UNKNOWN:
        return "is not known before a deployment"
    if value is SECRET:
        return "is secret"
    if is_array(value):
        return f"has {len(value)} item{'' if len(value) == 1 else 's'}"
    if is_object(value):
        return "is an object"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"is {text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + '…'}" if text else "is empty"
