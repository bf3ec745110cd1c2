"""Application Insights on a Log Analytics workspace."""

from dataclasses import dataclass

import pulumi
from pulumi_azure_native import alertsmanagement, applicationinsights

from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.shared.known import known_id
from bedplate.components.shared.options import stateless_child


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredApplicationInsights:
    """What consumers need of a declared Application Insights resource."""

    resource_id: pulumi.Output[str]
    """ARM id."""
    connection_string: pulumi.Output[str]
    """Secret connection string, unknown until Azure has made it."""


def declare_application_insights(
    name: str,
    owner: AzureResourceArgs,
    *,
    resource_name: pulumi.Input[str],
    workspace_id: pulumi.Input[str],
    retention_in_days: pulumi.Input[int],
    public_ingestion: bool,
    public_query: bool,
    parent: pulumi.Resource,
) -> DeclaredApplicationInsights:
    """Declare an Application Insights resource that takes telemetry only with a Microsoft Entra token.

    Args:
        name: logical name.
        owner: the component's own arguments; they say group, region, subscription and tags.
        resource_name: name in Azure.
        workspace_id: ARM id of the workspace that stores the telemetry.
        retention_in_days: 30, 60, 90, 120, 180, 270, 365, 550 or 730.
        public_ingestion: whether telemetry may come over public addresses.
        public_query: whether queries may come over public addresses.
        parent: the component that owns it.
    """
    component = applicationinsights.Component(
        name,
        resource_group_name=owner["resource_group_name"],
        resource_name_=resource_name,
        location=owner["location"],
        kind="web",
        application_type=applicationinsights.ApplicationType.WEB,
        flow_type=applicationinsights.FlowType.BLUEFIELD,
        request_source=applicationinsights.RequestSource.REST,
        ingestion_mode=applicationinsights.IngestionMode.LOG_ANALYTICS,
        workspace_resource_id=workspace_id,
        disable_local_auth=True,
        disable_ip_masking=False,
        retention_in_days=retention_in_days,
        public_network_access_for_ingestion=public_access(allowed=public_ingestion),
        public_network_access_for_query=public_access(allowed=public_query),
        tags=owner.get("tags"),
        # Azure's answer holds them in plain text, and so would the stack's state.
        opts=pulumi.ResourceOptions(
            parent=parent, additional_secret_outputs=["connectionString", "instrumentationKey"]
        ),
    )
    return DeclaredApplicationInsights(
        resource_id=known_id(
            component,
            owner.get("subscription_id"),
            resourceGroupName=owner["resource_group_name"],
            resourceName=resource_name,
        ),
        connection_string=pulumi.Output.secret(component.connection_string),
    )


def declare_failure_anomalies_rule(
    name: str,
    owner: AzureResourceArgs,
    *,
    application_insights_name: pulumi.Input[str],
    application_insights_id: pulumi.Input[str],
    action_group_id: pulumi.Input[str],
    parent: pulumi.Resource,
) -> None:
    """Declare the alert on unusual failure rates that Azure would otherwise add by itself.

    It bears the very name that Azure gives its own, so that Azure finds it there and adds neither a rule nor an action
    group that no program knows of.

    Args:
        name: logical name.
        owner: the component's own arguments; they say group and tags.
        application_insights_name: name of the watched Application Insights resource.
        application_insights_id: its ARM id.
        action_group_id: ARM id of the action group that hears of it.
        parent: the component that owns it.
    """
    alertsmanagement.SmartDetectorAlertRule(
        name,
        resource_group_name=owner["resource_group_name"],
        alert_rule_name=pulumi.Output.format("Failure Anomalies - {0}", application_insights_name),
        location="global",
        description="Requests or calls to dependencies fail at an unusual rate.",
        detector={"id": "FailureAnomaliesDetector"},
        frequency="PT1M",
        severity=alertsmanagement.Severity.SEV3,
        state=alertsmanagement.AlertRuleState.ENABLED,
        scope=[application_insights_id],
        action_groups={"group_ids": [action_group_id]},
        tags=owner.get("tags"),
        opts=stateless_child(parent),
    )


def public_access(*, allowed: bool) -> str:
    """Return Azure's word for whether public addresses are served."""
    return "Enabled" if allowed else "Disabled"
