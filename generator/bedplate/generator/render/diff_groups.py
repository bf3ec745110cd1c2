"""The changes of a diff as people read them: by component, what is worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from bedplate.generator.diff import Change, Diff, Effect, Operation, PropertyChange, Verdict
from bedplate.generator.graph import Graph, PropertyPath, Resource
from bedplate.generator.render.arm_ids import azure_name
from bedplate.generator.render.diff_values import in_words
from bedplate.generator.render.preview_model import shown
from bedplate.generator.render.resource_kinds import kind_of

GLYPHS: Mapping[Operation, str] = MappingProxyType(
    {Operation.CREATE: "+", Operation.UPDATE: "~", Operation.REPLACE: "±", Operation.DELETE: "-"}
)
_FEW = 4
"""Resources on which one and the same change is told at each; on more of them it is told once."""
_Likeness: TypeAlias = tuple[PropertyPath, str, Verdict]
_WORST_FIRST = (Operation.REPLACE, Operation.DELETE, Operation.CREATE, Operation.UPDATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A change with those of its properties that are not told elsewhere."""

    change: Change
    properties: tuple[PropertyChange, ...]
    untold: int = 0
    """How many further properties of a replaced resource change: it is made anew anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The changes below one component."""

    label: str
    """The component's type, or `stack` for what lies in none."""
    name: str
    told: tuple[Told, ...]
    """What is worst first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """One and the same change of a property on many resources, told once."""

    property: PropertyChange
    resources: tuple[Resource, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A diff in the order in which it is told."""

    shared: tuple[Shared, ...]
    groups: tuple[Group, ...]
    """By component, those with a replacement first; without what `shared` says all of."""


def story(diff: Diff) -> Story:
    """Return what a diff says, with what many resources have in common told once."""
    alike: dict[_Likeness, list[tuple[PropertyChange, Resource]]] = {}
    for change in diff.changes:
        replaced = change.operation is Operation.REPLACE
        for each in change.forced_by if replaced else change.properties:
            alike.setdefault(_likeness(each), []).append((each, change.resource))
    many = {key: found for key, found in alike.items() if len(found) > _FEW}
    told = (_told(change, many) for change in diff.changes)
    return Story(
        shared=tuple(
            Shared(property=found[0][0], resources=tuple(resource for _, resource in found)) for found in many.values()
        ),
        groups=_groups((each for each in told if each is not None), diff),
    )


def _likeness(each: PropertyChange) -> _Likeness:
    return (each.path, in_words(each), each.verdict)


def _told(change: Change, many: Collection[_Likeness]) -> Told | None:
    own = tuple(each for each in change.properties if _likeness(each) not in many)
    if change.operation is Operation.UPDATE and not own and change.former_urn is None:
        return None
    if change.operation is Operation.REPLACE:
        forcing = tuple(each for each in own if each.verdict.effect is Effect.REPLACE)
        return Told(change=change, properties=forcing, untold=len(own) - len(forcing))
    return Told(change=change, properties=own)


def _groups(told: Iterable[Told], diff: Diff) -> tuple[Group, ...]:
    found: dict[tuple[str, str], list[Told]] = {}
    parents = {each.urn: each for graph in (diff.before, diff.after) for each in graph.resources}
    for each in told:
        found.setdefault(_component(each.change.resource, parents), []).append(each)
    made = [Group(label=label, name=name, told=_sorted(changes)) for (label, name), changes in found.items()]
    return tuple(sorted(made, key=lambda group: _WORST_FIRST.index(group.told[0].change.operation)))


def _sorted(told: Iterable[Told]) -> tuple[Told, ...]:
    def worst_first(each: Told) -> tuple[int, bool]:
        change = each.change
        return (_WORST_FIRST.index(change.operation), bool(change.causes and not change.forced_by))

    return tuple(sorted(told, key=worst_first))


def _component(resource: Resource, parents: Mapping[str, Resource]) -> tuple[str, str]:
    """Return type and name of the nearest component that a resource lies in."""
    parent = parents.get(resource.parent or "")
    while parent is not None and parent.custom:
        parent = parents.get(parent.parent or "")
    if parent is None or parent.parent is None:
        return ("stack", parent.name if parent else "")
    return (parent.type.rsplit(":", 1)[-1], parent.name)


def label_of(resource: Resource) -> str:
    """Return what a resource is, in a word or two."""
    kind = kind_of(resource.type)
    return kind.short or kind.label


def name_of(resource: Resource) -> str:
    """Return a resource's name in Azure, masked where it is secret."""
    return shown(azure_name(resource)).text


def names_by_urn(*graphs: Graph) -> Mapping[str, str]:
    """Return the names in Azure of all resources of graphs; where they differ the last one counts."""
    return {each.urn: name_of(each) for graph in graphs for each in graph.resources}


def counted(diff: Diff) -> Iterator[tuple[Operation, str]]:
    """Yield `+3 create` and its like for what happens at all."""
    for operation in Operation:
        if number := diff.count(operation):
            yield operation, f"{GLYPHS[operation]}{number} {operation.value}"


def kinds(resources: Iterable[Resource]) -> str:
    """Return how many resources there are of each kind: `2 model deployments, 1 lock`."""
    found = [kind_of(each.type) for each in resources]
    numbers = Counter(kind.label for kind in found)
    by_label = {kind.label: kind for kind in found}
    ordered = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{number} {by_label[label].counted(number)}" for label, number in ordered)
