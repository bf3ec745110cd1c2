"""Roles of the identities that a hub and its projects work under."""

from functools import cache
from typing import Any

import pulumi

from bedplate.components.facts import read_facts
from bedplate.components.hub.hub_arguments import (
    AIHubArgs,
    HubConnectionArgs,
    HubConnectionCategory,
    WorkspaceIdentityArgs,
)
from bedplate.components.role_grants import RoleGrantArgs, RoleGrants
from bedplate.components.shared.options import stateless_child

_ADMINISTRATOR = "Azure AI Administrator"
_APPROVER = "Azure AI Enterprise Network Connection Approver"
_DATA_ROLES = {
    "storage": ("Storage Blob Data Contributor", "Storage File Data Privileged Contributor"),
    "vault": ("Key Vault Secrets Officer",),
    "registry": (),
    "insights": (),
}
_PRIVATELY_REACHED = ("storage", "vault", "registry")


@cache
def connection_facts(category: HubConnectionCategory) -> dict[str, Any]:
    """Return what the table `facts/hub_connections.toml` says of connections of one category."""
    return dict(read_facts("hub_connections")[category.value])


def hub_grants(args: AIHubArgs) -> list[RoleGrantArgs]:
    """Return the roles that the hub's identity must have before the hub is made.

    Each dependency gives it the control-plane role that Azure gives to identities of its own making since November
    2024, in place of Contributor, and data roles; whatever the managed network leads to gives it the role to approve
    the private endpoint. On the vault an officer of secrets does, where the text asks for an administrator.
    Source: learn.microsoft.com/azure/machine-learning/how-to-identity-based-service-authentication, user-assigned
    managed identity; how-to-managed-network; Azure/mlops-v2, infrastructure/terraform, for the vault.
    """
    scopes = _dependencies(args)
    targets = {name: scopes[name] for name in _PRIVATELY_REACHED}
    for connection in args.get("connections", []):
        targets[_scope_name(connection)] = connection["target_id"]
    approved: list[RoleGrantArgs] = [
        {"role": _APPROVER, "scope": scope, "scope_name": name} for name, scope in targets.items()
    ]
    return [*_grants_on_dependencies(args), *approved]


def project_grants(args: AIHubArgs) -> list[RoleGrantArgs]:
    """Return the roles that a project's identity must have before the project is made.

    It uses the hub's dependencies as its own, and calls what the hub is connected to.
    """
    on_connections: list[RoleGrantArgs] = [
        {"role": role, "scope": connection["target_id"], "scope_name": _scope_name(connection)}
        for connection in args.get("connections", [])
        for role in connection_facts(HubConnectionCategory(connection["category"]))["projectRoles"]
    ]
    return [*_grants_on_dependencies(args), *on_connections]


def target_scope_name(connection_name: str) -> str:
    """Return the word under which the roles on a connection's target are granted."""
    return f"connection-{connection_name}"


def grant(
    name: str, identity: WorkspaceIdentityArgs, grants: list[RoleGrantArgs], *, parent: pulumi.Resource
) -> RoleGrants:
    """Grant roles to the identity of a workspace."""
    return RoleGrants(
        name,
        {"principal_id": identity["principal_id"], "principal_key": identity["identity_id"], "grants": grants},
        stateless_child(parent),
    )


def grant_on_itself(
    name: str,
    identity: WorkspaceIdentityArgs,
    workspace_id: pulumi.Output[str],
    *,
    approves: bool,
    parent: pulumi.Resource,
) -> RoleGrants:
    """Grant an identity its role on its own workspace, once that is there.

    Args:
        name: logical name.
        identity: the workspace's identity.
        workspace_id: ARM id of the workspace.
        approves: whether it approves the private endpoint of the managed network to the workspace too.
        parent: the component.
    """
    roles = (_ADMINISTRATOR, _APPROVER) if approves else (_ADMINISTRATOR,)
    grants: list[RoleGrantArgs] = [{"role": role, "scope": workspace_id, "scope_name": "itself"} for role in roles]
    return grant(name, identity, grants, parent=parent)


def _scope_name(connection: HubConnectionArgs) -> str:
    return target_scope_name(connection["connection_name"])


def _dependencies(args: AIHubArgs) -> dict[str, pulumi.Input[str]]:
    return {
        "storage": args["storage_account_id"],
        "vault": args["key_vault_id"],
        "registry": args["container_registry_id"],
        "insights": args["application_insights_id"],
    }


def _grants_on_dependencies(args: AIHubArgs) -> list[RoleGrantArgs]:
    return [
        {"role": role, "scope": scope, "scope_name": name}
        for name, scope in _dependencies(args).items()
        for role in (_ADMINISTRATOR, *_DATA_ROLES[name])
    ]
