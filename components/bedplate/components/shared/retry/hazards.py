"""Azure's documented transient errors: which resources meet them, how to tell them, and how long to wait.

The facts stand in `facts/transient_errors.toml`, with their sources.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from bedplate.components.facts import read_facts

_STATUS = re.compile(r"\bStatus=(\d{3})\b")
_CODE = re.compile(r'\bCode="([^"]+)"')
_PARTIAL = re.compile(r"\A\d+ errors? occurred:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hazard:
    """One transient error of Azure."""

    id: str
    tokens: tuple[str, ...]
    """Shell patterns of Pulumi type tokens, for example `azure-native:cognitiveservices:*`."""
    operations: frozenset[str]
    """What can fail with it: `create`, `update`, `delete`."""
    statuses: frozenset[int]
    """HTTP statuses it comes with."""
    codes: frozenset[str]
    """Azure's error codes."""
    message: re.Pattern[str]
    """What else the error must hold; the empty pattern where the code says enough."""
    attempts: int
    """How often to try in all."""
    first_delay: float
    """Seconds to wait after the first failure."""
    factor: float
    """By how much each wait is longer than the one before."""
    maximum_delay: float
    """Seconds of the longest wait."""
    reason: str
    """Why Azure answers so."""
    sources: tuple[str, ...]
    """Where it is documented."""
    example: str
    """An answer that the hazard recognises, in the form in which azure-native passes Azure's answers on."""

    def concerns(self, token: str) -> bool:
        """Return whether a resource of this type can meet the hazard."""
        return any(fnmatchcase(token, pattern) for pattern in self.tokens)

    def recognises(self, operation: str, error: str) -> bool:
        """Return whether an operation failed of this hazard."""
        if operation not in self.operations or not self.message.search(error):
            return False
        status, code = _STATUS.search(error), _CODE.search(error)
        # Long-running operations fail without a status of their own: azure-native then gives a code alone.
        status_fits = status is None or int(status[1]) in self.statuses
        return status_fits and code is not None and code[1] in self.codes

    def delay(self, failures: int) -> float:
        """Return how many seconds to wait after a number of failures."""
        return min(self.first_delay * self.factor ** (failures - 1), self.maximum_delay)


@cache
def hazards() -> tuple[Hazard, ...]:
    """Return every hazard, in the order in which they are asked."""
    return tuple(
        Hazard(
            id=row["id"],
            tokens=tuple(row["tokens"]),
            operations=frozenset(row["operations"]),
            statuses=frozenset(row["statuses"]),
            codes=frozenset(row["codes"]),
            message=re.compile(row.get("message", "")),
            attempts=row["attempts"],
            first_delay=float(row["firstDelay"]),
            factor=float(row["factor"]),
            maximum_delay=float(row["maximumDelay"]),
            reason=row["reason"],
            sources=tuple(row["sources"]),
            example=row["example"],
        )
        for row in read_facts("transient_errors")["hazards"]
    )


@cache
def hazards_of(token: str) -> tuple[Hazard, ...]:
    """Return the hazards that a resource of this type can meet."""
    return tuple(hazard for hazard in hazards() if hazard.concerns(token))


def hazard_behind(token: str, operation: str, error: str) -> Hazard | None:
    """Return the hazard of which an operation failed, or `None` where trying again would not help.

    A creation of which Azure made a part is none: the engine would try to create what exists already. Pulumi
    keeps such a resource in its state instead, and the next `up` finishes it.
    """
    if operation == "create" and _PARTIAL.search(error):
        return None
    return next((hazard for hazard in hazards_of(token) if hazard.recognises(operation, error)), None)


def pause_before_retry(hazard: Hazard, token: str, operation: str, errors: Sequence[str]) -> float | None:
    """Return how many seconds to wait before trying again, or `None` to give up.

    Args:
        hazard: the hazard that is asked.
        token: Pulumi type token of the resource.
        operation: what failed.
        errors: the errors of every try so far, the newest first.
    """
    if not errors or hazard_behind(token, operation, errors[0]) != hazard:
        return None
    failures = sum(hazard_behind(token, operation, error) == hazard for error in errors)
    return hazard.delay(failures) if failures < hazard.attempts else None
