"""What a preview's steps come to: the resources that will be declared after them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from bedplate.generator.counted import counted
from bedplate.generator.foreign.documents import Event, State, Step
from bedplate.generator.foreign.found import Found
from bedplate.generator.foreign.resources import default_package, resource_of
from bedplate.generator.foreign.values import bag_of
from bedplate.generator.graph import Mode

_DISCARDED = frozenset({"discard", "discard-replaced"})
_GONE = _DISCARDED | {"delete", "delete-replaced", "remove-pending-replace"}
_REPLACING = frozenset({"create-replacement", "replace", "import-replacement", "read-replacement"})
_BEFORE_THE_PROGRAM = frozenset({"refresh", "diff"})
"""Operations on what is there; what the program says of the resource counts, wherever it stands."""
_NO_RESOURCE = "extend-parameterize"
_KNOWN = _REPLACING | _BEFORE_THE_PROGRAM | {"same", "create", "update", "read", "import"}


def found_in_steps(steps: Iterable[Step], config: Mapping[str, Any], changes: Mapping[str, int]) -> Found:
    """Return what is declared after a preview's steps.

    Args:
        steps: in their order.
        config: the stack's configuration by full key, secrets masked.
        changes: how many resources meet each operation, as the preview counts them.
    """
    found = Found()
    operations: dict[str, str] = {}
    gone: dict[str, str] = {}
    packages: set[str] = set()
    for step in steps:
        found.any_urn = found.any_urn or step.urn
        before = operations.get(step.urn)
        if step.op in _GONE:
            gone[step.urn] = step.op
            if before in _BEFORE_THE_PROGRAM:
                del operations[step.urn]
                found.resources.pop(step.urn, None)
        elif step.new_state and step.op != _NO_RESOURCE and not (step.op in _BEFORE_THE_PROGRAM and before):
            state = _after(step, step.new_state)
            operations[step.urn] = step.op
            found.add(resource_of(state, Mode.UNKNOWN))
            packages.update(default_package(state))
    for package in packages - found.provider_defaults.keys():
        found.provider_defaults[package] = _configured(package, config)
    found.notes = [
        *_left_out(operation for urn, operation in gone.items() if urn not in operations),
        *_silent(operations.values(), changes),
        *_unheard_of(operations.values()),
    ]
    return found


def steps_in(events: Iterable[Event]) -> Iterator[Step]:
    """Yield the steps in a log of events; the event at a step's end knows outputs too."""
    for event in events:
        happened = event.resource_pre_event or event.res_outputs_event
        if happened:
            metadata = happened.metadata
            yield Step(op=metadata.op, urn=metadata.urn, old_state=metadata.old, new_state=metadata.new)


def _after(step: Step, state: State) -> State:
    """Return the state after a step, with what the CLI writes only into the one before it."""
    if not state.id and step.op == "import":
        return msgspec.structs.replace(state, id=state.import_id)
    old = step.old_state
    if old is None or step.op in _REPLACING:
        return state
    # The program may export other outputs than before, also of a component that is the same.
    keeps = step.op == "same" and state.custom and not state.outputs
    return msgspec.structs.replace(state, id=state.id or old.id, outputs=old.outputs if keeps else state.outputs)


def _configured(package: str, config: Mapping[str, Any]) -> Mapping[str, Any]:
    prefix = f"{package}:"
    found = {key.removeprefix(prefix): value for key, value in config.items() if key.startswith(prefix)}
    return bag_of(found) if found else MappingProxyType({})


def _left_out(gone: Iterable[str]) -> Iterator[str]:
    counts = Counter(operation in _DISCARDED for operation in gone)
    if counts[False]:
        yield f"{counted(counts[False], 'resource')} left out, as the change deletes what is there"
    if counts[True]:
        yield f"{counted(counts[True], 'resource')} left out, as the program no longer reads what is there"


def _silent(operations: Iterable[str], changes: Mapping[str, int]) -> Iterator[str]:
    same = sum(operation == "same" or operation in _BEFORE_THE_PROGRAM for operation in operations)
    missing = changes.get("same", 0) - same
    if missing > 0:
        yield (
            f"{counted(missing, 'resource')} missing, as the file tells only of what changes "
            "(write it with `pulumi preview --json --show-sames` to have all)"
        )


def _unheard_of(operations: Iterable[str]) -> Iterator[str]:
    for operation, number in sorted(Counter(operations).items()):
        if operation not in _KNOWN:
            kept = f"{counted(number, 'resource')} kept"
            yield f"{kept} that the Pulumi CLI marks `{operation}`, which this version does not know"
