"""What a stack's state comes to: the resources that are deployed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from bedplate.generator.counted import counted
from bedplate.generator.foreign.documents import Operation, State
from bedplate.generator.foreign.found import Found
from bedplate.generator.foreign.resources import resource_of
from bedplate.generator.graph import Mode

_ODDITIES = {
    "delete": "left out, as they were replaced and wait for their deletion",
    "twice": "left out, as the state holds a later one of the same URN",
    "pending": "kept that were deleted and wait to be created again",
    "failed": "kept whose last operation did not succeed",
}


def found_in_state(states: Iterable[State], operations: Iterable[Operation]) -> Found:
    """Return what is deployed.

    Args:
        states: the resources, one at a time, as all at once may be too many.
        operations: what was running when the state was written.
    """
    found = Found()
    odd: Counter[str] = Counter()
    for state in states:
        found.any_urn = found.any_urn or state.urn
        odd.update(_oddities(state, found))
        if not state.delete:
            found.add(resource_of(state, Mode.KNOWN))
    found.notes = [f"{counted(odd[name], 'resource')} {words}" for name, words in _ODDITIES.items() if odd[name]]
    found.notes += _pending(operations)
    return found


def _oddities(state: State, found: Found) -> Iterator[str]:
    if state.delete:
        yield "delete"
        return
    if state.urn in found.resources:
        yield "twice"
    if state.pending_replacement:
        yield "pending"
    if state.init_errors:
        yield "failed"


def _pending(operations: Iterable[Operation]) -> Iterator[str]:
    kinds = Counter(operation.type for operation in operations)
    if kinds:
        named = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
        yield (
            f"{counted(kinds.total(), 'resource')} in the middle of an operation when the state was written ({named}): "
            "what is there may differ (`pulumi refresh` settles it)"
        )
