from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from bedplate.components.monitoring import Monitoring, MonitoringArgs
from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import UNKNOWN, Graph, Mode, Secret, secret_paths, unknown_paths

Record = Callable[[Callable[[], Any]], Graph]
Inputs = Callable[[Graph, str], dict[str, Any]]

GROUP = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-chat"
WORKSPACE_ID = f"{GROUP}/providers/Microsoft.OperationalInsights/workspaces/log-chat"
INSIGHTS_ID = f"{GROUP}/providers/Microsoft.Insights/components/appi-chat"
ACTION_GROUP_ID = f"{GROUP}/providers/Microsoft.Insights/actionGroups/ag-chat"
PLATFORM_WORKSPACE_ID = (
    "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-platform"
    "/providers/Microsoft.OperationalInsights/workspaces/log-platform"
)
HOOK = "https://alerts.contoso.com/hook?code=canary"
TAGS: dict[str, pulumi.Input[str]] = {"owner": "platform"}

WORKSPACE = "azure-native:operationalinsights:Workspace"
INSIGHTS = "azure-native:applicationinsights:Component"
ACTION_GROUP = "azure-native:monitor:ActionGroup"
SMART_DETECTOR = "azure-native:alertsmanagement:SmartDetectorAlertRule"
DIAGNOSTIC_SETTING = "azure-native:monitor:DiagnosticSetting"


def minimal() -> MonitoringArgs:
    return {
        "resource_group_name": "rg-chat",
        "location": "swedencentral",
        "workspace_name": "log-chat",
        "application_insights_name": "appi-chat",
        "action_group_name": "ag-chat",
        "action_group_short_name": "chat",
        "email_receivers": [{"name": "operations", "email_address": "operations@contoso.com"}],
    }


def program(args: MonitoringArgs) -> Callable[[], dict[str, Any]]:
    def declare() -> dict[str, Any]:
        monitoring = Monitoring("monitoring", args)
        return {
            "workspaceId": monitoring.workspace_id,
            "workspaceName": monitoring.workspace_name,
            "applicationInsightsId": monitoring.application_insights_id,
            "connectionString": monitoring.application_insights_connection_string,
            "actionGroupId": monitoring.action_group_id,
        }

    return declare


def declared_types(graph: Graph) -> list[str]:
    return sorted(resource.type for resource in graph.resources if resource.custom)


def no_input_is_unknown(graph: Graph) -> bool:
    return not any(unknown_paths(resource.inputs) for resource in graph.resources)


def secret_inputs(graph: Graph) -> dict[str, tuple[Any, ...]]:
    found = {resource.type: secret_paths(resource.inputs) for resource in graph.resources}
    return {token: paths for token, paths in found.items() if paths}


def test_defaults(record_program: Record, inputs_by_name: Inputs, mode: Mode) -> None:
    graph = record_program(program(minimal()))

    assert declared_types(graph) == [SMART_DETECTOR, INSIGHTS, ACTION_GROUP, DIAGNOSTIC_SETTING, WORKSPACE]
    assert inputs_by_name(graph, WORKSPACE)["monitoring"] == {
        "resourceGroupName": "rg-chat",
        "workspaceName": "log-chat",
        "location": "swedencentral",
        "sku": {"name": "PerGB2018"},
        "retentionInDays": 90,
        "features": {"disableLocalAuth": True, "enableLogAccessUsingOnlyResourcePermissions": True},
        "publicNetworkAccessForIngestion": "Enabled",
        "publicNetworkAccessForQuery": "Enabled",
    }
    assert inputs_by_name(graph, DIAGNOSTIC_SETTING)["monitoring"] == {
        "name": "send-to-log-analytics",
        "resourceUri": WORKSPACE_ID,
        "workspaceId": WORKSPACE_ID,
        "logs": [
            {"category": "Audit", "enabled": True},
            {"category": "Jobs", "enabled": True},
            {"category": "SummaryLogs", "enabled": True},
        ],
        "metrics": [{"category": "AllMetrics", "enabled": True}],
    }
    assert inputs_by_name(graph, INSIGHTS)["monitoring"] == {
        "resourceGroupName": "rg-chat",
        "resourceName": "appi-chat",
        "location": "swedencentral",
        "kind": "web",
        "applicationType": "web",
        "flowType": "Bluefield",
        "requestSource": "rest",
        "ingestionMode": "LogAnalytics",
        "workspaceResourceId": WORKSPACE_ID,
        "disableLocalAuth": True,
        "disableIpMasking": False,
        "retentionInDays": 90,
        "publicNetworkAccessForIngestion": "Enabled",
        "publicNetworkAccessForQuery": "Enabled",
    }
    assert inputs_by_name(graph, ACTION_GROUP)["monitoring"] == {
        "resourceGroupName": "rg-chat",
        "actionGroupName": "ag-chat",
        "groupShortName": "chat",
        "location": "global",
        "enabled": True,
        "emailReceivers": [
            {"name": "operations", "emailAddress": "operations@contoso.com", "useCommonAlertSchema": True}
        ],
        "webhookReceivers": [],
        "armRoleReceivers": [],
    }
    assert inputs_by_name(graph, SMART_DETECTOR)["monitoring"] == {
        "resourceGroupName": "rg-chat",
        "alertRuleName": "Failure Anomalies - appi-chat",
        "location": "global",
        "description": "Requests or calls to dependencies fail at an unusual rate.",
        "detector": {"id": "FailureAnomaliesDetector"},
        "frequency": "PT1M",
        "severity": "Sev3",
        "state": "Enabled",
        "scope": [INSIGHTS_ID],
        "actionGroups": {"groupIds": [ACTION_GROUP_ID]},
    }
    assert no_input_is_unknown(graph)
    assert secret_inputs(graph) == {}
    outputs = dict(graph.outputs)
    connection_string = outputs.pop("connectionString")
    assert outputs == {
        "workspaceId": WORKSPACE_ID,
        "workspaceName": "log-chat",
        "applicationInsightsId": INSIGHTS_ID,
        "actionGroupId": ACTION_GROUP_ID,
    }
    assert isinstance(connection_string, Secret)
    assert (connection_string.value is UNKNOWN) == (mode is Mode.UNKNOWN)


def test_waf_aligned(record_program: Record, inputs_by_name: Inputs) -> None:
    graph = record_program(
        program(
            {
                **minimal(),
                "retention_in_days": 365,
                "application_insights_retention_in_days": 365,
                "public_ingestion": False,
                "public_query": False,
                "tags": TAGS,
            }
        )
    )

    assert declared_types(graph) == [SMART_DETECTOR, INSIGHTS, ACTION_GROUP, DIAGNOSTIC_SETTING, WORKSPACE]
    workspace = inputs_by_name(graph, WORKSPACE)["monitoring"]
    insights = inputs_by_name(graph, INSIGHTS)["monitoring"]
    for inputs in (workspace, insights):
        assert inputs["retentionInDays"] == 365
        assert inputs["publicNetworkAccessForIngestion"] == "Disabled"
        assert inputs["publicNetworkAccessForQuery"] == "Disabled"
    for token in (WORKSPACE, INSIGHTS, ACTION_GROUP, SMART_DETECTOR):
        assert inputs_by_name(graph, token)["monitoring"]["tags"] == TAGS
    assert no_input_is_unknown(graph)
    assert secret_inputs(graph) == {}


def test_max(record_program: Record, inputs_by_name: Inputs) -> None:
    graph = record_program(
        program(
            {
                **minimal(),
                "subscription_id": "33333333-3333-3333-3333-333333333333",
                "retention_in_days": 730,
                "daily_quota_gb": 2.5,
                "application_insights_retention_in_days": 730,
                "public_ingestion": True,
                "public_query": False,
                "email_receivers": [
                    {"name": "operations", "email_address": "operations@contoso.com"},
                    {"name": "security", "email_address": "security@contoso.com"},
                ],
                "webhook_receivers": [{"name": "pager", "service_uri": HOOK}],
                "notify_subscription_owners": True,
                "tags": TAGS,
            }
        )
    )

    workspace = inputs_by_name(graph, WORKSPACE)["monitoring"]
    assert workspace["workspaceCapping"] == {"dailyQuotaGb": 2.5}
    assert workspace["publicNetworkAccessForIngestion"] == "Enabled"
    assert workspace["publicNetworkAccessForQuery"] == "Disabled"
    assert inputs_by_name(graph, ACTION_GROUP)["monitoring"] == {
        "resourceGroupName": "rg-chat",
        "actionGroupName": "ag-chat",
        "groupShortName": "chat",
        "location": "global",
        "enabled": True,
        "emailReceivers": [
            {"name": "operations", "emailAddress": "operations@contoso.com", "useCommonAlertSchema": True},
            {"name": "security", "emailAddress": "security@contoso.com", "useCommonAlertSchema": True},
        ],
        "webhookReceivers": [
            {"name": "pager", "serviceUri": Secret(HOOK), "useAadAuth": False, "useCommonAlertSchema": True}
        ],
        "armRoleReceivers": [
            {
                "name": "Subscription owners",
                "roleId": "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
                "useCommonAlertSchema": True,
            }
        ],
        "tags": TAGS,
    }
    assert secret_inputs(graph) == {
        "bedplate:index:Monitoring": (("webhook_receivers", 0, "service_uri"),),
        ACTION_GROUP: (("webhookReceivers", 0, "serviceUri"),),
    }
    assert no_input_is_unknown(graph)
    assert graph.outputs["workspaceId"].startswith("/subscriptions/33333333-3333-3333-3333-333333333333/")
    assert "canary" not in repr(graph)


def test_existing_workspace_is_used_and_left_alone(record_program: Record, inputs_by_name: Inputs) -> None:
    args = minimal()
    del args["workspace_name"]
    args["existing_workspace_id"] = PLATFORM_WORKSPACE_ID

    graph = record_program(program(args))

    assert declared_types(graph) == [SMART_DETECTOR, INSIGHTS, ACTION_GROUP]
    assert inputs_by_name(graph, INSIGHTS)["monitoring"]["workspaceResourceId"] == PLATFORM_WORKSPACE_ID
    assert graph.outputs["workspaceId"] == PLATFORM_WORKSPACE_ID
    assert graph.outputs["workspaceName"] == "log-platform"


def test_only_what_holds_data_inherits_protection(record_program: Record) -> None:
    graph = record_program(lambda: Monitoring("monitoring", minimal(), pulumi.ResourceOptions(protect=True)))

    protected = sorted(resource.type for resource in graph.resources if resource.custom and resource.options.protect)
    assert protected == [INSIGHTS, WORKSPACE]


def test_ids_wait_for_their_resources(record_program: Record) -> None:
    graph = record_program(program(minimal()))

    urns = {resource.type: resource.urn for resource in graph.resources if resource.custom}
    dependencies = {resource.type: resource.property_dependencies for resource in graph.resources}
    assert dependencies[INSIGHTS]["workspaceResourceId"] == (urns[WORKSPACE],)
    assert dependencies[SMART_DETECTOR]["scope"] == (urns[INSIGHTS],)
    assert dependencies[SMART_DETECTOR]["actionGroups"] == (urns[ACTION_GROUP],)


@pytest.mark.parametrize(
    ("changes", "dropped", "words"),
    [
        pytest.param({}, "email_receivers", "has no receiver", id="no_receiver"),
        pytest.param({"email_receivers": []}, None, "has no receiver", id="empty_receivers"),
        pytest.param({}, "workspace_name", "exactly one of workspace_name", id="no_workspace"),
        pytest.param(
            {"existing_workspace_id": PLATFORM_WORKSPACE_ID}, None, "exactly one of workspace_name", id="two_workspaces"
        ),
    ],
)
def test_wrong_arguments_are_refused(
    record_program: Record, changes: dict[str, Any], dropped: str | None, words: str
) -> None:
    args: Any = {**minimal(), **changes}
    args.pop(dropped, None)

    with pytest.raises(ProgramError, match=words):
        record_program(program(args))
