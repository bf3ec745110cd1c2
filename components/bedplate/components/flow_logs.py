"""A log of every flow through a virtual network, kept in a storage account."""

from typing import NotRequired

import pulumi
from pulumi_azure_native import network

from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.shared.known import known_id


class VirtualNetworkFlowLogsArgs(AzureResourceArgs):
    """Arguments of `VirtualNetworkFlowLogs`; the log lies with the Network Watcher, not in the resource group."""

    flow_log_name: pulumi.Input[str]
    """Name of the flow log, unique under its Network Watcher."""
    virtual_network_id: pulumi.Input[str]
    """ARM id of the network, in this region."""
    storage_account_id: pulumi.Input[str]
    """ARM id of the account that keeps the records, in the network's region; it must let trusted services in."""
    user_assigned_identity_id: NotRequired[pulumi.Input[str]]
    """ARM id of the identity that writes the records, a Storage Blob Data Contributor of the account.

    Without one Network Watcher writes with the account's key, so an account that takes no keys needs one.
    """
    retention_days: NotRequired[pulumi.Input[int]]
    """Days that records are kept; 90 by default, 0 for ever."""
    traffic_analytics_workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of the workspace in which Traffic Analytics sums the flows up; none by default."""
    network_watcher_id: NotRequired[pulumi.Input[str]]
    """ARM id of the Network Watcher of the region.

    By default the one that Azure makes with a subscription's first network: NetworkWatcher_<region> in the resource
    group NetworkWatcherRG (learn.microsoft.com/azure/network-watcher/network-watcher-create, looked up 2026-11-21).
    """


class VirtualNetworkFlowLogs(pulumi.ComponentResource):
    """Records of who talked to whom in a network, and of what its security groups refused."""

    flow_log_id: pulumi.Output[str]
    """ARM id of the flow log."""

    def __init__(self, name: str, args: VirtualNetworkFlowLogsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bedplate:index:VirtualNetworkFlowLogs", name, dict(args), opts)
        group, watcher = _network_watcher(args)
        flow_log = network.FlowLog(
            name,
            resource_group_name=group,
            network_watcher_name=watcher,
            flow_log_name=args["flow_log_name"],
            location=args["location"],
            target_resource_id=args["virtual_network_id"],
            storage_id=args["storage_account_id"],
            enabled=True,
            format={"type": network.FlowLogFormatType.JSON, "version": 2},
            retention_policy={"days": args.get("retention_days", 90), "enabled": True},
            flow_analytics_configuration=_traffic_analytics(args),
            identity=_identity(args),
            tags=args.get("tags"),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.flow_log_id = known_id(
            flow_log,
            args.get("subscription_id"),
            resourceGroupName=group,
            networkWatcherName=watcher,
            flowLogName=args["flow_log_name"],
        )
        self.register_outputs({"flow_log_id": self.flow_log_id})


def _network_watcher(args: VirtualNetworkFlowLogsArgs) -> tuple[pulumi.Input[str], pulumi.Input[str]]:
    if "network_watcher_id" in args:
        watcher = pulumi.Output.from_input(args["network_watcher_id"])
        return watcher.apply(lambda arm_id: arm_id.split("/")[4]), watcher.apply(lambda arm_id: arm_id.split("/")[8])
    return "NetworkWatcherRG", pulumi.Output.concat("NetworkWatcher_", args["location"])


def _traffic_analytics(args: VirtualNetworkFlowLogsArgs) -> network.TrafficAnalyticsPropertiesArgsDict | None:
    if "traffic_analytics_workspace_id" not in args:
        return None
    return {
        "network_watcher_flow_analytics_configuration": {
            "enabled": True,
            "workspace_resource_id": args["traffic_analytics_workspace_id"],
            "workspace_region": args["location"],
            "traffic_analytics_interval": 60,
        }
    }


def _identity(args: VirtualNetworkFlowLogsArgs) -> network.ManagedServiceIdentityArgsDict | None:
    if "user_assigned_identity_id" not in args:
        return None
    return {
        "type": network.ResourceIdentityType.USER_ASSIGNED,
        "user_assigned_identities": [args["user_assigned_identity_id"]],
    }
