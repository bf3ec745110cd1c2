import re
from datetime import date
from typing import Any

import pytest

from bedplate.components.facts import read_facts
from bedplate.components.facts.alert_rules import (
    ActivityScope,
    LogAlertRule,
    MetricAlertRule,
    activity_alert_rules,
    log_alert_rules,
    metric_alert_rules,
    threshold_names,
    watched_types,
)
from bedplate.components.facts.arm_types import subscription_of

ROWS: list[dict[str, Any]] = [row for kind in ("metric", "log", "activity") for row in read_facts("alerts")[kind]]
TIMED: list[Any] = [*metric_alert_rules(), *log_alert_rules()]
MINUTES = {"PT1M": 1, "PT5M": 5, "PT15M": 15, "PT30M": 30, "PT1H": 60}


def test_names_are_unique() -> None:
    names = [row["name"] for row in ROWS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("row", [pytest.param(row, id=row["name"]) for row in ROWS])
def test_every_row_says_why_and_whence(row: dict[str, Any]) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", row["name"])
    assert row["why"].endswith(".")
    assert "learn.microsoft.com/" in row["source"]
    if "threshold" in row:
        found = re.search(r", (\d{4}-\d\d-\d\d)\b", row["source"])
        assert found is not None
        assert date(2024, 1, 1) <= date.fromisoformat(found.group(1)) <= date(2026, 11, 21)


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.name) for rule in TIMED])
def test_spans_and_severities_are_azures(rule: Any) -> None:
    assert MINUTES[rule.frequency] <= MINUTES[rule.window]
    assert rule.severity in range(5)
    assert rule.operator in {"GreaterThan", "LessThan"}
    assert rule.name in threshold_names()


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.name) for rule in activity_alert_rules()])
def test_activity_alerts_watch_a_target_exactly_when_they_name_a_type(rule: Any) -> None:
    assert (rule.scope is ActivityScope.TARGET) == (rule.target_type is not None)
    administrative = [values for field, values in rule.conditions if field == "operationName"]
    assert [len(values) for values in administrative] == ([1] if rule.category == "Administrative" else [])


def test_watched_types() -> None:
    assert watched_types() == (
        "Microsoft.App/containerApps",
        "Microsoft.Cdn/profiles",
        "Microsoft.CognitiveServices/accounts",
        "Microsoft.ContainerRegistry/registries",
        "Microsoft.DocumentDB/databaseAccounts",
        "Microsoft.KeyVault/vaults",
        "Microsoft.Network/applicationGateways",
        "Microsoft.Network/azureFirewalls",
        "Microsoft.Search/searchServices",
        "Microsoft.Storage/storageAccounts",
        "Microsoft.Web/serverfarms",
        "Microsoft.Web/sites",
    )


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.name) for rule in log_alert_rules()])
def test_a_query_has_a_placeholder_exactly_where_it_asks_for_its_value(rule: LogAlertRule) -> None:
    assert set(re.findall(r"\{(\w+)\}", rule.query)) == set(rule.requires)
    assert set(rule.requires) <= {"sourcePrefixes"}


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.name) for rule in metric_alert_rules()])
def test_metrics_are_the_targets_own(rule: MetricAlertRule) -> None:
    assert rule.metric_namespace == rule.target_type
    assert rule.aggregation in {"Average", "Count", "Maximum", "Total"}
    assert set(rule.requires) <= {"provisionedThroughput"}


@pytest.mark.parametrize(
    "scope_id",
    [
        pytest.param("/subscriptions/s1", id="subscription"),
        pytest.param("/subscriptions/s1/resourceGroups/rg", id="resource_group"),
        pytest.param("/subscriptions/s1/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv", id="resource"),
    ],
)
def test_subscription_of_a_scope(scope_id: str) -> None:
    assert subscription_of(scope_id) == "/subscriptions/s1"


@pytest.mark.parametrize("scope_id", ["", "rg", "/subscriptions/", "/resourceGroups/rg", "x/subscriptions/s1"])
def test_scope_outside_a_subscription_is_refused(scope_id: str) -> None:
    with pytest.raises(ValueError, match="expected an ARM id"):
        subscription_of(scope_id)
