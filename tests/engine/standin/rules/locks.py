"""A lock keeps what it covers, and whatever extends it."""

from __future__ import annotations

from tests.engine.standin.rules.arm_ids import is_within, parent_of, type_of
from tests.engine.standin.rules.model import Operation, Refusal, World

_LOCK = "microsoft.authorization/locks"


def not_locked(operation: Operation, world: World) -> Refusal | None:
    """Nothing at or below a locked scope is deleted; under a read-only lock nothing is written either.

    Source: https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources
    """
    if type_of(operation.id) == _LOCK:
        return None
    for lock in world.of_type(_LOCK):
        scope = parent_of(lock.id)
        covers = lock.inputs.get("level") == "ReadOnly" or operation.kind == "delete"
        if covers and is_within(operation.id, scope):
            message = f"The scope '{operation.id}' cannot perform {operation.kind} operation because following scope(s) are locked: '{scope}'. Please remove the lock and try again."  # noqa: E501 - Azure's sentence
            return Refusal(409, "ScopeLocked", message)
    return None
