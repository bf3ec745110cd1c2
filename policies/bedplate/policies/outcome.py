"""The words in which policies speak: outcomes, severities, pillars."""

from __future__ import annotations

import enum


class Outcome(enum.StrEnum):
    """What a rule says of a resource."""

    PASS = "pass"  # noqa: S105 - an outcome
    """The resource is as the rule wants it."""
    FAIL = "fail"
    """It is not."""
    NOT_APPLICABLE = "not-applicable"
    """The rule's condition does not hold for this resource, so it says nothing."""
    UNDECIDED = "undecided"
    """A value that the rule needs is not known before a deployment."""
    ERROR = "error"
    """The rule itself broke down: a fault of the rule, never of the resource."""


class Severity(enum.StrEnum):
    """How much harm a failure can do."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Pillar(enum.StrEnum):
    """Pillars of the Azure Well-Architected Framework."""

    SECURITY = "Security"
    RELIABILITY = "Reliability"
    COST_OPTIMIZATION = "Cost Optimization"
    OPERATIONAL_EXCELLENCE = "Operational Excellence"
    PERFORMANCE_EFFICIENCY = "Performance Efficiency"
