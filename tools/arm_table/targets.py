"""The places of an ARM object where an input of the SDK can stand: direct, under `properties`, or deeper."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tools.arm_table.schemas import Node, ObjectDefinition

ENVELOPE = frozenset({"type", "name", "id", "apiVersion", "scope", "dependsOn", "resources"})
"""Keys of every ARM resource that the template writes itself; they never hold an input of the same name."""

Path = tuple[str, ...]


@dataclass(frozen=True)
class Target:
    """One key of an ARM object.

    Attributes:
        path: Where it stands below the object, such as `("properties", "addressPrefix")`.
        nodes: The schema places of its value, one for each kind of the object that has the key.
    """

    path: Path
    nodes: Sequence[Node]

    @property
    def name(self) -> str:
        """The key itself."""
        return self.path[-1]

    @property
    def descriptions(self) -> tuple[str, ...]:
        """The descriptions that the object's kinds give the key."""
        return tuple(dict.fromkeys(node.description for node in self.nodes))


@dataclass(frozen=True)
class TargetSet:
    """The targets of one object.

    Attributes:
        direct: Keys of the object itself.
        properties: Keys of its `properties`.
        deeper: Keys of objects inside these, at most two levels below.
    """

    direct: Sequence[Target]
    properties: Sequence[Target]
    deeper: Sequence[Target]


def chosen(definitions: Sequence[ObjectDefinition], constants: Mapping[str, str]) -> Sequence[ObjectDefinition]:
    """The definitions whose constants a class shares, all of them where its constants tell nothing.

    Args:
        definitions: The kinds that a schema tells apart.
        constants: The class's own constants (`{"kind": "Custom"}`).
    """
    best: list[ObjectDefinition] = []
    most = 0
    for definition in definitions:
        shared = [key for key in constants if key in definition.constants]
        if any(definition.constants[key].lower() != constants[key].lower() for key in shared):
            continue
        if len(shared) > most:
            best, most = [], len(shared)
        if len(shared) == most:
            best.append(definition)
    return best or definitions


def named(definitions: Sequence[ObjectDefinition], name: str | None) -> Sequence[ObjectDefinition]:
    """The definitions that allow a resource of a fixed name (`appsettings` of `sites/config`), all where none says.

    Args:
        definitions: The alternatives of one resource.
        name: The last segment of a path that ends in a constant, None where it ends in an input.
    """
    if name is None:
        return definitions
    found = [definition for definition in definitions if _allows(definition.keys.get("name"), name)]
    return found or definitions


def _allows(node: Node | None, name: str) -> bool:
    concrete = node.concrete() if node else []
    return any(
        name in each.raw.get("enum", ()) or re.search(str(each.raw.get("pattern", "(?!)")), f"parent/{name}")
        for each in concrete
    )


def targets(definitions: Sequence[ObjectDefinition], constants: Mapping[str, str], *, is_resource: bool) -> TargetSet:
    """Lists the places of an object.

    Args:
        definitions: The object's kinds.
        constants: Constants of the class to be placed; they choose among kinds at every level.
        is_resource: Whether the object is a resource, whose envelope holds no inputs.
    """
    kinds = chosen(definitions, constants)
    direct = _collected((), kinds, ENVELOPE if is_resource else frozenset())
    inner = [target for target in direct if target.name == "properties"]
    properties = [found for target in inner for found in _below(target, constants)]
    deeper = [found for target in direct if target.name != "properties" for found in _below(target, constants)]
    deeper += [found for target in properties for found in _below(target, constants)]
    if is_resource:
        deeper = [target for target in deeper if target.name not in ENVELOPE]
    return TargetSet(direct, properties, deeper)


def without(places: TargetSet, taken: Container[Path]) -> TargetSet:
    """The targets that are still free.

    Args:
        places: All targets of an object.
        taken: Paths of the ones that are not.
    """
    direct, properties, deeper = (
        [target for target in part if target.path not in taken]
        for part in (places.direct, places.properties, places.deeper)
    )
    return TargetSet(direct, properties, deeper)


def _below(target: Target, constants: Mapping[str, str]) -> list[Target]:
    kinds = chosen([found for node in target.nodes for found in node.objects()], constants)
    return _collected(target.path, kinds, frozenset())


def _collected(path: Path, kinds: Iterable[ObjectDefinition], without: frozenset[str]) -> list[Target]:
    nodes: dict[str, list[Node]] = {}
    for kind in kinds:
        for key, node in kind.keys.items():
            if key not in without:
                known = nodes.setdefault(key, [])
                if all(node.identity != each.identity for each in known):
                    known.append(node)
    return [Target((*path, key), tuple(found)) for key, found in nodes.items()]
