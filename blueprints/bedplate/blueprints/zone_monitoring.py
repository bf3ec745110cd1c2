"""The monitoring of a landing zone: where logs go, who is told, and how telemetry gets there."""

from bedplate.blueprints.zone import Zone
from bedplate.blueprints.zone_network import ZoneNetwork
from bedplate.components.flow_logs import VirtualNetworkFlowLogs
from bedplate.components.managed_identity import ManagedIdentity
from bedplate.components.monitor_private_link import MonitorPrivateLink
from bedplate.components.monitoring import Monitoring, MonitoringArgs
from bedplate.components.resource_group import ResourceGroup
from bedplate.components.role_grants import RoleGrants
from bedplate.components.shared.lock import lock_against_deletion
from bedplate.components.storage_account import StorageAccount, StorageRedundancy


def declare_monitoring(zone: Zone, group: ResourceGroup) -> Monitoring:
    """Declare the workspace or use the platform's, with Application Insights and an action group."""
    settings, sizing = zone.settings.monitoring, zone.settings.sizing
    args: MonitoringArgs = {
        **zone.place(group),
        "application_insights_name": zone.naming.name("applicationInsights"),
        "action_group_name": zone.naming.name("actionGroup"),
        "action_group_short_name": zone.settings.workload,
        "email_receivers": [{"name": email, "email_address": email} for email in settings.alert_emails],
        "notify_subscription_owners": not settings.alert_emails,
        "public_ingestion": not zone.settings.monitor_private_link,
    }
    if settings.existing_log_analytics_workspace_id is not None:
        args["existing_workspace_id"] = settings.existing_log_analytics_workspace_id
    else:
        args["workspace_name"] = zone.naming.name("logAnalyticsWorkspace")
        args["retention_in_days"] = sizing.retention_days
        if sizing.daily_cap_gigabytes is not None:
            args["daily_quota_gb"] = sizing.daily_cap_gigabytes
    return Monitoring("monitoring", args, zone.options())


def declare_monitor_private_link(
    zone: Zone, group: ResourceGroup, network: ZoneNetwork, monitoring: Monitoring
) -> None:
    """Declare the private way for telemetry, from the network into the workspace."""
    MonitorPrivateLink(
        "monitor-private-link",
        {
            **zone.place(group),
            "scope_name": zone.naming.name("monitorPrivateLinkScope"),
            "workspace_id": monitoring.workspace_id,
            "application_insights_id": monitoring.application_insights_id,
            "private_endpoint": zone.private_endpoint(
                "monitor", network.subnet_ids["privateEndpoints"], network.private_dns_zone_ids
            ),
        },
        zone.options(),
    )


def declare_flow_logs(zone: Zone, group: ResourceGroup, network: ZoneNetwork, monitoring: Monitoring) -> None:
    """Declare the log of the network's flows, with its own storage account, where the settings want it.

    A network that somebody else owns is theirs to log.
    """
    settings = zone.settings
    if not settings.sizing.flow_logs or settings.network.existing_virtual_network_id is not None:
        return
    redundancy = (
        StorageRedundancy.ZONE_REDUNDANT if settings.sizing.zone_redundant else StorageRedundancy.LOCALLY_REDUNDANT
    )
    # An account of its own, as Network Watcher comes from outside the network: trusted services pass its firewall.
    storage = StorageAccount(
        "flow-logs",
        {
            **zone.place(group),
            "account_name": zone.naming.name("storageAccount", "flow-logs"),
            "redundancy": redundancy,
            "soft_delete_days": settings.sizing.soft_delete_retention_days,
            "trust_azure_services": True,
            "log_analytics_workspace_id": monitoring.workspace_id,
        },
        zone.options(),
    )
    identity = ManagedIdentity(
        "flow-logs",
        {**zone.place(group), "identity_name": zone.naming.name("userAssignedIdentity", "flow-logs")},
        zone.options(),
    )
    roles = RoleGrants(
        "flow-logs",
        {
            "principal_id": identity.principal_id,
            "principal_key": identity.identity_id,
            "grants": [
                {"role": "Storage Blob Data Contributor", "scope": storage.account_id, "scope_name": "flow-logs"}
            ],
        },
        zone.options(),
    )
    logs = VirtualNetworkFlowLogs(
        "flow-logs",
        {
            **zone.place(group),
            "flow_log_name": zone.naming.name("flowLog"),
            "virtual_network_id": network.virtual_network_id,
            "storage_account_id": roles.granted_scope_ids["flow-logs"],
            "user_assigned_identity_id": identity.identity_id,
            "retention_days": settings.sizing.retention_days,
            "traffic_analytics_workspace_id": monitoring.workspace_id,
        },
        zone.options(),
    )
    if settings.sizing.locks:
        # Last, as Azure takes back no role on a locked resource.
        after = [storage, roles, logs]
        lock_against_deletion("flow-logs", scope=storage.account_id, parent=zone.root, after=after)
