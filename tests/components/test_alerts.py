from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from bedplate.components.alerts import Alerts, AlertsArgs
from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import Graph, secret_paths, unknown_paths

Record = Callable[[Callable[[], Any]], Graph]
Inputs = Callable[[Graph, str], dict[str, Any]]

SUBSCRIPTION = "/subscriptions/11111111-1111-1111-1111-111111111111"
GROUP = f"{SUBSCRIPTION}/resourceGroups/rg-chat"
NETWORK_GROUP = f"{SUBSCRIPTION}/resourceGroups/rg-chat-network"
ACTION_GROUP_ID = f"{GROUP}/providers/Microsoft.Insights/actionGroups/ag-chat"
AI_ID = f"{GROUP}/providers/Microsoft.CognitiveServices/accounts/ai-chat"
VAULT_ID = f"{GROUP}/providers/Microsoft.KeyVault/vaults/kv-chat"
STORAGE_ID = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/stchat"
AI_TYPE = "Microsoft.CognitiveServices/accounts"

METRIC_ALERT = "azure-native:monitor:MetricAlert"
LOG_ALERT = "azure-native:monitor:ScheduledQueryRule"
ACTIVITY_ALERT = "azure-native:monitor:ActivityLogAlert"

ZONE_ALERTS = {
    "alerts-role-assignment-write",
    "alerts-lock-deletion",
    "alerts-diagnostic-setting-deletion",
    "alerts-network-security-group-write",
    "alerts-security-rule-write",
    "alerts-network-security-group-deletion",
    "alerts-virtual-network-deletion",
    "alerts-private-endpoint-deletion",
    "alerts-resource-health",
    "alerts-service-health",
    "alerts-role-assignment-deletion",
    "alerts-policy-assignment-write",
    "alerts-policy-assignment-deletion",
    "alerts-policy-exemption-write",
}
AI_METRIC_ALERTS = {
    "alerts-ai-throttled-requests",
    "alerts-ai-server-errors",
    "alerts-ai-slow-first-response",
    "alerts-ai-slow-last-byte",
    "alerts-ai-blocked-volume",
}
PROVISIONED_ALERTS = {"alerts-ai-provisioned-utilization-high", "alerts-ai-provisioned-utilization-exhausted"}
VAULT_METRIC_ALERTS = {"alerts-vault-availability", "alerts-vault-saturation", "alerts-vault-latency"}
STORAGE_METRIC_ALERTS = {"alerts-storage-availability", "alerts-storage-latency"}


def minimal() -> AlertsArgs:
    return {
        "resource_group_name": "rg-chat",
        "location": "swedencentral",
        "name_prefix": "alert-chat",
        "action_group_id": ACTION_GROUP_ID,
        "resource_group_ids": [GROUP],
    }


def with_targets() -> AlertsArgs:
    return {
        **minimal(),
        "targets": [
            {"name": "ai", "target_id": AI_ID, "target_type": AI_TYPE},
            {"name": "vault", "target_id": VAULT_ID, "target_type": "Microsoft.KeyVault/vaults"},
            {"name": "storage", "target_id": STORAGE_ID, "target_type": "Microsoft.Storage/storageAccounts"},
        ],
    }


def program(args: AlertsArgs) -> Callable[[], None]:
    def declare() -> None:
        Alerts("alerts", args)

    return declare


def nothing_is_unknown_or_secret(graph: Graph) -> bool:
    return not any(unknown_paths(resource.inputs) or secret_paths(resource.inputs) for resource in graph.resources)


def test_defaults(record_program: Record, inputs_by_name: Inputs) -> None:
    graph = record_program(program(minimal()))

    assert not graph.of_type(METRIC_ALERT)
    assert not graph.of_type(LOG_ALERT)
    alerts = inputs_by_name(graph, ACTIVITY_ALERT)
    assert alerts.keys() == ZONE_ALERTS
    shared = {
        "resourceGroupName": "rg-chat",
        "location": "global",
        "enabled": True,
        "actions": {"actionGroups": [{"actionGroupId": ACTION_GROUP_ID}]},
    }
    assert alerts["alerts-role-assignment-write"] == {
        **shared,
        "activityLogAlertName": "alert-chat-role-assignment-write",
        "description": (
            "Somebody was given a role in the landing zone. Expected during a deployment, at no other time."
        ),
        "scopes": [GROUP],
        "condition": {
            "allOf": [
                {"field": "category", "equals": "Administrative"},
                {"field": "operationName", "equals": "Microsoft.Authorization/roleAssignments/write"},
                {"field": "status", "equals": "Succeeded"},
            ]
        },
    }
    assert alerts["alerts-resource-health"]["scopes"] == [GROUP]
    assert alerts["alerts-resource-health"]["condition"] == {
        "allOf": [
            {"field": "category", "equals": "ResourceHealth"},
            {
                "anyOf": [
                    {"field": "properties.currentHealthStatus", "equals": "Degraded"},
                    {"field": "properties.currentHealthStatus", "equals": "Unavailable"},
                ]
            },
        ]
    }
    assert alerts["alerts-service-health"]["scopes"] == [SUBSCRIPTION]
    assert alerts["alerts-service-health"]["condition"] == {
        "allOf": [
            {"field": "category", "equals": "ServiceHealth"},
            {
                "field": "properties.impactedServices[*].ImpactedRegions[*].RegionName",
                "containsAny": ["Sweden Central", "Global"],
            },
        ]
    }
    assert nothing_is_unknown_or_secret(graph)


def test_waf_aligned(record_program: Record, inputs_by_name: Inputs) -> None:
    graph = record_program(program(with_targets()))

    metric_alerts = inputs_by_name(graph, METRIC_ALERT)
    assert metric_alerts.keys() == AI_METRIC_ALERTS | VAULT_METRIC_ALERTS | STORAGE_METRIC_ALERTS
    assert metric_alerts["alerts-ai-throttled-requests"] == {
        "resourceGroupName": "rg-chat",
        "ruleName": "alert-chat-ai-throttled-requests",
        "location": "global",
        "description": (
            "A model deployment refuses calls with status 429: its quota or provisioned capacity is used up."
        ),
        "enabled": True,
        "severity": 2,
        "scopes": [AI_ID],
        "windowSize": "PT5M",
        "evaluationFrequency": "PT1M",
        "criteria": {
            "odataType": "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
            "allOf": [
                {
                    "criterionType": "StaticThresholdCriterion",
                    "name": "throttled-requests",
                    "metricNamespace": "Microsoft.CognitiveServices/accounts",
                    "metricName": "AzureOpenAIRequests",
                    "timeAggregation": "Total",
                    "operator": "GreaterThan",
                    "threshold": 10,
                    "skipMetricValidation": False,
                    "dimensions": [
                        {"name": "StatusCode", "operator": "Include", "values": ["429"]},
                        {"name": "ModelDeploymentName", "operator": "Include", "values": ["*"]},
                    ],
                }
            ],
        },
        "autoMitigate": True,
        "actions": [{"actionGroupId": ACTION_GROUP_ID}],
    }
    assert metric_alerts["alerts-vault-availability"]["scopes"] == [VAULT_ID]
    assert metric_alerts["alerts-vault-availability"]["criteria"]["allOf"][0] == {
        "criterionType": "StaticThresholdCriterion",
        "name": "vault-availability",
        "metricNamespace": "Microsoft.KeyVault/vaults",
        "metricName": "Availability",
        "timeAggregation": "Average",
        "operator": "LessThan",
        "threshold": 90,
        "skipMetricValidation": False,
        "dimensions": [],
    }
    log_alerts = inputs_by_name(graph, LOG_ALERT)
    assert log_alerts.keys() == {
        "alerts-ai-denied-calls",
        "alerts-ai-key-listing-in-audit-log",
        "alerts-vault-denied-vault-calls",
        "alerts-vault-certificate-expiry",
    }
    assert log_alerts["alerts-vault-denied-vault-calls"] == {
        "resourceGroupName": "rg-chat",
        "ruleName": "alert-chat-vault-denied-vault-calls",
        "displayName": "alert-chat-vault-denied-vault-calls",
        "location": "swedencentral",
        "kind": "LogAlert",
        "description": (
            "The vault turned callers away for want of a role or a way through its firewall: "
            "a broken grant, or somebody trying."
        ),
        "enabled": True,
        "severity": 2,
        "scopes": [VAULT_ID],
        "windowSize": "PT15M",
        "evaluationFrequency": "PT15M",
        "criteria": {
            "allOf": [
                {
                    "query": "AZKVAuditLogs\n| where HttpStatusCode == 403",
                    "timeAggregation": "Count",
                    "operator": "GreaterThan",
                    "threshold": 5,
                    "failingPeriods": {"numberOfEvaluationPeriods": 1, "minFailingPeriodsToAlert": 1},
                }
            ]
        },
        "autoMitigate": True,
        "checkWorkspaceAlertsStorageConfigured": False,
        "skipQueryValidation": True,
        "actions": {"actionGroups": [ACTION_GROUP_ID]},
    }
    activity_alerts = inputs_by_name(graph, ACTIVITY_ALERT)
    assert activity_alerts.keys() == ZONE_ALERTS | {"alerts-ai-key-listing", "alerts-storage-key-listing"}
    assert activity_alerts["alerts-ai-key-listing"]["scopes"] == [AI_ID]
    assert activity_alerts["alerts-ai-key-listing"]["condition"] == {
        "allOf": [
            {"field": "category", "equals": "Administrative"},
            {"field": "operationName", "equals": "Microsoft.CognitiveServices/accounts/listKeys/action"},
        ]
    }
    assert nothing_is_unknown_or_secret(graph)


def test_max(record_program: Record, inputs_by_name: Inputs) -> None:
    tags: dict[str, pulumi.Input[str]] = {"owner": "platform"}
    args = with_targets()
    targets = args.get("targets", [])
    targets[0]["has_provisioned_throughput"] = True
    args["resource_group_ids"] = [GROUP, NETWORK_GROUP]
    args["thresholds"] = {"throttled-requests": 100, "denied-calls": 50, "provisioned-utilization-high": 72.5}
    args["tags"] = tags

    graph = record_program(program(args))

    metric_alerts = inputs_by_name(graph, METRIC_ALERT)
    assert metric_alerts.keys() == (AI_METRIC_ALERTS | PROVISIONED_ALERTS | VAULT_METRIC_ALERTS | STORAGE_METRIC_ALERTS)
    thresholds = {
        name: inputs["criteria"]["allOf"][0]["threshold"]
        for name, inputs in (metric_alerts | inputs_by_name(graph, LOG_ALERT)).items()
    }
    assert thresholds == {
        "alerts-ai-throttled-requests": 100,
        "alerts-ai-server-errors": 5,
        "alerts-ai-slow-first-response": 5000,
        "alerts-ai-slow-last-byte": 60000,
        "alerts-ai-provisioned-utilization-high": 72.5,
        "alerts-ai-provisioned-utilization-exhausted": 95,
        "alerts-ai-blocked-volume": 20,
        "alerts-ai-denied-calls": 50,
        "alerts-ai-key-listing-in-audit-log": 0,
        "alerts-vault-availability": 90,
        "alerts-vault-saturation": 75,
        "alerts-vault-latency": 1000,
        "alerts-vault-denied-vault-calls": 5,
        "alerts-vault-certificate-expiry": 0,
        "alerts-storage-availability": 99,
        "alerts-storage-latency": 1000,
    }
    activity_alerts = inputs_by_name(graph, ACTIVITY_ALERT)
    assert activity_alerts["alerts-lock-deletion"]["scopes"] == [GROUP, NETWORK_GROUP]
    assert activity_alerts["alerts-service-health"]["scopes"] == [SUBSCRIPTION]
    custom = [resource for resource in graph.resources if resource.custom]
    assert len(custom) == len(metric_alerts) + 4 + len(activity_alerts)
    assert all(resource.inputs["tags"] == tags for resource in custom)
    assert nothing_is_unknown_or_secret(graph)


def test_every_rule_in_azure_has_a_name_of_its_own(record_program: Record) -> None:
    graph = record_program(program(with_targets()))

    names = [
        resource.inputs.get("ruleName") or resource.inputs["activityLogAlertName"]
        for resource in graph.resources
        if resource.custom
    ]
    assert len(names) == 30
    assert len(set(names)) == len(names)
    assert all(name.startswith("alert-chat-") for name in names)


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
