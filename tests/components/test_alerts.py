import pulumi

from tests.components.alerts_cases import (
    ACTION_GROUP_ID,
    ACTIVITY_ALERT,
    AI_ID,
    AI_METRIC_ALERTS,
    GROUP,
    LOG_ALERT,
    METRIC_ALERT,
    NETWORK_GROUP,
    PROVISIONED_ALERTS,
    STORAGE_METRIC_ALERTS,
    SUBSCRIPTION,
    VAULT_ID,
    VAULT_METRIC_ALERTS,
    ZONE_ALERTS,
    Inputs,
    Record,
    minimal,
    nothing_is_unknown_or_secret,
    program,
    with_targets,
)


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
