"""The monitoring of a landing zone: where logs go, who is told, and how telemetry gets there."""

from bedplate.blueprints.zone import Zone
from bedplate.blueprints.zone_network import ZoneNetwork
from bedplate.components.monitor_private_link import MonitorPrivateLink
from bedplate.components.monitoring import Monitoring, MonitoringArgs
from bedplate.components.resource_group import ResourceGroup


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
