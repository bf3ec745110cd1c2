"""Names that stay taken after a deletion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.engine.standin.rules.arm_ids import name_of, type_of
from tests.engine.standin.rules.model import Operation, Refusal, World, value_at
from tests.engine.standin.rules.table import rows


def name_is_free(operation: Operation, world: World) -> Refusal | None:
    """No new resource takes the name of one that can still be restored."""
    row = _row(operation.id)
    if operation.kind != "create" or row is None or _restores(row, operation.inputs):
        return None
    own = operation.id.lower()
    taken = own in world.held
    if row["everywhere"]:
        taken = any(type_of(id_) == type_of(own) and name_of(id_) == name_of(own) for id_ in world.held)
    return Refusal.of(row, id=operation.id, name=name_of(operation.id)) if taken else None


def is_held(id_: str) -> bool:
    """Return whether Azure keeps the name of a resource of this type after its deletion."""
    return _row(id_) is not None


def _restores(row: Mapping[str, Any], inputs: Mapping[str, Any]) -> bool:
    path, wanted = row["restored_by"]
    return bool(value_at(inputs, path) == wanted)


def _row(id_: str) -> Mapping[str, Any] | None:
    return next((row for row in rows("held") if row["type"].lower() == type_of(id_)), None)
