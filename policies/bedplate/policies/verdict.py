"""What a rule says of one resource, and why."""

from __future__ import annotations

from dataclasses import dataclass

from bedplate.policies.outcome import Outcome
from bedplate.policies.values import MISSING, Value


@dataclass(frozen=True, slots=True)
class Verdict:
    """One outcome with its reason."""

    outcome: Outcome
    reason: str = ""
    """A sentence without a full stop, for example `properties.publicNetworkAccess is Enabled, expected Disabled`."""
    path: str = ""
    """Dotted path of the value that decided, in the resource's ARM object."""
    actual: Value = MISSING
    """That value."""
