"""What a resource is a part of, and whatever it names, exists before it."""

from __future__ import annotations

from tests.engine.standin.rules.arm_ids import group_of, is_in_group, name_of, parent_of, type_of
from tests.engine.standin.rules.capability_hosts import is_agent_memory
from tests.engine.standin.rules.model import Operation, Refusal, World, references
from tests.engine.standin.rules.table import rows


def group_exists(operation: Operation, world: World) -> Refusal | None:
    """A resource lies in a resource group that exists.

    Source: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found
    """
    id_ = operation.id
    if operation.kind == "delete" or not is_in_group(id_) or "/providers/" not in id_:
        return None
    group = group_of(id_)
    outside = {row["resourceGroup"].lower() for row in rows("outside")}
    if world.get(group) or name_of(group).lower() in outside or _extends_a_foreign_resource(id_, world):
        return None
    return Refusal(404, "ResourceGroupNotFound", f"Resource group '{name_of(group)}' could not be found.")


def _extends_a_foreign_resource(id_: str, world: World) -> bool:
    """Return whether an id is that of an extension, or of a part, of what others made."""
    parent = parent_of(id_)
    return parent.lower() != group_of(id_).lower() and world.get(group_of(id_)) is None


def parent_exists(operation: Operation, world: World) -> Refusal | None:
    """A part's whole and an extension's target exist.

    Source: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-parent-resource
    """
    if operation.kind == "delete" or not is_in_group(operation.id):
        return None
    parent = parent_of(operation.id)
    if world.exists(parent):
        return None
    message = f"Can not perform requested operation on nested resource. Parent resource '{name_of(parent)}' not found."
    return Refusal(404, "ParentResourceNotFound", message)


def references_exist(operation: Operation, world: World) -> Refusal | None:
    """Whatever a resource names by its ARM id exists.

    Source: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found
    """
    if operation.kind == "delete":
        return None
    for id_ in references(operation.inputs, operation.id):
        if world.exists(id_) or is_agent_memory(id_, world):
            continue
        if type_of(operation.id).startswith("microsoft.network/"):
            message = f"Resource {id_} referenced by resource {operation.id} was not found."
            return Refusal(400, "InvalidResourceReference", message)
        message = f"The Resource '{type_of(id_)}/{name_of(id_)}' named by {operation.id} was not found."
        return Refusal(404, "ResourceNotFound", message)
    return None
