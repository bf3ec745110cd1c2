"""Alerts on each type of resource: exactly these rules, with these thresholds."""

from typing import Any

import pulumi
import pytest

from bedplate.components.alerts import AlertsArgs
from bedplate.generator.engine import ProgramError
from tests.components.alerts_cases import (
    ACTIVITY_ALERT,
    GROUP,
    LOG_ALERT,
    METRIC_ALERT,
    ZONE_ALERTS,
    Inputs,
    Record,
    minimal,
    nothing_is_unknown_or_secret,
    program,
)


@pytest.mark.parametrize(
    ("target_type", "metrics", "logs", "activities"),
    [
        pytest.param(
            "Microsoft.Search/searchServices",
            {
                "throttled-queries": ("ThrottledSearchQueriesPercentage", "Average", "GreaterThan", 5, []),
                "slow-queries": ("SearchLatency", "Average", "GreaterThan", 1, []),
            },
            {},
            {"search-key-listing": "Microsoft.Search/searchServices/listAdminKeys/action"},
            id="search",
        ),
        pytest.param(
            "Microsoft.DocumentDB/databaseAccounts",
            {
                "request-units-high": ("NormalizedRUConsumption", "Average", "GreaterThan", 90, []),
                "throttled-operations": ("TotalRequests", "Count", "GreaterThan", 100, [("StatusCode", ["429"])]),
                "database-availability": ("ServiceAvailability", "Average", "LessThan", 99.9, []),
            },
            {},
            {"database-key-listing": "Microsoft.DocumentDB/databaseAccounts/listKeys/action"},
            id="cosmos_db",
        ),
        pytest.param(
            "Microsoft.ContainerRegistry/registries",
            {},
            {},
            {"registry-credential-listing": "Microsoft.ContainerRegistry/registries/listCredentials/action"},
            id="container_registry",
        ),
        pytest.param(
            "Microsoft.Web/sites",
            {
                "application-errors": ("Http5xx", "Total", "GreaterThan", 10, []),
                "unhealthy-instances": ("HealthCheckStatus", "Average", "LessThan", 100, []),
            },
            {},
            {},
            id="web_app",
        ),
        pytest.param(
            "Microsoft.Web/serverfarms",
            {
                "plan-cpu-high": ("CpuPercentage", "Average", "GreaterThan", 85, []),
                "plan-memory-high": ("MemoryPercentage", "Average", "GreaterThan", 85, []),
            },
            {},
            {},
            id="app_service_plan",
        ),
        pytest.param(
            "Microsoft.App/containerApps",
            {
                "container-app-errors": ("Requests", "Total", "GreaterThan", 10, [("statusCodeCategory", ["5xx"])]),
                "container-restarts": ("RestartCount", "Maximum", "GreaterThan", 5, [("revisionName", ["*"])]),
            },
            {},
            {},
            id="container_app",
        ),
        pytest.param(
            "Microsoft.Network/applicationGateways",
            {
                "unhealthy-backends": (
                    "UnhealthyHostCount",
                    "Average",
                    "GreaterThan",
                    0,
                    [("BackendSettingsPool", ["*"])],
                ),
                "failed-gateway-requests": (
                    "FailedRequests",
                    "Total",
                    "GreaterThan",
                    20,
                    [("BackendSettingsPool", ["*"])],
                ),
                "slow-backends": ("BackendLastByteResponseTime", "Average", "GreaterThan", 60000, []),
            },
            {"firewall-blocks": 'AGWFirewallLogs\n| where Action == "Blocked"\n| distinct TransactionId'},
            {},
            id="application_gateway",
        ),
        pytest.param(
            "Microsoft.Cdn/profiles",
            {
                "edge-errors": ("Percentage5XX", "Average", "GreaterThan", 5, []),
                "unhealthy-origins": ("OriginHealthPercentage", "Average", "LessThan", 90, [("Origin", ["*"])]),
            },
            {
                "edge-firewall-blocks": (
                    'AzureDiagnostics\n| where Category == "FrontDoorWebApplicationFirewallLog"\n'
                    '| where action_s == "Block"\n| distinct trackingReference_s'
                )
            },
            {},
            id="front_door",
        ),
        pytest.param(
            "Microsoft.Network/azureFirewalls",
            {
                "firewall-health": ("FirewallHealth", "Average", "LessThan", 95, []),
                "outbound-ports-high": ("SNATPortUtilization", "Maximum", "GreaterThan", 80, [("Protocol", ["*"])]),
            },
            {"denied-egress": ('union isfuzzy=true AZFWApplicationRule, AZFWNetworkRule\n| where Action == "Deny"')},
            {},
            id="firewall",
        ),
    ],
)
def test_alerts_of_a_type(
    record_program: Record,
    inputs_by_name: Inputs,
    target_type: str,
    metrics: dict[str, tuple[str, str, str, float, list[tuple[str, list[str]]]]],
    logs: dict[str, str],
    activities: dict[str, str],
) -> None:
    target_id = f"{GROUP}/providers/{target_type}/x"
    args: AlertsArgs = {
        **minimal(),
        "targets": [{"name": "it", "target_id": target_id, "target_type": target_type}],
    }

    graph = record_program(program(args))

    criteria = {
        name.removeprefix("alerts-it-"): inputs["criteria"]["allOf"][0]
        for name, inputs in inputs_by_name(graph, METRIC_ALERT).items()
    }
    assert {
        name: (
            criterion["metricName"],
            criterion["timeAggregation"],
            criterion["operator"],
            criterion["threshold"],
            [(dimension["name"], dimension["values"]) for dimension in criterion["dimensions"]],
        )
        for name, criterion in criteria.items()
    } == metrics
    assert {criterion["metricNamespace"] for criterion in criteria.values()} <= {target_type}
    assert {
        name.removeprefix("alerts-it-"): inputs["criteria"]["allOf"][0]["query"]
        for name, inputs in inputs_by_name(graph, LOG_ALERT).items()
    } == logs
    assert {
        name.removeprefix("alerts-it-"): inputs["condition"]["allOf"][1]["equals"]
        for name, inputs in inputs_by_name(graph, ACTIVITY_ALERT).items()
        if name not in ZONE_ALERTS
    } == activities
    scopes = [resource.inputs["scopes"] for resource in graph.resources if resource.name.startswith("alerts-it-")]
    assert scopes == [(target_id,)] * (len(metrics) + len(logs) + len(activities))
    assert nothing_is_unknown_or_secret(graph)


def test_denied_traffic_of_watched_subnets(record_program: Record, inputs_by_name: Inputs) -> None:
    args: AlertsArgs = {
        **minimal(),
        "targets": [
            {
                "name": "firewall",
                "target_id": f"{GROUP}/providers/Microsoft.Network/azureFirewalls/afw",
                "target_type": "Microsoft.Network/azureFirewalls",
                "watched_source_prefixes": ["192.168.0.0/24", pulumi.Output.from_input("192.168.1.0/24")],
            }
        ],
    }

    rules = inputs_by_name(record_program(program(args)), LOG_ALERT)

    assert rules.keys() == {
        "alerts-firewall-denied-egress",
        "alerts-firewall-denied-egress-of-watched-subnets",
    }
    [criterion] = rules["alerts-firewall-denied-egress-of-watched-subnets"]["criteria"]["allOf"]
    assert criterion["threshold"] == 5
    assert criterion["query"] == (
        "union isfuzzy=true AZFWApplicationRule, AZFWNetworkRule\n"
        '| where Action == "Deny"\n'
        '| where ipv4_is_in_any_range(SourceIp, dynamic(["192.168.0.0/24", "192.168.1.0/24"]))'
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"resource_group_ids": []}, "resource_group_ids is empty", id="no_resource_group"),
        pytest.param(
            {"targets": [{"name": "net", "target_id": "/x", "target_type": "Microsoft.Network/virtualNetworks"}]},
            "no alerts for the type 'Microsoft.Network/virtualNetworks' of target 'net'; there are some for "
            "Microsoft.App/containerApps, Microsoft.Cdn/profiles, Microsoft.CognitiveServices/accounts, ",
            id="type_without_alerts",
        ),
        pytest.param(
            {"thresholds": {"throttled": 1}}, "no alert 'throttled' to set a threshold for", id="unknown_threshold"
        ),
        pytest.param(
            {"resource_group_ids": ["rg-chat"]}, "starts with /subscriptions/<id>, got 'rg-chat'", id="scope_without_id"
        ),
    ],
)
def test_wrong_arguments_are_refused(record_program: Record, changes: dict[str, Any], words: str) -> None:
    args: Any = {**minimal(), **changes}

    with pytest.raises(ProgramError, match=words):
        record_program(program(args))
