"""Role assignments: one of a kind, and there before what needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bedplate.components.facts.role_catalogue import role_definition_guid
from tests.engine.standin.rules.arm_ids import is_within, name_of, parent_of, type_of
from tests.engine.standin.rules.model import Operation, Refusal, World, references, strings

_ASSIGNMENT = "microsoft.authorization/roleassignments"
_IDENTITY = "microsoft.managedidentity/userassignedidentities"
_VAULT = "Microsoft.KeyVault/vaults"
_VAULT_ADDRESS = re.compile(r"^https://([\w-]+)\.vault\.[\w.-]+(?:/(secrets|certificates)/)?", re.IGNORECASE)


def only_once(operation: Operation, world: World) -> Refusal | None:
    """No principal gets a role on a scope twice.

    Source: https://learn.microsoft.com/azure/role-based-access-control/troubleshooting, RoleAssignmentExists
    """
    if operation.kind != "create" or type_of(operation.id) != _ASSIGNMENT:
        return None
    own = _grant(operation.id, operation.inputs)
    for other in world.of_type(_ASSIGNMENT):
        if other.id.lower() != operation.id.lower() and _grant(other.id, other.inputs) == own:
            return Refusal(409, "RoleAssignmentExists", "The role assignment already exists.")
    return None


def _grant(id_: str, inputs: Mapping[str, Any]) -> tuple[str, str, str]:
    return parent_of(id_).lower(), str(inputs["principalId"]), name_of(str(inputs["roleDefinitionId"])).lower()


def has_role(world: World, principal: str, role: str, scope: str) -> bool:
    """Return whether a principal holds a role on a scope or above it."""
    guid = role_definition_guid(role)
    return any(
        is_within(scope, at) and who == principal and what == guid
        for at, who, what in (_grant(other.id, other.inputs) for other in world.of_type(_ASSIGNMENT))
    )


def principals_of(inputs: Mapping[str, Any], own_id: str, world: World) -> Iterator[str]:
    """Yield the principals of the user-assigned identities that a resource has."""
    for id_ in references(inputs.get("identity") or {}, own_id):
        identity = world.get(id_)
        if type_of(id_) == _IDENTITY and identity:
            yield str(identity.outputs["principalId"])


def vault_is_open(operation: Operation, world: World) -> Refusal | None:
    """Whoever encrypts with a key of a vault, or reads a certificate in it, may do so already.

    Sources: https://github.com/Azure/bicep/issues/16601, https://github.com/mspnp/aks-baseline/issues/242
    """
    if operation.kind == "delete":
        return None
    principals = tuple(principals_of(operation.inputs, operation.id, world))
    if not principals:
        return None  # a system-assigned identity has no roles before it is there
    for text in strings(operation.inputs):
        address = _VAULT_ADDRESS.match(text)
        vault = address and next((found for found in world.of_type(_VAULT) if name_of(found.id) == address[1]), None)
        if not address or not vault:
            continue
        role = "Key Vault Secrets User" if address[2] else "Key Vault Crypto Service Encryption User"
        if not any(_may_use(world, principal, role, vault.id) for principal in principals):
            return _closed(operation, vault.id, role)
    return None


def _may_use(world: World, principal: str, role: str, vault_id: str) -> bool:
    """Return whether a principal holds a role on a vault, on one of its parts, or above it."""
    guid = role_definition_guid(role)
    return has_role(world, principal, role, vault_id) or any(
        is_within(at, vault_id) and (who, what) == (principal, guid)
        for at, who, what in (_grant(other.id, other.inputs) for other in world.of_type(_ASSIGNMENT))
    )


def _closed(operation: Operation, vault_id: str, role: str) -> Refusal:
    if type_of(operation.id) == "microsoft.network/applicationgateways":
        message = f"Problem occured while accessing and validating KeyVault Secrets associated with Application Gateway '{operation.id}'."  # noqa: E501 - Azure's sentence
        return Refusal(400, "ApplicationGatewayKeyVaultSecretException", message)
    message = f"The operation failed because of authentication issue on the keyvault: {role} on {vault_id} is missing."
    return Refusal(403, "KeyVaultAuthenticationFailure", message)
