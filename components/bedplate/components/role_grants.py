"""Role assignments of one principal."""

import uuid
from enum import StrEnum
from typing import NotRequired, TypedDict

import pulumi
from pulumi_azure_native import authorization

from bedplate.components.facts.arm_types import subscription_of
from bedplate.components.facts.role_catalogue import role_definition_guid
from bedplate.components.shared.known import known

_NAMESPACE = uuid.UUID("6b9a5c1e-3f0d-4c7e-9f55-0d2f6f5f7a10")


class PrincipalType(StrEnum):
    """What kind of principal receives a role."""

    SERVICE_PRINCIPAL = "ServicePrincipal"
    GROUP = "Group"
    USER = "User"


class RoleGrantArgs(TypedDict):
    """One role on one scope."""

    role: str
    """Built-in role by its name in Azure, for example `Key Vault Secrets User`."""
    scope: pulumi.Input[str]
    """ARM id that the role holds on."""
    scope_name: str
    """Short word for the scope, part of the assignment's logical name."""
    condition: NotRequired[str]
    """What requests the role is narrowed to, in version 2.0 of Azure's language of conditions."""


class RoleGrantsArgs(TypedDict):
    """Arguments of `RoleGrants`."""

    principal_id: pulumi.Input[str]
    """Object id of the principal."""
    principal_key: pulumi.Input[str]
    """What the principal is known by before Azure has made it: for a managed identity the ARM id of its resource.

    It decides the assignments' names, which therefore change when the principal is another one.
    """
    principal_type: NotRequired[PrincipalType]
    """Kind of the principal, a service principal by default. Azure needs it to accept principals it has just made."""
    grants: list[RoleGrantArgs]
    """The roles."""


class RoleGrants(pulumi.ComponentResource):
    """The roles of one principal, each at the narrowest scope; consumers take the scopes from here.

    An assignment's name is a GUID made from scope, principal and role: the same grant always has the same name, and a
    grant to a re-created principal has a new one, as Azure does not let an assignment change its principal.

    Raises:
        ValueError: a role is not in the catalogue.
    """

    granted_scope_ids: pulumi.Output[dict[str, str]]
    """ARM ids of the scopes by their short words; whoever takes a scope from here waits until its roles are granted."""

    def __init__(self, name: str, args: RoleGrantsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bedplate:index:RoleGrants", name, dict(args), opts)
        granted = [(grant["scope_name"], _assign(name, args, grant, parent=self)) for grant in args["grants"]]
        self.granted_scope_ids = pulumi.Output.all(*(scope for _, scope in granted)).apply(
            lambda scopes: dict(zip((scope_name for scope_name, _ in granted), scopes, strict=True))
        )
        self.register_outputs({"granted_scope_ids": self.granted_scope_ids})


def role_assignment_name(scope: str, principal_key: str, role: str) -> str:
    """Return the GUID that names the assignment of `role` on `scope` to the principal."""
    return str(uuid.uuid5(_NAMESPACE, "|".join((scope, principal_key, role_definition_guid(role))).lower()))


def _assign(name: str, args: RoleGrantsArgs, grant: RoleGrantArgs, *, parent: pulumi.Resource) -> pulumi.Output[str]:
    role = grant["role"]
    guid = role_definition_guid(role)
    scope = pulumi.Output.from_input(grant["scope"])
    assignment = authorization.RoleAssignment(
        f"{name}-{role.lower().replace(' ', '-')}-{grant['scope_name']}",
        scope=scope,
        role_assignment_name=pulumi.Output.all(scope, args["principal_key"]).apply(
            lambda parts: role_assignment_name(parts[0], parts[1], role)
        ),
        # Azure answers with the definition's id in the scope's subscription; any other form would show as a change.
        role_definition_id=scope.apply(
            lambda scope_id: f"{_subscription(scope_id)}/providers/Microsoft.Authorization/roleDefinitions/{guid}"
        ),
        principal_id=args["principal_id"],
        principal_type=args.get("principal_type", PrincipalType.SERVICE_PRINCIPAL),
        condition=grant.get("condition"),
        condition_version="2.0" if "condition" in grant else None,
        opts=pulumi.ResourceOptions(parent=parent, delete_before_replace=True),
    )
    return known(assignment, scope)


def _subscription(scope_id: str) -> str:
    # A scope above subscriptions, such as a management group, takes the tenant's form of the definition's id.
    return subscription_of(scope_id) if scope_id.startswith("/subscriptions/") else ""
