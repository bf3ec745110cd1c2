"""An index of the published ARM JSON schemas: ARM type and API version to object definitions.

The folder is laid out as Azure/azure-resource-manager-schemas publishes it: `<API version>/<Provider>[.<part>].json`,
each file with sections `resourceDefinitions`, `extension_resourceDefinitions`, ... and its `definitions`. Files are
read lazily, a provider at a time. Alternatives between an object and an ARM expression are read as the object.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

_SECTION_SUFFIX = "esourceDefinitions"
_MAX_DEPTH = 24


@dataclass(frozen=True, eq=False)
class Document:
    """One schema file.

    Attributes:
        path: Where it lies below the schema folder, such as `2024-05-01/Microsoft.Network.NRP.json`.
        raw: Its JSON.
        folder: The schema folder's documents, for references between files.
    """

    path: str
    raw: Mapping[str, Any]
    folder: "SchemaFolder"

    @property
    def version(self) -> str:
        """The API version the file's folder names."""
        return self.path.split("/", 1)[0]


@dataclass(frozen=True, eq=False)
class Node:
    """One place in a schema file: a JSON object and the file its references start from."""

    document: Document
    raw: Mapping[str, Any]

    @property
    def identity(self) -> int:
        """Equal for two nodes that are the same place (documents are read once and kept)."""
        return id(self.raw)

    @property
    def description(self) -> str:
        """The description written at this place, else that of what it refers to, else an empty string."""
        own = self.raw.get("description")
        if isinstance(own, str) and own:
            return own
        for concrete in self.concrete():
            found = concrete.raw.get("description")
            if isinstance(found, str) and found:
                return found
        return ""

    def concrete(self, depth: int = 0) -> list["Node"]:
        """The object, array and scalar alternatives behind references and `oneOf`, expressions left out."""
        if depth > _MAX_DEPTH:
            return []
        reference = self.raw.get("$ref")
        if isinstance(reference, str):
            target = self._resolve(reference)
            return target.concrete(depth + 1) if target else []
        if "properties" not in self.raw:
            for word in ("oneOf", "anyOf"):
                if word in self.raw:
                    return [found for part in self._parts(word) for found in part.concrete(depth + 1)]
        return [self]

    def objects(self) -> list["ObjectDefinition"]:
        """The object definitions this place may hold; several where the schema tells kinds apart."""
        return [variant for node in self.concrete() for variant in _variants(node, 0)]

    def items(self) -> list["Node"]:
        """The element nodes where this place may hold an array."""
        found = []
        for node in self.concrete():
            items = node.raw.get("items")
            if isinstance(items, Mapping):
                found.append(Node(node.document, items))
        return found

    def constant(self) -> str | None:
        """The only value this place may hold, where the schema allows just one."""
        values = [value for node in self.concrete() for value in node.raw.get("enum", [None])]
        return values[0] if len(values) == 1 and isinstance(values[0], str) else None

    def _parts(self, word: str) -> Iterator["Node"]:
        for part in self.raw.get(word, ()):
            if isinstance(part, Mapping):
                yield Node(self.document, part)

    def _resolve(self, reference: str) -> "Node | None":
        place, _, pointer = reference.partition("#")
        if place.endswith("/common/definitions.json"):
            return None
        document = self.document if not place else self.document.folder.referred(place)
        found: Any = document.raw if document else None
        for step in pointer.strip("/").split("/"):
            found = found.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(found, Mapping) else None
        return Node(document, found) if document and isinstance(found, Mapping) else None


@dataclass(frozen=True, eq=False)
class ObjectDefinition:
    """One object as ARM takes it.

    Attributes:
        keys: Its keys with the node of each value.
        values: The nodes of a map's values (`additionalProperties`), empty where it is no map.
        constants: The keys that can hold one value only, such as `{"kind": "Custom"}`.
        identities: The schema places it was put together from; equal tuples mean the same definition.
    """

    keys: Mapping[str, Node]
    values: Sequence[Node] = ()
    identities: tuple[int, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)

    def nested(self, key: str) -> list["ObjectDefinition"]:
        """The object definitions under one key."""
        node = self.keys.get(key)
        return node.objects() if node else []


def _variants(node: Node, depth: int) -> list[ObjectDefinition]:
    """The objects one concrete node stands for: its own keys joined with each alternative of its `oneOf`/`allOf`."""
    raw = node.raw
    if depth > _MAX_DEPTH or not ({"properties", "additionalProperties", "allOf"} & raw.keys()):
        return []
    properties = raw.get("properties") or {}
    keys = {key: Node(node.document, value) for key, value in properties.items() if isinstance(value, Mapping)}
    extra = raw.get("additionalProperties")
    values = (Node(node.document, extra),) if isinstance(extra, Mapping) and extra else ()
    base = [_definition(keys, values, (node.identity,))]
    for part in raw.get("allOf", ()):
        parents = [
            found for concrete in Node(node.document, part).concrete() for found in _variants(concrete, depth + 1)
        ]
        base = [_joined(one, parent) for one in base for parent in parents] or base
    for word in ("oneOf", "anyOf"):
        if word in raw:
            base = _alternatives(node, word, base, depth) or base
    return base


def _alternatives(node: Node, word: str, base: Sequence[ObjectDefinition], depth: int) -> list[ObjectDefinition]:
    found = []
    for part in node.raw[word]:
        if isinstance(part, Mapping):
            for concrete in Node(node.document, part).concrete():
                found += [_joined(one, variant) for variant in _variants(concrete, depth + 1) for one in base]
    return found


def _definition(keys: Mapping[str, Node], values: Sequence[Node], identities: tuple[int, ...]) -> ObjectDefinition:
    constants = {key: value for key, node in keys.items() if (value := node.constant()) is not None}
    return ObjectDefinition(keys, values, identities, constants)


def _joined(one: ObjectDefinition, other: ObjectDefinition) -> ObjectDefinition:
    keys = {**one.keys, **other.keys}
    return _definition(keys, (*one.values, *other.values), one.identities + other.identities)


@dataclass(frozen=True)
class FoundResource:
    """The definitions of one ARM type.

    Attributes:
        version: API version of the schema they stand in.
        exact: Whether that is the version asked for.
        definitions: The object definitions, several where the type has kinds.
    """

    version: str
    exact: bool
    definitions: Sequence[ObjectDefinition]


class SchemaFolder:
    """All schema files of one folder, read when first needed."""

    def __init__(self, root: Path) -> None:
        """Notes the folder; reads nothing yet.

        Args:
            root: The folder that holds one folder per API version.
        """
        self._root = root
        self._documents: dict[str, Document] = {}
        self._providers: dict[str, dict[str, dict[str, list[Node]]]] = {}

    @cached_property
    def files(self) -> Mapping[str, Sequence[str]]:
        """Provider namespace in lower case to the paths of its files."""
        found: dict[str, list[str]] = {}
        for path in sorted(self._root.glob("*/*.json")):
            if path.parent.name != "common":
                provider = ".".join(path.stem.split(".")[:2]).lower()
                found.setdefault(provider, []).append(f"{path.parent.name}/{path.name}")
        return found

    def document(self, path: str) -> Document:
        """The file at a path below the folder."""
        if path not in self._documents:
            raw = json.loads((self._root / path).read_text("utf-8"))
            self._documents[path] = Document(path, raw, self)
        return self._documents[path]

    def referred(self, address: str) -> Document | None:
        """The file a reference's web address names, None when the folder does not hold it."""
        path = address.partition("/schemas/")[2]
        return self.document(path) if path and (self._root / path).is_file() else None

    def versions(self, arm_type: str) -> Sequence[str]:
        """The API versions at which a type is defined, oldest first."""
        known = self._types(arm_type)
        return sorted({version for name in _matching(known, arm_type) for version in known[name]}, key=_age)

    def nodes(self, arm_type: str, version: str) -> Sequence[Node]:
        """The places that define a type at exactly one version, empty where there are none."""
        known = self._types(arm_type)
        return [node for name in _matching(known, arm_type) for node in known[name].get(version, [])]

    def at(self, arm_type: str, version: str) -> Sequence[ObjectDefinition]:
        """The definitions of a type at exactly one version, empty where there are none."""
        return [definition for node in self.nodes(arm_type, version) for definition in node.objects()]

    def resource(self, arm_type: str, version: str) -> FoundResource | None:
        """The definitions of a type at a version, else at the nearest older one, else at the oldest newer one.

        Args:
            arm_type: ARM type; a segment that an input chooses (`Microsoft.Network/dnsZones/{recordType}`) stands for
                all of them.
            version: API version.
        """
        versions = self.versions(arm_type)
        if not versions:
            return None
        older = [known for known in versions if _age(known) <= _age(version)]
        nearest = older[-1] if older else versions[0]
        return FoundResource(nearest, nearest == version, self.at(arm_type, nearest))

    def _types(self, arm_type: str) -> Mapping[str, Mapping[str, list[Node]]]:
        provider = arm_type.partition("/")[0].lower()
        if provider not in self._providers:
            self._providers[provider] = self._read(provider)
        return self._providers[provider]

    def _read(self, provider: str) -> dict[str, dict[str, list[Node]]]:
        found: dict[str, dict[str, list[Node]]] = {}
        for path in self.files.get(".".join(provider.split(".")[:2]), ()):
            document = self.document(path)
            for name, section in document.raw.items():
                if not name.endswith(_SECTION_SUFFIX):
                    continue
                for raw in section.values():
                    arm_type = Node(document, raw.get("properties", {}).get("type", {})).constant()
                    if arm_type:
                        by_version = found.setdefault(arm_type.lower(), {})
                        by_version.setdefault(document.version, []).append(Node(document, raw))
        return found


def _matching(known: Collection[str], arm_type: str) -> list[str]:
    if "{" not in arm_type:
        return [arm_type.lower()] if arm_type.lower() in known else []
    pattern = re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(arm_type.lower())))
    return sorted(name for name in known if pattern.fullmatch(name))


def _age(version: str) -> tuple[str, bool, str]:
    """Sorts API versions by date, a preview before the release of the same day."""
    return version[:10], len(version) == len("2024-01-01"), version
