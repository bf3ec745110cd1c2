"""Some resources take one write at a time, and some cannot be used while they are written."""

from __future__ import annotations

from typing import Any

from tests.engine.standin.rules.arm_ids import name_of, owner_of_type, type_of
from tests.engine.standin.rules.model import Operation, Refusal, World, references
from tests.engine.standin.rules.table import rows

_ACCOUNT = "Microsoft.CognitiveServices/accounts"


def one_writer(operation: Operation, world: World) -> Refusal | None:
    """No two writes at a time to what the table lists, its parts included."""
    for row in rows("writers"):
        own = _locked(row, operation.id)
        if own and any(_locked(row, other.id) == own for other in world.writing):
            return Refusal.of(row, id=own, name=name_of(own))
    return None


def _locked(row: dict[str, Any], id_: str) -> str | None:
    """Return the resource that a write to an id locks."""
    owner = owner_of_type(id_, row["type"])
    only = row.get("children")
    if owner is None or (only and type_of(id_) != f"{row['type']}/{only}".lower()):
        return None
    return owner.lower()


def endpoint_target_is_settled(operation: Operation, world: World) -> Refusal | None:
    """No private endpoint to an AI account that is being written.

    Source: https://github.com/hashicorp/terraform-provider-azurerm/issues/31712
    """
    if type_of(operation.id) != "microsoft.network/privateendpoints" or operation.kind == "delete":
        return None
    busy = {owner.lower() for other in world.writing if (owner := owner_of_type(other.id, _ACCOUNT))}
    for id_ in references(operation.inputs, operation.id):
        if id_.lower() in busy:
            message = f"Call to {_ACCOUNT} failed. Error message: Account {id_} in state Accepted"
            return Refusal(400, "AccountProvisioningStateInvalid", message)
    return None
