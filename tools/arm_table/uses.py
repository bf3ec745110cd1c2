"""Walks the SDK's classes and the schemas side by side: which class stands where, and where its inputs go."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tools.arm_table.input_types import InputType, ListOf, MapOf, ObjectOf, UnionOf
from tools.arm_table.leftovers import Settlement, by_hand
from tools.arm_table.placement import Place, placed
from tools.arm_table.schemas import Node, ObjectDefinition
from tools.arm_table.sdk import Input, InputClass
from tools.arm_table.targets import TargetSet, targets, without

Identity = tuple[str, tuple[tuple[int, ...], ...]]


@dataclass
class Walk:
    """What one walk from a resource found.

    Attributes:
        resource: The places of the resource's own inputs.
        classes: For every class reached, its places at each use; an object without a schema gives no use.
    """

    resource: dict[str, Place] = field(default_factory=dict)
    classes: dict[str, list[Mapping[str, Place]]] = field(default_factory=dict)


class Walker:
    """Walks from resources into their nested classes; a class met again at the same place is not walked twice."""

    def __init__(self, classes: Mapping[str, InputClass], settled: Mapping[str, Settlement], module: str) -> None:
        """Starts without any use known.

        Args:
            classes: The classes of the module's `_inputs.py`.
            settled: Settlements by hand, by `module:class`; the walk goes where they say.
            module: The module's name.
        """
        self._classes, self._settled, self._module = classes, settled, module
        self._known: dict[Identity, Mapping[str, Place]] = {}

    def walk(self, name: str, inputs: Mapping[str, Input], definitions: Sequence[ObjectDefinition]) -> Walk:
        """Places a resource's inputs and those of every class below.

        Args:
            name: The resource's class name.
            inputs: The resource's inputs by wire name without its path inputs.
            definitions: The definitions of its ARM type.
        """
        found = Walk()
        places = targets(definitions, constants_of(inputs), is_resource=True)
        found.resource = self._placed(name, inputs, places)
        pending = list(_children(inputs, found.resource))
        seen: set[Identity] = set()
        while pending:
            below, nodes = pending.pop()
            identity = _identity(below, nodes)
            if identity in seen:
                continue
            seen.add(identity)
            child = self._classes[below]
            if identity not in self._known:
                self._known[identity] = self._placed(below, child.inputs, _targets_at(nodes, child))
            uses = found.classes.setdefault(below, [])
            if _has_keys(nodes):
                uses.append(self._known[identity])
            pending += _children(child.inputs, self._known[identity])
        return found

    def _placed(self, name: str, inputs: Mapping[str, Input], places: TargetSet) -> dict[str, Place]:
        """Places a class; what was settled by hand is taken out of the search and given the target it names."""
        settlement = self._settled.get(f"{self._module}:{name}")
        fixed = {key: place for key in inputs if (place := by_hand(settlement, key)) is not None}
        taken = {place.path: place for place in fixed.values()}
        found = placed({key: each for key, each in inputs.items() if key not in fixed}, without(places, taken))
        by_path = {target.path: target for target in (*places.direct, *places.properties, *places.deeper)}
        return {**found, **{key: replace(place, target=by_path.get(place.path)) for key, place in fixed.items()}}


def constants_of(inputs: Mapping[str, Input]) -> dict[str, str]:
    """The inputs that Azure accepts only one value for, with that value."""
    return {name: each.constant for name, each in inputs.items() if each.constant is not None}


def _identity(name: str, nodes: Sequence[Node]) -> Identity:
    return name, tuple(sorted({definition.identities for node in nodes for definition in node.objects()}))


def _has_keys(nodes: Sequence[Node]) -> bool:
    return any(definition.keys for node in nodes for definition in node.objects())


def _targets_at(nodes: Sequence[Node], child: InputClass) -> TargetSet:
    definitions = [definition for node in nodes for definition in node.objects()]
    return targets(definitions, constants_of(child.inputs), is_resource=False)


def _children(inputs: Mapping[str, Input], places: Mapping[str, Place]) -> Iterable[tuple[str, Sequence[Node]]]:
    """The classes that a class's inputs hold, with the schema places of each."""
    for key, each in inputs.items():
        place = places.get(key)
        nodes = list(place.target.nodes) if place and place.target else []
        yield from _held(each.type, nodes)


def _held(kind: InputType, nodes: Sequence[Node]) -> Iterable[tuple[str, Sequence[Node]]]:
    match kind:
        case ObjectOf(name):
            yield name, nodes
        case ListOf(item):
            yield from _held(item, [found for node in nodes for found in node.items()])
        case MapOf(item):
            yield from _held(item, [found for node in nodes for each in node.objects() for found in each.values])
        case UnionOf(options):
            for option in options:
                yield option.class_name, nodes
        case _:
            return
