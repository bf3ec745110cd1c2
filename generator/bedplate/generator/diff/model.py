"""What a diff says: plain frozen data, secrets masked already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, StrEnum

from bedplate.generator.graph import Graph, PropertyPath, Resource, Value


class Operation(StrEnum):
    """What happens to a resource; those to which nothing happens are left out."""

    CREATE = "create"
    UPDATE = "update"
    REPLACE = "replace"
    """Deleted first, then made anew: names in Azure are explicit, so both cannot be there at once."""
    DELETE = "delete"


class Effect(StrEnum):
    """What Azure does on a change of one property."""

    IN_PLACE = "in-place"
    REPLACE = "replace"
    NOT_KNOWN = "not-known"
    """The data do not say whether the property changes in place."""


class Decider(StrEnum):
    """Who knows that a change needs a new resource."""

    PROVIDER = "provider"
    """Pulumi's provider: it plans the replacement by itself."""
    AZURE = "azure"
    """Azure: where the provider plans an update all the same, Azure refuses it."""
    PROGRAM = "program"
    """The program, by the resource option `replaceOnChanges`."""


class Absent(Enum):
    """Stands for the value of a property that one side does not have."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a change of one property means."""

    effect: Effect
    reason: str = ""
    """Why, for people; empty where a documented change in place needs no words."""
    source: str = ""
    """Where that is said; empty where nothing is known."""
    decider: Decider | None = None
    """Set where the effect is a replacement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyChange:
    """One property that differs."""

    path: PropertyPath
    """Where it lies in the inputs; an item of a list of named items is addressed by its name."""
    before: Value
    """Old value, `ABSENT` where there was none; the text of a secret is taken out."""
    after: Value
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why a resource is replaced though its own settings may not have changed."""

    urn: str
    """The replaced resource that it refers to, by its new URN."""
    input: str
    """The input that refers to it and cannot change in place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What is lost with a resource that is deleted or replaced."""

    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happens to one resource."""

    operation: Operation
    resource: Resource
    """The resource as it will be; as it was where it is deleted."""
    former_urn: str | None = None
    """Its old URN, where an alias finds it under another one."""
    properties: tuple[PropertyChange, ...] = ()
    causes: tuple[Cause, ...] = ()
    takes_along: tuple[str, ...] = ()
    """URNs of the resources that are replaced only because this one is."""
    refusals: tuple[str, ...] = ()
    """Why Pulumi or Azure will refuse the operation."""
    consequences: tuple[Consequence, ...] = ()

    @property
    def urn(self) -> str:
        """URN of the resource."""
        return self.resource.urn

    @property
    def forced_by(self) -> tuple[PropertyChange, ...]:
        """The property changes that need a new resource."""
        return tuple(each for each in self.properties if each.verdict.effect is Effect.REPLACE)

    @property
    def not_known(self) -> tuple[PropertyChange, ...]:
        """The property changes of an update that may need a new resource, for all the data say."""
        if self.operation is not Operation.UPDATE:
            return ()
        return tuple(each for each in self.properties if each.verdict.effect is Effect.NOT_KNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """What happens to everything that a stack declares."""

    before: Graph = field(repr=False)
    after: Graph = field(repr=False)
    changes: tuple[Change, ...]
    """In the order of the new graph; what is deleted comes last, in the order of the old one."""
    same: int
    """How many resources stay as they are."""
    uncompared_secrets: int = 0
    """Secrets that are masked on a side, so that nobody can say whether they changed."""

    def count(self, operation: Operation) -> int:
        """Return how many resources an operation befalls."""
        return sum(each.operation is operation for each in self.changes)

    def of(self, operation: Operation) -> Iterator[Change]:
        """Yield the changes of one kind, in order."""
        return (each for each in self.changes if each.operation is operation)
