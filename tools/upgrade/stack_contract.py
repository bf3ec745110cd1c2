"""What the present program breaks of a stack that a release brought up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bedplate.generator.diff import ABSENT, Change, Operation, PropertyChange, diff
from bedplate.generator.diff.matching import former_urns
from bedplate.generator.diff.replacement import consequences
from bedplate.generator.graph import Graph, Resource
from bedplate.generator.render.properties import dotted
from tools.upgrade.breaks import Break, Kind
from tools.upgrade.compact import compact, expanded, short_urn

_LONGEST_VALUE = 80


def stack_breaks(before: Graph, after: Graph) -> tuple[Break, ...]:
    """Return what an upgrade breaks of a stack.

    Updates in place are no breach: they are what an upgrade is for.

    Args:
        before: the stack as the release declared it, read back from its frozen text.
        after: the stack as the program declares it now, with the same settings.
    """
    after = expanded(compact(after))  # both sides without secrets and without what is not promised
    old, new = _declared(before), _declared(after)
    former = former_urns(old, new)
    return (
        *_gone(before.stack, old, former),
        *_made(before.stack, new, former),
        *_replaced(before, after),
        *_unprotected(before.stack, old, new, former),
        *(
            Break(part=before.stack, kind=Kind.REMOVED, place="outputs", member=name, says="a stack output")
            for name in sorted(before.outputs.keys() - after.outputs.keys())
        ),
    )


def _declared(graph: Graph) -> Mapping[str, Resource]:
    """Return all that the engine has in its state and the program manages, components and providers included."""
    return {each.urn: each for each in graph.resources if not each.read}


def _gone(stack: str, old: Mapping[str, Resource], former: Mapping[str, str]) -> Iterator[Break]:
    found = set(former.values())
    for urn, resource in old.items():
        if urn not in found:
            lost = "; ".join(each.text for each in consequences(resource))
            says = f"no resource is it now, by URN or alias{f' ({lost})' if lost else ''}"
            yield Break(part=stack, kind=Kind.GONE, place=short_urn(urn), says=says)


def _made(stack: str, new: Mapping[str, Resource], former: Mapping[str, str]) -> Iterator[Break]:
    for urn in new:
        if urn not in former:
            yield Break(part=stack, kind=Kind.MADE, place=short_urn(urn), says="the stack did not have it")


def _replaced(before: Graph, after: Graph) -> Iterator[Break]:
    for change in diff(before, after).changes:
        if change.operation is Operation.REPLACE:
            yield from (_changed(before.stack, Kind.REPLACED, change, each) for each in change.forced_by)
        yield from (_changed(before.stack, Kind.PERHAPS_REPLACED, change, each) for each in change.not_known)


def _changed(stack: str, kind: Kind, change: Change, property_: PropertyChange) -> Break:
    shown = f"{_shown(property_.before)} becomes {_shown(property_.after)}"
    return Break(
        part=stack,
        kind=kind,
        place=short_urn(change.urn),
        member=dotted(property_.path),
        says=f"{shown} ({property_.verdict.reason})",
    )


def _shown(value: object) -> str:
    text = "nothing" if value is ABSENT else repr(value)
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}..."


def _unprotected(
    stack: str, old: Mapping[str, Resource], new: Mapping[str, Resource], former: Mapping[str, str]
) -> Iterator[Break]:
    for urn, was in former.items():
        before, after = old[was].options, new[urn].options
        for option, lost in (
            ("protect", before.protect and not after.protect),
            ("retainOnDelete", before.retain_on_delete and not after.retain_on_delete),
        ):
            if lost:
                yield Break(part=stack, kind=Kind.UNPROTECTED, place=short_urn(urn), member=option)
