"""Which alerts a resource or a landing zone gets, from the one table `facts/alerts.toml`."""

from dataclasses import dataclass
from enum import Enum
from functools import cache

from bedplate.components.facts import read_facts


class ActivityScope(Enum):
    """What an activity log alert listens to."""

    TARGET = "target"
    """One resource."""
    ZONE = "zone"
    """The resource groups of the landing zone."""
    SUBSCRIPTION = "subscription"
    """The subscription of the landing zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricAlertRule:
    """An alert on one platform metric of one resource."""

    name: str
    """Unique in the table."""
    target_type: str
    """ARM type of the resource."""
    requires: tuple[str, ...]
    """Features that the resource must have."""
    metric_namespace: str
    metric: str
    aggregation: str
    operator: str
    threshold: float
    """In the metric's own unit."""
    window: str
    """Span of time looked at, an ISO 8601 duration."""
    frequency: str
    """How often, an ISO 8601 duration."""
    severity: int
    """0 (critical) to 4 (verbose)."""
    dimensions: tuple[tuple[str, tuple[str, ...]], ...]
    """Values to include, by dimension; `*` splits by every value."""
    why: str
    """What the alert means, for its receiver."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogAlertRule:
    """An alert on the number of records that a query finds among the logs of one resource."""

    name: str
    """Unique in the table."""
    target_type: str
    """ARM type of the resource."""
    requires: tuple[str, ...]
    """Features that the resource must have, or that the caller must say of it."""
    query: str
    """Kusto query; `{sourcePrefixes}` in it stands for a JSON list of address ranges."""
    operator: str
    threshold: float
    """Number of records."""
    window: str
    """Span of time looked at, an ISO 8601 duration."""
    frequency: str
    """How often, an ISO 8601 duration."""
    severity: int
    """0 (critical) to 4 (verbose)."""
    why: str
    """What the alert means, for its receiver."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityAlertRule:
    """An alert on events of the activity log."""

    name: str
    """Unique in the table."""
    target_type: str | None
    """ARM type of the resource, for alerts on one resource."""
    scope: ActivityScope
    category: str
    """Category of the events, for example `Administrative`."""
    conditions: tuple[tuple[str, tuple[str, ...]], ...]
    """Accepted values, by field of the event."""
    regional: bool
    """Whether only events that touch the zone's region (or all regions at once) count."""
    why: str
    """What the alert means, for its receiver."""


@cache
def metric_alert_rules() -> tuple[MetricAlertRule, ...]:
    """Return every metric alert, in the order of the table."""
    return tuple(
        MetricAlertRule(
            name=row["name"],
            target_type=row["targetType"],
            requires=tuple(row.get("requires", [])),
            metric_namespace=row["metricNamespace"],
            metric=row["metric"],
            aggregation=row["aggregation"],
            operator=row["operator"],
            threshold=row["threshold"],
            window=row["window"],
            frequency=row["frequency"],
            severity=row["severity"],
            dimensions=_pairs(row.get("dimensions", {})),
            why=row["why"],
        )
        for row in read_facts("alerts")["metric"]
    )


@cache
def log_alert_rules() -> tuple[LogAlertRule, ...]:
    """Return every log alert, in the order of the table."""
    return tuple(
        LogAlertRule(
            name=row["name"],
            target_type=row["targetType"],
            requires=tuple(row.get("requires", [])),
            query=row["query"].strip(),
            operator=row["operator"],
            threshold=row["threshold"],
            window=row["window"],
            frequency=row["frequency"],
            severity=row["severity"],
            why=row["why"],
        )
        for row in read_facts("alerts")["log"]
    )


@cache
def activity_alert_rules() -> tuple[ActivityAlertRule, ...]:
    """Return every activity log alert, in the order of the table."""
    return tuple(
        ActivityAlertRule(
            name=row["name"],
            target_type=row.get("targetType"),
            scope=ActivityScope(row["scope"]),
            category=row["category"],
            conditions=_pairs(row["conditions"]),
            regional=row.get("regional", False),
            why=row["why"],
        )
        for row in read_facts("alerts")["activity"]
    )


@cache
def watched_types() -> tuple[str, ...]:
    """Return the ARM types that the table has alerts for, sorted."""
    types = {rule.target_type for rule in metric_alert_rules()}
    types |= {rule.target_type for rule in log_alert_rules()}
    types |= {rule.target_type for rule in activity_alert_rules() if rule.target_type is not None}
    return tuple(sorted(types))


@cache
def threshold_names() -> tuple[str, ...]:
    """Return the names of the alerts that have a threshold, sorted."""
    return tuple(sorted([rule.name for rule in metric_alert_rules()] + [rule.name for rule in log_alert_rules()]))


def _pairs(table: dict[str, list[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((key, tuple(values)) for key, values in table.items())
