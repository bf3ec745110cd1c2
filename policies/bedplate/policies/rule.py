"""A rule: what it wants, of what, why, and how to mend it."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import Value
from bedplate.policies.verdict import Verdict

Parameters: TypeAlias = Mapping[str, Value]
"""Values of a rule's parameters by name."""
Judge: TypeAlias = Callable[[Resource, Resources, Parameters], Iterable[Verdict]]
"""Judges one resource among all; a pure function. It yields one verdict, or one for each part that it judges."""


class Scope(enum.Enum):
    """What a judge looks at."""

    OWN = "own"
    """The judged resource's own values and nothing else, so that it can be judged before the others are known."""
    ALL = "all"
    """Other resources too, or how the resource hangs together with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value of a rule that a pack or a user may set."""

    description: str
    default: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One control."""

    id: str
    """Stable name, for example `COG-01`."""
    title: str
    """What is true of a resource that passes, as a sentence without a full stop."""
    severity: Severity
    pillar: Pillar
    types: tuple[str, ...]
    """ARM types that it judges; `*` for all."""
    judge: Judge
    rationale: str
    """What goes wrong otherwise."""
    fix: str
    """What to write."""
    references: tuple[str, ...]
    """Addresses of the pages that it rests on."""
    recommendation: str = ""
    """Code of the Well-Architected recommendation, for example `SE:06`."""
    benchmark: tuple[str, ...] = ()
    """Controls of the Microsoft cloud security benchmark, for example `NS-2`."""
    checkov: tuple[str, ...] = ()
    """Ids of checkov's checks that ask the same."""
    psrule: tuple[str, ...] = ()
    """Names of PSRule for Azure's rules that ask the same."""
    azure_policy: tuple[str, ...] = ()
    """First eight digits of the ids of Azure's built-in policies that ask the same."""
    reads: tuple[str, ...] = ()
    """Dotted paths of the judged resource that decide it."""
    scope: Scope = Scope.ALL
    parameters: Mapping[str, Parameter] = field(default_factory=lambda: MappingProxyType({}))

    def applies_to(self, type_: str) -> bool:
        """Return whether it judges resources of an ARM type."""
        wanted = type_.casefold()
        return any(each in {"*", type_} or each.casefold() == wanted for each in self.types)
