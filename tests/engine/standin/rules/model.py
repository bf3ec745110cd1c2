"""What a rule is asked, what it sees, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from tests.engine.standin.rules.arm_ids import group_of, is_in_group, is_within, owner_of_type, parent_of, type_of
from tests.engine.standin.rules.table import rows

VIRTUAL_NETWORK = "Microsoft.Network/virtualNetworks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployed:
    """A resource that exists."""

    id: str
    token: str
    inputs: Mapping[str, Any]
    outputs: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A write that a program asks for."""

    kind: str
    """`create`, `update` or `delete`."""
    token: str
    id: str
    inputs: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Azure's answer to what it does not do."""

    status: int
    code: str
    message: str

    @classmethod
    def of(cls, row: Mapping[str, Any], **names: str) -> Refusal:
        """Return the refusal that a row of the table describes."""
        return cls(row["status"], row["code"], row["message"].format(**names))

    def __str__(self) -> str:
        """Say it as azure-native does."""
        return f'Status={self.status} Code="{self.code}" Message="{self.message}"'


@dataclass(frozen=True, slots=True)
class World:
    """Everything that exists, and everything that is being written."""

    resources: Mapping[str, Deployed]
    """By id in lower case."""
    writing: Sequence[Operation] = ()
    held: frozenset[str] = frozenset()
    """Ids, in lower case, of what was deleted and can still be restored."""

    def get(self, id_: str) -> Deployed | None:
        """Return the resource with an id; the case of ids does not matter."""
        return self.resources.get(id_.lower())

    def of_type(self, type_: str) -> Iterator[Deployed]:
        """Yield every resource of an ARM type."""
        return (resource for resource in self.resources.values() if type_of(resource.id) == type_.lower())

    def others(self, operation: Operation) -> Iterator[Deployed]:
        """Yield every resource but the one that is written."""
        own = operation.id.lower()
        return (resource for id_, resource in self.resources.items() if id_ != own)

    def exists(self, id_: str) -> bool:
        """Return whether there is something with an id; what lies in no group of this cloud is another's and exists."""
        if not is_in_group(id_) or self.get(id_) or self.get(group_of(id_)) is None:
            return True
        if id_.lower() == group_of(id_).lower():
            return False
        if type_of(id_) == f"{VIRTUAL_NETWORK}/subnets".lower():
            return id_.lower() in self.inline_subnets(parent_of(id_))
        implicit = {row["type"].lower() for row in rows("implicit")}
        return type_of(id_) in implicit and self.exists(parent_of(id_))

    def inline_subnets(self, network_id: str) -> tuple[str, ...]:
        """Return the ids, in lower case, of the subnets that a virtual network was declared with."""
        network = self.get(network_id)
        subnets = (network.inputs.get("subnets") or ()) if network else ()
        return tuple(f"{network_id}/subnets/{subnet['name']}".lower() for subnet in subnets)


Rule: TypeAlias = Callable[[Operation, World], Refusal | None]
"""Says why Azure refuses a write, or nothing."""


def strings(value: Any) -> Iterator[str]:
    """Yield every text in a value, keys of mappings that are ARM ids too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if key.startswith("/subscriptions/"):
                yield key
            yield from strings(item)
    elif isinstance(value, Iterable):
        for item in value:
            yield from strings(item)


def references(inputs: Mapping[str, Any], own_id: str) -> tuple[str, ...]:
    """Return the ids of resources that inputs name, other than the resource itself and its parts."""
    found = {text for text in strings(inputs) if is_in_group(text) and not is_within(text, own_id)}
    return tuple(sorted(found))


def value_at(inputs: Mapping[str, Any], path: str) -> Any:
    """Return the value at a dotted path, or `None`."""
    value: Any = inputs
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def network_of(id_: str) -> str | None:
    """Return the virtual network that an id is or lies in."""
    return owner_of_type(id_, VIRTUAL_NETWORK)
