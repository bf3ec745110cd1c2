"""Private ingestion of logs and telemetry."""

import pulumi
from pulumi_azure_native import monitor

from bedplate.components.private_endpoint import place_private_endpoint
from bedplate.components.shared.arguments import AzureResourceArgs, PrivateEndpointPlacementArgs
from bedplate.components.shared.known import known, known_id

_SCOPE_TYPE = "Microsoft.Insights/privateLinkScopes"


class MonitorPrivateLinkArgs(AzureResourceArgs):
    """Arguments of `MonitorPrivateLink`."""

    scope_name: pulumi.Input[str]
    """Name of the private link scope."""
    workspace_id: pulumi.Input[str]
    """ARM id of the Log Analytics workspace."""
    application_insights_id: pulumi.Input[str]
    """ARM id of the Application Insights resource."""
    private_endpoint: PrivateEndpointPlacementArgs
    """Where the private endpoint lies; it takes about a dozen addresses of its subnet."""


class MonitorPrivateLink(pulumi.ComponentResource):
    """A private link scope through which a network sends to its workspace, and to no other.

    Queries stay open to whoever has a role, so that people can read logs from outside the network. All networks that
    share a DNS share one scope: where a platform team owns the zones, the scope is the platform's too.
    """

    scope_id: pulumi.Output[str]
    """ARM id of the private link scope."""

    def __init__(self, name: str, args: MonitorPrivateLinkArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bedplate:index:MonitorPrivateLink", name, dict(args), opts)
        scope = monitor.PrivateLinkScope(
            name,
            resource_group_name=args["resource_group_name"],
            scope_name=args["scope_name"],
            location="global",
            access_mode_settings={
                "ingestion_access_mode": monitor.AccessMode.PRIVATE_ONLY,
                "query_access_mode": monitor.AccessMode.OPEN,
                "exclusions": [],
            },
            tags=args.get("tags"),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.scope_id = known_id(
            scope,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            scopeName=args["scope_name"],
        )
        place_private_endpoint(
            name,
            args,
            args["private_endpoint"],
            # The id comes from the last write to the scope, so that the endpoint itself waits for it.
            target_id=known(self._link(name, args, scope), self.scope_id),
            target_type=_SCOPE_TYPE,
            group_id="azuremonitor",
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({"scope_id": self.scope_id})

    def _link(self, name: str, args: MonitorPrivateLinkArgs, scope: monitor.PrivateLinkScope) -> pulumi.Resource:
        """Put both resources into the scope, one after the other: it takes one write at a time."""
        last: pulumi.Resource = scope
        for kind, linked_id in (
            ("workspace", args["workspace_id"]),
            ("application-insights", args["application_insights_id"]),
        ):
            last = monitor.PrivateLinkScopedResource(
                f"{name}-{kind}",
                resource_group_name=args["resource_group_name"],
                scope_name=args["scope_name"],
                name=kind,
                kind="Resource",
                linked_resource_id=linked_id,
                opts=pulumi.ResourceOptions(parent=self, depends_on=[last]),
            )
        return last
