"""Candidates from the ARM JSON schemas alone: types without the names of their path parameters."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

from tools.arm_table.arm_paths import ArmPath
from tools.arm_table.bodies import Bodies, may_name, path_like
from tools.arm_table.candidates import Candidate, candidate
from tools.arm_table.names import Likeness, likeness, related
from tools.arm_table.schema_types import DeclaredType, SchemaTypes
from tools.arm_table.sdk import Input, ResourceClass

_GROUP = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}"
_SUBSCRIPTION = "/subscriptions/{subscriptionId}"
_MANAGEMENT_GROUP = "/providers/Microsoft.Management/managementGroups"
_MOST_SEGMENTS = 6  # of which every order is tried
_EXTENSION_INPUTS = ("scope", "resourceUri", "resourceId", "resourceScope")
_MANAGEMENT_GROUP_INPUTS = ("managementGroupId", "managementGroupName", "groupId")


class SchemaCandidates:
    """Finds the declared types that may be a class's."""

    def __init__(self, types: SchemaTypes, bodies: Bodies) -> None:
        """Note where types and bodies come from."""
        self._types = types
        self._bodies = bodies

    def of(self, resource: ResourceClass, providers: Iterable[str]) -> list[Candidate]:
        """Return the candidates of a class among the given providers, none that is named unlike it."""
        found: list[Candidate] = []
        for provider in providers:
            for arm_type in self._types.of_provider(provider):
                declared = self._types.nearest(arm_type, resource.api_version)
                if declared is None:
                    continue
                provider_name, *segments = declared.name.split("/")
                like = likeness(resource.name, segments, " ".join((provider_name, *sorted(declared.scopes))))
                if like > Likeness.NONE:
                    found += self._fitted(resource, declared, like)
        return found

    def _fitted(self, resource: ResourceClass, declared: DeclaredType, like: Likeness) -> Iterator[Candidate]:
        body = self._bodies.of(declared.name, resource)
        scope, scope_inputs = _scope(resource, declared)
        if body is None or scope is None:
            return
        parameters = [
            each for each in path_like(resource) if each.name not in scope_inputs and body.lost(each) and may_name(each)
        ]
        segments = declared.name.split("/")[1:]
        constant = declared.constant_name if len(parameters) == len(segments) - 1 else None
        names = _ordered(parameters, segments[:-1] if constant else segments)
        if names is None:
            return
        provider = self._types.spelling[declared.name.partition("/")[0].lower()]
        parts = [f"{{{name}}}" for name in names] + ([constant] if constant else [])
        tail = [part for pair in zip(segments, parts, strict=True) for part in pair]
        yield candidate(
            resource,
            ArmPath("/".join([f"{scope}/providers", provider, *tail])),
            body,
            named=False,
            from_url=False,
            operation=False,
            likeness=like,
        )


def _scope(resource: ResourceClass, declared: DeclaredType) -> tuple[str | None, frozenset[str]]:
    """Return the path's beginning and the inputs in it; `None` where inputs and schema do not agree on a scope."""
    if "resourceGroupName" in resource.inputs:
        return _GROUP, frozenset({"resourceGroupName"})
    for name in _EXTENSION_INPUTS:
        if name in resource.inputs and resource.inputs[name].required:
            return f"/{{{name}}}", frozenset({name})
    for name in _MANAGEMENT_GROUP_INPUTS:
        if name in resource.inputs and "managementGroup" in declared.scopes:
            return f"{_MANAGEMENT_GROUP}/{{{name}}}", frozenset({name})
    if "subscription" in declared.scopes:
        return _SUBSCRIPTION, frozenset()
    return ("", frozenset()) if "tenant" in declared.scopes else (None, frozenset())


def _ordered(parameters: Sequence[Input], segments: Sequence[str]) -> list[str] | None:
    """Return the parameters' names in path order, or `None` when names do not tell exactly one order.

    The resource's own name is the only one that the SDK may leave out (it invents it), so it stands last.
    """
    if len(parameters) != len(segments) or len(segments) > _MOST_SEGMENTS:
        return None
    optional = [each for each in parameters if not each.required]
    if len(optional) > 1:
        return None
    orders = [
        order
        for order in permutations(parameters)
        if (not optional or order[-1] is optional[0])
        and all(related(each.name, segment) for each, segment in zip(order[:-1], segments, strict=False))
    ]
    if len(orders) > 1:
        orders = [order for order in orders if related(order[-1].name, segments[-1])]
    return [each.name for each in orders[0]] if len(orders) == 1 else None
