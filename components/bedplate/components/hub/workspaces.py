"""The workspaces themselves: the hub, and one for each project."""

import pulumi
from pulumi_azure_native import machinelearningservices

from bedplate.components.ai.managed_network import ManagedNetworkFirewallSku
from bedplate.components.hub.hub_arguments import AIHubArgs, HubProjectArgs, WorkspaceIdentityArgs
from bedplate.components.shared.known import known_id

_ACCESS = machinelearningservices.PublicNetworkAccessType
_AUTHENTICATION = machinelearningservices.SystemDatastoresAuthMode
_SKU: machinelearningservices.SkuArgsDict = {"name": "Basic", "tier": machinelearningservices.SkuTier.BASIC}


def declare_hub_workspace(
    name: str, args: AIHubArgs, granted: pulumi.Output[dict[str, str]], *, parent: pulumi.Resource
) -> machinelearningservices.Workspace:
    """Declare the hub, private and without keys.

    Args:
        name: logical name.
        args: the component's arguments.
        granted: ARM ids of what the hub depends on, once its identity has its roles there.
        parent: the component.
    """
    return machinelearningservices.Workspace(
        name,
        resource_group_name=args["resource_group_name"],
        workspace_name=args["hub_name"],
        location=args["location"],
        kind="Hub",
        sku=_SKU,
        identity=_identity(args["identity"]),
        primary_user_assigned_identity=args["identity"]["identity_id"],
        friendly_name=args.get("display_name", args["hub_name"]),
        storage_account=granted["storage"],
        key_vault=granted["vault"],
        container_registry=granted["registry"],
        application_insights=granted["insights"],
        managed_network=_managed_network(args),
        public_network_access=_ACCESS.DISABLED,
        allow_public_access_when_behind_vnet=False,
        system_datastores_auth_mode=_AUTHENTICATION.IDENTITY,
        enable_data_isolation=True,
        hbi_workspace=args.get("high_business_impact", False),
        v1_legacy_mode=False,
        tags=args.get("tags"),
        opts=pulumi.ResourceOptions(parent=parent),
    )


def declare_project_workspace(
    name: str,
    args: AIHubArgs,
    project: HubProjectArgs,
    *,
    hub_id: pulumi.Output[str],
    after: list[pulumi.Resource],
    parent: pulumi.Resource,
) -> machinelearningservices.Workspace:
    """Declare one project; its network, its dependencies and its key are the hub's.

    Args:
        name: logical name.
        args: the component's arguments.
        project: the project.
        hub_id: ARM id of the hub.
        after: what must be there before.
        parent: the component.
    """
    short_name = project["project_name"]
    return machinelearningservices.Workspace(
        name,
        resource_group_name=args["resource_group_name"],
        workspace_name=project["workspace_name"],
        location=args["location"],
        kind="Project",
        sku=_SKU,
        hub_resource_id=hub_id,
        identity=_identity(project["identity"]),
        primary_user_assigned_identity=project["identity"]["identity_id"],
        friendly_name=project.get("display_name", short_name),
        description=project.get("description", short_name),
        public_network_access=_ACCESS.DISABLED,
        allow_public_access_when_behind_vnet=False,
        system_datastores_auth_mode=_AUTHENTICATION.IDENTITY,
        enable_data_isolation=True,
        hbi_workspace=args.get("high_business_impact", False),
        v1_legacy_mode=False,
        tags=args.get("tags"),
        opts=pulumi.ResourceOptions(parent=parent, depends_on=after),
    )


def workspace_id(
    workspace: machinelearningservices.Workspace, args: AIHubArgs, workspace_name: pulumi.Input[str]
) -> pulumi.Output[str]:
    """Return the ARM id of a hub's or a project's workspace, known by construction."""
    return known_id(
        workspace,
        args.get("subscription_id"),
        resourceGroupName=args["resource_group_name"],
        workspaceName=workspace_name,
    )


def _identity(identity: WorkspaceIdentityArgs) -> machinelearningservices.ManagedServiceIdentityArgsDict:
    return {
        "type": machinelearningservices.ManagedServiceIdentityType.USER_ASSIGNED,
        "user_assigned_identities": [identity["identity_id"]],
    }


def _managed_network(args: AIHubArgs) -> machinelearningservices.ManagedNetworkSettingsArgsDict:
    # Without rules: Azure adds its own to those that stand here, so the next refresh would show them as a change.
    network: machinelearningservices.ManagedNetworkSettingsArgsDict = {
        "isolation_mode": machinelearningservices.IsolationMode.ALLOW_ONLY_APPROVED_OUTBOUND,
        "enable_network_monitor": False,
    }
    if args.get("allowed_fqdns"):
        network["firewall_sku"] = args.get("firewall_sku", ManagedNetworkFirewallSku.STANDARD)
    return network
