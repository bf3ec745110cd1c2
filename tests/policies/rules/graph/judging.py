"""What the tests of graph rules share: small declarations, and the verdicts of one rule on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bedplate.policies.finding import check
from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Rule
from bedplate.policies.verdict import Verdict
from tests.policies.cases import GROUP, Kind


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial of a graph rule on a few resources."""

    kind: Kind
    name: str
    resources: tuple[Resource, ...]
    expected: tuple[Outcome, ...]

    def __str__(self) -> str:
        """Return the id under which pytest lists it."""
        return f"{self.kind.value}-{self.name}"


def trial(kind: Kind, name: str, expected: Outcome | tuple[Outcome, ...], *resources: Resource) -> Trial:
    """Return a trial; `expected` are the outcomes in order."""
    return Trial(kind, name, resources, expected if isinstance(expected, tuple) else (expected,))


def declared(
    type_: str,
    name: str,
    properties: Any = None,
    *,
    id_: str | None = "",
    references: Mapping[str, tuple[str, ...]] | None = None,
    **body: Any,
) -> Resource:
    """Return a resource whose key is its name; its id is made from type and name unless one is given."""
    return Resource(
        key=name,
        type=type_,
        id=arm_id(type_, name) if id_ == "" else id_,
        body={"name": name.rsplit("/", 1)[-1], **({} if properties is None else {"properties": properties}), **body},
        references=references or {},
    )


def arm_id(type_: str, name: str) -> str:
    """Return an id; a name with slashes is that of a child."""
    namespace, *kinds = type_.split("/")
    pairs = "/".join(f"{kind}/{part}" for kind, part in zip(kinds, name.split("/"), strict=True))
    return f"{GROUP}/providers/{namespace}/{pairs}"


def verdicts(rule: Rule, *resources: Resource, parameters: Mapping[str, Any] | None = None) -> tuple[Verdict, ...]:
    """Return what a rule says of resources."""
    found = check(Resources(resources), [rule], {rule.id: parameters or {}})
    return tuple(each.verdict for each in found)


def outcomes(rule: Rule, tried: Trial) -> tuple[Outcome, ...]:
    """Return the outcomes of a trial."""
    return tuple(each.outcome for each in verdicts(rule, *tried.resources))
