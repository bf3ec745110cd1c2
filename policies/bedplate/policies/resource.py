"""What rules judge: declared resources as Azure Resource Manager sees them, and how they hang together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bedplate.policies.values import Value, is_within, value_at

_PROVIDERS = "/providers/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One declared Azure resource."""

    key: str
    """Its Pulumi URN, or whatever else names it once among those judged together."""
    type: str
    """ARM type, for example `Microsoft.KeyVault/vaults`."""
    id: str | None = None
    """ARM id; `None` where the declaration does not tell it."""
    body: Mapping[str, Value]
    """The ARM object: `name`, `location`, `sku`, `properties` and so on."""
    references: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Keys of the resources that a value is made from, by the first segments of its path (`properties.subnet`)."""
    depends_on: tuple[str, ...] = ()
    """Keys of all resources that must exist before this one."""
    file: str | None = None
    """Where it is declared."""
    line: int | None = None

    def value(self, path: str) -> Value:
        """Return the value at a dotted path of the body, as `value_at`."""
        return value_at(self.body, path)


class Resources:
    """Resources that are judged together, found by key, type, id and parent.

    Args:
        resources: all of them; their order is kept.
    """

    def __init__(self, resources: Iterable[Resource]) -> None:
        self._all = tuple(resources)
        self._by_key = {resource.key: resource for resource in self._all}
        self._by_id = {resource.id.casefold(): resource for resource in self._all if resource.id}
        self._by_type: defaultdict[str, list[Resource]] = defaultdict(list)
        self._by_parent: defaultdict[str, list[Resource]] = defaultdict(list)
        for resource in self._all:
            self._by_type[resource.type.casefold()].append(resource)
            if resource.id:
                self._by_parent[parent_id(resource.id).casefold()].append(resource)

    def __iter__(self) -> Iterator[Resource]:
        """Iterate over all resources in the order given."""
        return iter(self._all)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._all)

    def get(self, key: str) -> Resource | None:
        """Return the resource with a key."""
        return self._by_key.get(key)

    def with_id(self, id_: Value) -> Resource | None:
        """Return the resource with an ARM id, whatever its case; `None` for anything that is no id of theirs."""
        return self._by_id.get(id_.casefold()) if isinstance(id_, str) else None

    def of_type(self, *types: str) -> tuple[Resource, ...]:
        """Return the resources of some ARM types, in the order of the types."""
        return tuple(resource for type_ in types for resource in self._by_type.get(type_.casefold(), ()))

    def children(self, parent: Resource, type_: str) -> tuple[Resource, ...]:
        """Return the resources of a type whose id lies directly below another's."""
        below = self._by_parent.get(parent.id.casefold(), ()) if parent.id else ()
        return tuple(resource for resource in below if resource.type.casefold() == type_.casefold())

    def parent(self, child: Resource) -> Resource | None:
        """Return the resource that another's id lies directly below."""
        return self.with_id(parent_id(child.id)) if child.id else None

    def referenced(self, resource: Resource, path: str) -> tuple[Resource, ...]:
        """Return the resources that a value names by its id, or is made from where the id is not known.

        Args:
            resource: who refers.
            path: dotted path of the value; property dependencies count for every path that begins with theirs.
        """
        named = self.with_id(resource.value(path))
        if named is not None:
            return (named,)
        if isinstance(resource.value(path), str):
            return ()  # a known id of something that is not declared here
        return self.sources(resource, path)

    def sources(self, resource: Resource, path: str = "") -> tuple[Resource, ...]:
        """Return the declared resources that a value is made from, or any value of a resource, each once.

        Args:
            resource: whose value.
            path: dotted path of the value, for which property dependencies count whose paths it begins with; all by
                default.
        """
        made_from = (keys for outer, keys in resource.references.items() if not path or is_within(path, outer))
        keys = dict.fromkeys(key for each in made_from for key in each)
        return tuple(found for key in keys if (found := self.get(key)) is not None)


def is_in_scope(id_: str, scope: str) -> bool:
    """Return whether an ARM id is a scope itself, or lies below it at any depth; everything lies below an empty one."""
    return f"{id_}/".casefold().startswith(f"{scope}/".casefold())


def parent_id(id_: str) -> str:
    """Return the id of the resource that an ARM id lies directly below; empty for one that has no parent resource."""
    at = id_.casefold().rfind(_PROVIDERS)
    if at < 0:
        return ""
    provider, segments = id_[:at], id_[at + len(_PROVIDERS) :].split("/")
    # namespace/type/name has its scope as parent; every further pair is one level deeper.
    return (
        f"{provider}/providers/{'/'.join(segments[:-2])}" if len(segments) > len(("ns", "type", "name")) else provider
    )
