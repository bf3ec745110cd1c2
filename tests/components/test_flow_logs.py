from collections.abc import Callable
from typing import Any

import pulumi

from bedplate.components.flow_logs import VirtualNetworkFlowLogs, VirtualNetworkFlowLogsArgs
from bedplate.generator.graph import Graph

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

SUBSCRIPTION = "/subscriptions/11111111-1111-1111-1111-111111111111"
MINIMAL: VirtualNetworkFlowLogsArgs = {
    "resource_group_name": "rg",
    "location": "swedencentral",
    "flow_log_name": "flow",
    "virtual_network_id": "vnet-id",
    "storage_account_id": "storage-id",
}
INPUTS = {
    "resourceGroupName": "NetworkWatcherRG",
    "networkWatcherName": "NetworkWatcher_swedencentral",
    "flowLogName": "flow",
    "location": "swedencentral",
    "targetResourceId": "vnet-id",
    "storageId": "storage-id",
    "enabled": True,
    "format": {"type": "JSON", "version": 2},
    "retentionPolicy": {"days": 90, "enabled": True},
}


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        pulumi.export("id", VirtualNetworkFlowLogs("flows", MINIMAL).flow_log_id)

    graph = record_program(program)

    assert inputs_by_name(graph, "azure-native:network:FlowLog") == {"flows": INPUTS}
    assert graph.outputs["id"] == (
        f"{SUBSCRIPTION}/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/"
        "NetworkWatcher_swedencentral/flowLogs/flow"
    )


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    """The account takes no keys, so an identity writes; Traffic Analytics sums up."""

    def program() -> None:
        VirtualNetworkFlowLogs(
            "flows",
            {**MINIMAL, "user_assigned_identity_id": "identity-id", "traffic_analytics_workspace_id": "log-id"},
        )

    [flow_log] = inputs_by_name(record_program(program), "azure-native:network:FlowLog").values()

    assert flow_log == {
        **INPUTS,
        "identity": {"type": "UserAssigned", "userAssignedIdentities": ["identity-id"]},
        "flowAnalyticsConfiguration": {
            "networkWatcherFlowAnalyticsConfiguration": {
                "enabled": True,
                "workspaceResourceId": "log-id",
                "workspaceRegion": "swedencentral",
                "trafficAnalyticsInterval": 60,
            }
        },
    }


def test_max(record_program: Recording, inputs_by_name: Lookup) -> None:
    watcher = f"{SUBSCRIPTION}/resourceGroups/rg-watch/providers/Microsoft.Network/networkWatchers/watcher"

    def program() -> None:
        VirtualNetworkFlowLogs(
            "flows", {**MINIMAL, "network_watcher_id": watcher, "retention_days": 365, "tags": {"owner": "ai"}}
        )

    [flow_log] = inputs_by_name(record_program(program), "azure-native:network:FlowLog").values()

    assert flow_log == {
        **INPUTS,
        "resourceGroupName": "rg-watch",
        "networkWatcherName": "watcher",
        "retentionPolicy": {"days": 365, "enabled": True},
        "tags": {"owner": "ai"},
    }
