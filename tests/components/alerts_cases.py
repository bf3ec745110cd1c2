"""Arguments and expectations that the tests of alerts share."""

from collections.abc import Callable
from typing import Any

from bedplate.components.alerts import Alerts, AlertsArgs
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
