"""Whether Azure takes a service in a subnet: by its name, its delegation and what else lies in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from bedplate.policies.facts import read_facts
from bedplate.policies.network.service_subnets import lies_in
from bedplate.policies.network.subnets import Subnet
from bedplate.policies.outcome import Outcome
from bedplate.policies.relations import name_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import MISSING, UNKNOWN, Value, is_array, same_word

_Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a subnet is not fit, or why nobody can tell."""

    outcome: Outcome
    reason: str


def objection_to_name(service: Resource, name: str) -> Objection | None:
    """Return what speaks against a subnet of a name for a service."""
    owners = next((types for known, types in read_facts("subnets")["owners"].items() if same_word(known, name)), None)
    if owners is None or any(same_word(each, service.type) for each in owners):
        return None
    return Objection(Outcome.FAIL, f"Azure keeps subnet {name} for another service")


def objections(service: Resource, subnet: Subnet, resources: Resources) -> Iterator[Objection]:
    """Yield what speaks against a declared subnet for a service, besides its name."""
    row = _row(service.type)
    if "delegations" in row:
        yield from _to_delegation(service, subnet, row)
    for each in resources.of_type(*read_facts("service_subnets")):
        if _family(each) == _family(service) or not (row.get("alone") or _row(each.type).get("alone")):
            continue
        shares = lies_in(each, subnet, resources)
        if shares:
            yield Objection(Outcome.FAIL, f"{subnet.said} also holds {name_of(each) or each.type}")
        elif shares is None:
            yield Objection(Outcome.UNDECIDED, f"what else lies in {subnet.said} is not known before a deployment")


def _to_delegation(service: Resource, subnet: Subnet, row: _Row) -> Iterator[Objection]:
    given = subnet.delegations
    if given is UNKNOWN:
        yield Objection(Outcome.UNDECIDED, f"what {subnet.said} is delegated to is not known before a deployment")
        return
    taken = _taken(service, row)
    fit = [name for name in given if any(same_word(name, each) for each in taken)]
    needed = _is_needed(service, row)
    if len(fit) < len(given):
        others = ", ".join(str(name) for name in given if name not in fit)
        yield Objection(Outcome.FAIL, f"{subnet.said} is delegated to {others}")
    elif not fit and needed is not False:
        wanted = f"{subnet.said} is not delegated to {' or '.join(taken)}"
        yield Objection(Outcome.FAIL, wanted) if needed else Objection(Outcome.UNDECIDED, f"{wanted}, and may have to")


def _taken(service: Resource, row: _Row) -> list[str]:
    """Return the delegations that a service takes; those of both variants where its own is not known."""
    usual: list[str] = row["delegations"]
    variant: _Row | None = row.get("variant")
    told: Value = service.value(variant["with"]) if variant else MISSING
    if variant is None or told is MISSING:
        return usual
    other: list[str] = variant["delegations"]
    return [*usual, *other] if told is UNKNOWN else other


def _is_needed(service: Resource, row: _Row) -> bool | None:
    """Return whether a service needs a delegation; `None` where nobody can tell."""
    if "delegated" not in row:
        return False
    if "with" not in row["delegated"]:
        return True
    told = service.value(row["delegated"]["with"])
    return None if told is UNKNOWN else is_array(told) and len(told) > 0


def _row(type_: str) -> _Row:
    none: _Row = {}
    return next((row for name, row in read_facts("service_subnets").items() if same_word(name, type_)), none)


def _family(service: Resource) -> list[str]:
    """Return the service that a resource is part of: a slot and its app share a subnet."""
    return service.type.casefold().split("/")[:2]
