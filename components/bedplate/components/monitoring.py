"""Monitoring of a landing zone: where logs go, where telemetry goes, and who hears of alerts."""

from typing import NotRequired

import pulumi
from pulumi_azure_native import operationalinsights

from bedplate.components.monitor.action_group import EmailReceiverArgs, WebhookReceiverArgs, declare_action_group, seal
from bedplate.components.monitor.application_insights import (
    declare_application_insights,
    declare_failure_anomalies_rule,
    public_access,
)
from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.shared.diagnostics import diagnose
from bedplate.components.shared.known import known, known_id
from bedplate.components.shared.options import stateless_child


class MonitoringArgs(AzureResourceArgs):
    """Arguments of `Monitoring`."""

    workspace_name: NotRequired[pulumi.Input[str]]
    """Name of the Log Analytics workspace to make: 4 to 63 letters, digits and hyphens."""
    existing_workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of a workspace that is there already, in place of `workspace_name`; nothing of it is changed."""
    retention_in_days: NotRequired[pulumi.Input[int]]
    """How long the workspace keeps logs, 30 to 730 days; 90 by default."""
    daily_quota_gb: NotRequired[pulumi.Input[float]]
    """Gigabytes after which the workspace takes in nothing more that day; no limit by default.

    A workspace at its limit is blind: set it where a runaway bill is worse than missing logs.
    """
    application_insights_name: pulumi.Input[str]
    """Name of the Application Insights resource."""
    application_insights_retention_in_days: NotRequired[pulumi.Input[int]]
    """How long telemetry is kept: 30, 60, 90, 120, 180, 270, 365, 550 or 730 days; 90 by default."""
    public_ingestion: NotRequired[bool]
    """Whether logs and telemetry may come over public addresses; true by default.

    Without a private link scope there is no other way in. Keys are off, so every sender needs a Microsoft Entra token
    and a role either way. Set it to false where the workspace is in a private link scope. Diagnostic settings always
    travel inside Azure and do not need it.
    """
    public_query: NotRequired[bool]
    """Whether queries may come over public addresses, the Azure portal's among them; true by default.

    Every reader needs a Microsoft Entra token and a role either way. Set it to false where readers come through a
    private link scope.
    """
    action_group_name: pulumi.Input[str]
    """Name of the action group."""
    action_group_short_name: pulumi.Input[str]
    """Sender's name in messages, at most 12 characters."""
    email_receivers: NotRequired[list[EmailReceiverArgs]]
    """Mailboxes that hear of alerts; there must be at least one receiver, of any kind."""
    webhook_receivers: NotRequired[list[WebhookReceiverArgs]]
    """Web hooks that hear of alerts."""
    notify_subscription_owners: NotRequired[bool]
    """Whether whoever owns the subscription hears of alerts by mail; false by default."""


class Monitoring(pulumi.ComponentResource):
    """A workspace without keys, Application Insights on it, and an action group with at least one receiver.

    Raises:
        ValueError: not exactly one of `workspace_name` and `existing_workspace_id` is given, or there is no receiver.
    """

    workspace_id: pulumi.Output[str]
    """ARM id of the workspace."""
    workspace_name: pulumi.Output[str]
    """Name of the workspace."""
    application_insights_id: pulumi.Output[str]
    """ARM id of the Application Insights resource."""
    application_insights_connection_string: pulumi.Output[str]
    """Secret connection string of Application Insights, unknown until Azure has made it."""
    action_group_id: pulumi.Output[str]
    """ARM id of the action group."""

    def __init__(self, name: str, args: MonitoringArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        if "webhook_receivers" in args:
            # Sealed before the component itself is registered: its arguments are kept in the state as well.
            args = args.copy()
            args["webhook_receivers"] = seal(args["webhook_receivers"])
        super().__init__("bedplate:index:Monitoring", name, dict(args), opts)
        self._provide_workspace(name, args)
        self.action_group_id = declare_action_group(
            name,
            args,
            action_group_name=args["action_group_name"],
            short_name=args["action_group_short_name"],
            email_receivers=args.get("email_receivers", []),
            webhook_receivers=args.get("webhook_receivers", []),
            notify_subscription_owners=args.get("notify_subscription_owners", False),
            parent=self,
        )
        insights = declare_application_insights(
            name,
            args,
            resource_name=args["application_insights_name"],
            workspace_id=self.workspace_id,
            retention_in_days=args.get("application_insights_retention_in_days", 90),
            public_ingestion=args.get("public_ingestion", True),
            public_query=args.get("public_query", True),
            parent=self,
        )
        self.application_insights_id = insights.resource_id
        self.application_insights_connection_string = insights.connection_string
        declare_failure_anomalies_rule(
            name,
            args,
            application_insights_name=args["application_insights_name"],
            application_insights_id=self.application_insights_id,
            action_group_id=self.action_group_id,
            parent=self,
        )
        self.register_outputs(
            {
                "workspace_id": self.workspace_id,
                "workspace_name": self.workspace_name,
                "application_insights_id": self.application_insights_id,
                "application_insights_connection_string": self.application_insights_connection_string,
                "action_group_id": self.action_group_id,
            }
        )

    def _provide_workspace(self, name: str, args: MonitoringArgs) -> None:
        match args:
            case {"workspace_name": workspace_name} if "existing_workspace_id" not in args:
                self._declare_workspace(name, args, workspace_name)
            case {"existing_workspace_id": workspace_id} if "workspace_name" not in args:
                self.workspace_id = pulumi.Output.from_input(workspace_id)
                self.workspace_name = self.workspace_id.apply(lambda arm_id: arm_id.rsplit("/", 1)[-1])
            case _:
                raise ValueError(
                    f"monitoring {name!r} needs exactly one of workspace_name, to make a workspace, "
                    "and existing_workspace_id, to use one"
                )

    def _declare_workspace(self, name: str, args: MonitoringArgs, workspace_name: pulumi.Input[str]) -> None:
        workspace = operationalinsights.Workspace(
            name,
            resource_group_name=args["resource_group_name"],
            workspace_name=workspace_name,
            location=args["location"],
            sku={"name": operationalinsights.WorkspaceSkuNameEnum.PER_GB2018},
            retention_in_days=args.get("retention_in_days", 90),
            workspace_capping={"daily_quota_gb": args["daily_quota_gb"]} if "daily_quota_gb" in args else None,
            features={
                "disable_local_auth": True,
                "enable_log_access_using_only_resource_permissions": True,
            },
            public_network_access_for_ingestion=public_access(allowed=args.get("public_ingestion", True)),
            public_network_access_for_query=public_access(allowed=args.get("public_query", True)),
            tags=args.get("tags"),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.workspace_name = known(workspace, workspace_name)
        self.workspace_id = known_id(
            workspace,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            workspaceName=workspace_name,
        )
        diagnose(
            name,
            target_type="Microsoft.OperationalInsights/workspaces",
            target_id=self.workspace_id,
            workspace_id=self.workspace_id,
            opts=stateless_child(self),
        )
