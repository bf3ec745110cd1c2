"""What others still use, or still holds something, is not deleted."""

from __future__ import annotations

from typing import Any

from tests.engine.standin.rules.arm_ids import group_of, is_within, name_of, parent_of, type_of
from tests.engine.standin.rules.model import VIRTUAL_NETWORK, Operation, Refusal, World, references
from tests.engine.standin.rules.table import rows


def not_in_use(operation: Operation, world: World) -> Refusal | None:
    """What the table lists stays while another resource names it, or one of its parts."""
    if operation.kind != "delete":
        return None
    row = next((row for row in rows("in_use") if row["type"].lower() == type_of(operation.id)), None)
    if row is None:
        return None
    for user in world.others(operation):
        if is_within(user.id, operation.id):
            continue
        for id_ in references(user.inputs, user.id):
            if _is_used(row, id_, operation.id):
                return Refusal.of(row, id=operation.id, name=name_of(operation.id), part=name_of(id_), user=user.id)
    return None


def _is_used(row: dict[str, Any], used: str, id_: str) -> bool:
    parts = row.get("parts")
    if parts is None:
        return used.lower() == id_.lower()
    return type_of(used) == f"{row['type']}/{parts}".lower() and is_within(used, id_)


def removed_subnets_are_unused(operation: Operation, world: World) -> Refusal | None:
    """An update of a virtual network drops no subnet that is in use.

    Source: https://learn.microsoft.com/troubleshoot/azure/virtual-network/, "Failed to delete a virtual network"
    """
    if operation.kind != "update" or type_of(operation.id) != VIRTUAL_NETWORK.lower():
        return None
    kept = {f"{operation.id}/subnets/{subnet['name']}".lower() for subnet in operation.inputs.get("subnets") or ()}
    dropped = set(world.inline_subnets(operation.id)) - kept
    for user in world.others(operation):
        used = dropped.intersection(id_.lower() for id_ in references(user.inputs, user.id))
        for subnet in sorted(used):
            message = f"Subnet {name_of(subnet)} is in use by {user.id} and cannot be deleted."
            return Refusal(400, "InUseSubnetCannotBeDeleted", message)
    return None


def holds_nothing(operation: Operation, world: World) -> Refusal | None:
    """Nothing is deleted before its parts.

    Azure deletes a resource group's content with it, and so do some services; a program that relies on it loses
    what it still counts as its own, so the stand-in refuses.
    Source: https://learn.microsoft.com/azure/azure-resource-manager/management/delete-resource-group
    """
    if operation.kind != "delete":
        return None
    is_group = operation.id.lower() == group_of(operation.id).lower()
    for other in world.others(operation):
        if is_group and is_within(other.id, operation.id):
            message = f"The resource group '{name_of(operation.id)}' still holds {other.id}."
            return Refusal(409, "ResourceGroupDeletionBlocked", message)
        if parent_of(other.id).lower() == operation.id.lower():
            message = f"Can not delete resource before nested resources are deleted: {other.id}."
            return Refusal(409, "CannotDeleteResource", message)
    return None
