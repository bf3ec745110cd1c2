"""The resource types that the ARM JSON schemas declare, with their spelling, scopes and versions."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tools.arm_table.schemas import Node, SchemaFolder

_SECTIONS = {
    "resourceDefinitions": "resourceGroup",
    "subscription_resourceDefinitions": "subscription",
    "managementGroup_resourceDefinitions": "managementGroup",
    "tenant_resourceDefinitions": "tenant",
    "extension_resourceDefinitions": "extension",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredType:
    """One ARM type in one version of the schemas."""

    name: str
    """Type as the schema spells it, `Microsoft.Network/virtualNetworks/subnets`."""
    version: str
    scopes: frozenset[str]
    """Scope kinds of the sections that declare it; empty when only a section of unknown scope does."""
    constant_name: str | None
    """The only name that the schema allows (`default`), else `None`."""


class SchemaTypes:
    """The declared types of a schema folder, read a provider at a time."""

    def __init__(self, folder: SchemaFolder) -> None:
        """Note the folder; nothing is read yet."""
        self._folder = folder
        self._known: dict[str, dict[str, dict[str, DeclaredType]]] = {}

    def of_provider(self, provider: str) -> Mapping[str, Mapping[str, DeclaredType]]:
        """Return a provider's types: type in lower case to API version to declaration."""
        key = provider.lower()
        if key not in self._known:
            self._known[key] = self._read(key)
        return self._known[key]

    def nearest(self, arm_type: str, version: str | None) -> DeclaredType | None:
        """Return a type's declaration at a version, else at the nearest older one, else at the oldest."""
        versions = self.of_provider(arm_type.partition("/")[0]).get(arm_type.lower(), {})
        known = sorted(versions)
        older = [each for each in known if version is None or each <= version]
        return versions[(older or known[:1])[-1]] if known else None

    @cached_property
    def spelling(self) -> Mapping[str, str]:
        """Providers in lower case to their usual spelling in the schemas (never all lower case if another is used)."""
        counts: dict[str, Counter[str]] = {}
        for provider in self._folder.files:
            for versions in self.of_provider(provider).values():
                for declared in versions.values():
                    name = declared.name.partition("/")[0]
                    counts.setdefault(name.lower(), Counter())[name] += 1
        return {key: usual_spelling(spellings) for key, spellings in counts.items()}

    def _read(self, provider: str) -> dict[str, dict[str, DeclaredType]]:
        found: dict[str, dict[str, DeclaredType]] = {}
        for path in self._folder.files.get(provider, ()):
            document = self._folder.document(path)
            for section, definitions in document.raw.items():
                if not section.endswith("esourceDefinitions"):
                    continue
                for raw in definitions.values():
                    declared = _declared(Node(document, raw), _SECTIONS.get(section))
                    if declared:
                        versions = found.setdefault(declared.name.lower(), {})
                        versions[declared.version] = _joined(declared, versions.get(declared.version))
        return found


def usual_spelling(spellings: Mapping[str, int]) -> str:
    """Return the most used of several spellings; one in lower case only where there is no other."""
    return max(spellings, key=lambda each: (not each.islower(), spellings[each], each))


def _declared(node: Node, scope: str | None) -> DeclaredType | None:
    properties: Mapping[str, Any] = node.raw.get("properties", {})
    name = Node(node.document, properties.get("type", {})).constant()
    if name is None:
        return None
    return DeclaredType(
        name=name,
        version=node.document.version,
        scopes=frozenset({scope} if scope else ()),
        constant_name=Node(node.document, properties.get("name", {})).constant(),
    )


def _joined(one: DeclaredType, other: DeclaredType | None) -> DeclaredType:
    scopes: Iterable[str] = other.scopes if other else ()
    return DeclaredType(
        name=one.name, version=one.version, scopes=one.scopes | set(scopes), constant_name=one.constant_name
    )
