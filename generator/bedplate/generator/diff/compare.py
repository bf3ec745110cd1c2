"""The diff of two graphs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from bedplate.components.facts.arm_types import arm_type
from bedplate.generator.diff.cascade import dragged, refusals, standing_locks
from bedplate.generator.diff.matching import former_urns, managed
from bedplate.generator.diff.model import (
    Cause,
    Change,
    Decider,
    Diff,
    Effect,
    Operation,
    PropertyChange,
    Verdict,
)
from bedplate.generator.diff.replacement import consequences, verdict
from bedplate.generator.diff.values import Difference, differences, uncompared
from bedplate.generator.graph import Graph, Resource

_ID = ("id",)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pairs:
    """The resources of both graphs, and which is which."""

    before: Mapping[str, Resource]
    after: Mapping[str, Resource]
    former: Mapping[str, str]
    """Old URN by new one."""

    @property
    def now(self) -> Mapping[str, str]:
        """New URN by old one."""
        return {old: new for new, old in self.former.items()}


def diff(before: Graph, after: Graph) -> Diff:
    """Return what happens to the resources of a stack when its program declares `after` in place of `before`."""
    old, new = managed(before), managed(after)
    pairs = _Pairs(before=old, after=new, former=former_urns(old, new))
    changed = {urn: tuple(_property_changes(old[pairs.former[urn]], new[urn])) for urn in pairs.former}
    forced = {pairs.former[urn] for urn, found in changed.items() if _is_forced(found)}
    along = dragged(old, forced)
    changes = (*_kept(pairs, changed, forced, along), *_deleted(pairs, {*forced, *along}))
    return Diff(
        before=before,
        after=after,
        changes=changes,
        same=len(new) - sum(each.operation is not Operation.DELETE for each in changes),
        uncompared_secrets=sum(uncompared(old[was].inputs, new[urn].inputs) for urn, was in pairs.former.items()),
    )


def _is_forced(changes: tuple[PropertyChange, ...]) -> bool:
    return any(each.verdict.effect is Effect.REPLACE for each in changes)


def _kept(
    pairs: _Pairs,
    changed: Mapping[str, tuple[PropertyChange, ...]],
    forced: Collection[str],
    along: Mapping[str, tuple[Cause, ...]],
) -> Iterator[Change]:
    """Yield what happens to the resources of the new graph.

    Args:
        pairs: both graphs' resources.
        changed: what differs, by new URN.
        forced: old URNs of what is replaced for its own sake.
        along: old URNs of what these replacements take along, with the reasons.
    """
    gone = {urn for urn in pairs.before if urn not in pairs.now}
    locks = standing_locks(pairs.before, {*forced, *along, *gone})
    for urn, resource in pairs.after.items():
        if urn not in pairs.former:
            yield Change(operation=Operation.CREATE, resource=resource, refusals=tuple(_taken_ids(resource, pairs)))
            continue
        was = pairs.before[pairs.former[urn]]
        operation = _operation(changed[urn], dragged_along=was.urn in along)
        if operation is None:
            continue
        replaced = operation is Operation.REPLACE
        own = was.urn in forced
        yield Change(
            operation=operation,
            resource=resource,
            former_urn=was.urn if was.urn != urn else None,
            properties=changed[urn],
            causes=tuple(_now(each, pairs) for each in along.get(was.urn, ())),
            takes_along=tuple(_followers(was.urn, along, pairs.now, forced)) if own else (),
            refusals=tuple(refusals(operation, was, resource, locks, dragged_along=not own)),
            consequences=tuple(consequences(was)) if replaced else (),
        )


def _now(cause: Cause, pairs: _Pairs) -> Cause:
    return Cause(urn=pairs.now.get(cause.urn, cause.urn), input=cause.input)


def _taken_ids(resource: Resource, pairs: _Pairs) -> Iterator[str]:
    """Yield why Azure cannot make a resource whose id one that leaves the program still has: creation comes first."""
    if not isinstance(resource.id, str) or not resource.id:
        return
    for urn, was in pairs.before.items():
        if urn not in pairs.now and isinstance(was.id, str) and was.id.lower() == resource.id.lower():
            yield f"Azure has it already, as {urn}, which is deleted later (give the new one an alias of that URN)"


def _operation(changes: tuple[PropertyChange, ...], *, dragged_along: bool) -> Operation | None:
    if dragged_along or _is_forced(changes):
        return Operation.REPLACE
    return Operation.UPDATE if changes else None


def _deleted(pairs: _Pairs, replaced: set[str]) -> Iterator[Change]:
    """Yield the resources that only the old graph has."""
    gone = [urn for urn in pairs.before if urn not in pairs.now]
    locks = standing_locks(pairs.before, {*gone, *replaced})
    for urn in gone:
        resource = pairs.before[urn]
        kept = resource.options.retain_on_delete
        yield Change(
            operation=Operation.DELETE,
            resource=resource,
            refusals=tuple(refusals(Operation.DELETE, resource, None, () if kept else locks, dragged_along=False)),
            consequences=() if kept else tuple(consequences(resource)),
        )


def _followers(
    root: str, along: Mapping[str, tuple[Cause, ...]], now: Mapping[str, str], forced: Collection[str]
) -> Iterator[str]:
    """Yield the new URNs of what is replaced only because a resource is, directly or through others."""
    reached = {root}
    for urn, causes in along.items():
        if any(cause.urn in reached for cause in causes):
            reached.add(urn)
            if urn in now and urn not in forced:
                yield now[urn]


def _property_changes(before: Resource, after: Resource) -> Iterator[PropertyChange]:
    found = [each for each in differences(before.inputs, after.inputs) if not _ignored(each, after)]
    for each in found:
        yield PropertyChange(path=each.path, before=each.before, after=each.after, verdict=_judged(each, after))
    if _moves_elsewhere(before, after) and not any(_is_in_id(each, after) for each in found):
        yield PropertyChange(
            path=_ID,
            before=before.id,
            after=after.id,
            verdict=Verdict(
                effect=Effect.REPLACE,
                reason="it lies in another place in Azure, such as another subscription",
                source="",
                decider=Decider.AZURE,
            ),
        )


def _judged(each: Difference, after: Resource) -> Verdict:
    if any(_matches(pattern, each.input) for pattern in after.options.replace_on_changes):
        return Verdict(
            effect=Effect.REPLACE, reason="the program asks for it (replaceOnChanges)", decider=Decider.PROGRAM
        )
    return verdict(after.type, each.input, each.before, each.after)


def _ignored(each: Difference, after: Resource) -> bool:
    return any(_matches(pattern, each.input) for pattern in after.options.ignore_changes)


def _matches(pattern: str, input_path: str) -> bool:
    """Return whether a path of a resource option, such as `subnets[*].delegations`, names an input or what holds it."""
    plain = ".".join(step for step in pattern.replace("[", ".[").split(".") if step and not step.startswith("["))
    return pattern == "*" or input_path == plain or input_path.startswith(f"{plain}.")


def _moves_elsewhere(before: Resource, after: Resource) -> bool:
    ids = (before.id, after.id)
    if not before.type.startswith("azure-native:") or not all(isinstance(each, str) and each for each in ids):
        return False
    return str(before.id).lower() != str(after.id).lower()


def _is_in_id(each: Difference, after: Resource) -> bool:
    described = arm_type(after.type)
    return described is not None and each.input in described.path_parameters
