"""Roles on the data of one Cosmos DB account, which Azure keeps apart from its other roles."""

import uuid
from collections.abc import Sequence
from typing import NotRequired, TypedDict

import pulumi
from pulumi_azure_native import cosmosdb

from bedplate.components.facts.role_catalogue import cosmos_data_role_guid

_NAMESPACE = uuid.UUID("0f7a3c52-9d3e-4d0b-8a57-5a4de1c1c7b4")


class CosmosDataRoleGrantArgs(TypedDict):
    """One role of one principal on the data of an account or of one database in it."""

    role: str
    """Built-in role by its name in Azure, for example `Cosmos DB Built-in Data Contributor`."""
    principal_id: pulumi.Input[str]
    """Object id of the principal."""
    principal_key: pulumi.Input[str]
    """What the principal is known by before Azure has made it: for a managed identity the ARM id of its resource.

    It decides the assignment's name, which therefore changes when the principal is another one.
    """
    principal_name: str
    """Short word for the principal, part of the assignment's logical name."""
    database_name: NotRequired[str]
    """Database that the role holds on; all databases of the account by default."""


def grant_data_roles(
    name: str,
    grants: Sequence[CosmosDataRoleGrantArgs],
    *,
    resource_group_name: pulumi.Input[str],
    account_name: pulumi.Input[str],
    account_id: pulumi.Input[str],
    after: pulumi.Resource,
    parent: pulumi.Resource,
    provider: pulumi.ProviderResource | None = None,
) -> list[pulumi.Resource]:
    """Declare role assignments, each after the one before it.

    Azure takes one write to an account at a time and answers any other with 412 `PreconditionFailed`:
    hashicorp/terraform-provider-azurerm, issues 15842 and 17233.

    Args:
        name: logical name, with which those of the assignments begin.
        grants: the roles.
        resource_group_name: resource group of the account.
        account_name: name of the account.
        account_id: its ARM id.
        after: what the first assignment waits for: the account, or the last write to it.
        parent: the component that owns the assignments.
        provider: provider of the account's subscription, where that is not the parent's.

    Raises:
        ValueError: a role is not in the catalogue.
    """
    declared: list[pulumi.Resource] = []
    for grant in grants:
        role, database = grant["role"], grant.get("database_name")
        guid = cosmos_data_role_guid(role)
        scope = pulumi.Output.concat(account_id, f"/dbs/{database}" if database else "")
        short_role = role.removeprefix("Cosmos DB Built-in ").lower().replace(" ", "-")
        words = [name, short_role, grant["principal_name"], *([database] if database else [])]
        declared.append(
            cosmosdb.SqlResourceSqlRoleAssignment(
                "-".join(words),
                resource_group_name=resource_group_name,
                account_name=account_name,
                role_assignment_id=_assignment_name(scope, grant["principal_key"], guid),
                role_definition_id=pulumi.Output.concat(account_id, "/sqlRoleDefinitions/", guid),
                scope=scope,
                principal_id=grant["principal_id"],
                opts=pulumi.ResourceOptions(
                    parent=parent,
                    provider=provider,
                    depends_on=[declared[-1] if declared else after],
                    delete_before_replace=True,
                    protect=False,
                ),
            )
        )
    return declared


def data_role_assignment_name(scope: str, principal_key: str, guid: str) -> str:
    """Return the GUID that names the assignment of a role to a principal: the same grant always has the same one.

    Args:
        scope: ARM id of the account, or of the database in the form `<account>/dbs/<name>`.
        principal_key: what the principal is known by.
        guid: GUID of the role's definition.
    """
    return str(uuid.uuid5(_NAMESPACE, f"{scope}|{principal_key}|{guid}".lower()))


def _assignment_name(scope: pulumi.Output[str], principal_key: pulumi.Input[str], guid: str) -> pulumi.Output[str]:
    return pulumi.Output.all(scope, principal_key).apply(
        lambda parts: data_role_assignment_name(parts[0], parts[1], guid)
    )
