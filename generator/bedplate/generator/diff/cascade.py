"""What a replacement takes along, and what stands in the way of one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from bedplate.generator.diff.model import Cause, Operation
from bedplate.generator.diff.replacement import replaces_by_itself
from bedplate.generator.graph import Resource

_LOCK = "azure-native:authorization:ManagementLockByScope"


def dragged(before: Mapping[str, Resource], replaced: Collection[str]) -> dict[str, tuple[Cause, ...]]:
    """Return the old resources that a replacement takes along, with the reason for each.

    Azure's resources are deleted before they are made anew. For what depends on one, Pulumi's engine asks the provider
    what it would do if every input that comes from the deleted resource changed; where it would replace, the
    dependent is deleted before and made anew after, whether its values change or not.

    Args:
        before: the old resources by URN, dependencies first.
        replaced: URNs of those that are replaced for their own sake.
    """
    gone, found = set(replaced), dict[str, tuple[Cause, ...]]()
    for urn, resource in before.items():
        causes = tuple(_causes(resource, gone))
        if causes:
            gone.add(urn)
            found[urn] = causes
    return found


def _causes(resource: Resource, gone: Collection[str]) -> Iterator[Cause]:
    for name, urns in sorted(resource.property_dependencies.items()):
        for urn in urns:
            if urn in gone and urn != resource.urn and replaces_by_itself(resource.type, name):
                yield Cause(urn=urn, input=name)


def refusals(
    operation: Operation, before: Resource, after: Resource | None, locks: Collection[Resource], *, dragged_along: bool
) -> Iterator[str]:
    """Yield why Pulumi or Azure refuses to delete or replace a resource.

    Args:
        operation: what is to happen to it.
        before: the resource as it was.
        after: the resource as it shall be; `None` where it is deleted.
        locks: the locks that stay where they are.
        dragged_along: whether it is replaced only because another one is.
    """
    if operation not in (Operation.REPLACE, Operation.DELETE):
        return
    still = after is None or after.options.protect or dragged_along
    if before.options.protect and still:
        yield f"Pulumi refuses to {operation.value} it: it is protected (set protect to false and deploy that first)"
    for lock in locks:
        if lock.urn != before.urn and _covers(lock, before):
            yield f"Azure refuses to delete it while the lock {lock.inputs.get('lockName')} is on it"


def standing_locks(before: Mapping[str, Resource], leaving: Collection[str]) -> tuple[Resource, ...]:
    """Return the locks against deletion that are neither deleted nor replaced."""
    return tuple(each for each in before.values() if each.type == _LOCK and each.urn not in leaving)


def _covers(lock: Resource, resource: Resource) -> bool:
    """Return whether a resource is what a lock's scope names, or lies in it: locks are inherited."""
    scope, arm_id = lock.inputs.get("scope"), resource.id
    if not isinstance(scope, str) or not isinstance(arm_id, str):
        return False
    inner, outer = arm_id.lower().strip("/"), scope.lower().strip("/")
    return inner == outer or inner.startswith(f"{outer}/")
