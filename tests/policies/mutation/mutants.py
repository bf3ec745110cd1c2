"""Mutants: one resource of a stack with one value flipped, deleted or blanked, or taken away as a whole."""

from __future__ import annotations

import enum
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bedplate.policies.resource import Resource
from bedplate.policies.values import MISSING, SECRET, UNKNOWN, Value, same_word
from tests.policies.clean_stacks import with_body
from tests.policies.mutation.security_properties import SecurityProperty, SecurityType
from tests.policies.places import Place, matches, places, shown, value_in, with_value


class Change(enum.StrEnum):
    """What is done to a value."""

    FLIP = "flip"
    DELETE = "delete"
    BLANK = "blank"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One change to one resource."""

    path: str
    """As the data writes it; empty for a resource that is taken away."""
    where: str
    change: Change
    value: str
    """The wrong value in JSON; empty for changes without one."""
    exempt: str
    """Why no rule need notice."""
    before: Resource
    after: Resource | None
    """`None` where the resource is taken away."""
    place: str


def mutants_of(resource: Resource, type_: SecurityType, stack: str) -> Iterator[Mutant]:
    """Yield all mutants of a resource of a type in a stack."""
    seen = {**resource.body, "id": resource.id}
    for property_ in type_.properties:
        if matches(seen, property_.where) and stack in (property_.stacks or (stack,)):
            for place in places(resource.body, property_.path):
                yield from _at(resource, property_, place)
    removal = next((each for each in type_.removals if matches(seen, each.where)), None)
    if removal is not None:
        yield Mutant(
            path="",
            where=removal.where,
            change=Change.REMOVE,
            value="",
            exempt=removal.exempt,
            before=resource,
            after=None,
            place="",
        )


def _at(resource: Resource, property_: SecurityProperty, place: Place) -> Iterator[Mutant]:
    value = value_in(resource.body, place)
    given = value is not MISSING
    if any(_same(value, each) for each in property_.wrong) or not (given or property_.add):
        return  # weak or absent already: there is nothing to lose
    for wrong in property_.wrong:
        yield _mutant(resource, property_, place, Change.FLIP, wrong)
    if given:
        yield _mutant(resource, property_, place, Change.DELETE, MISSING)
        if not isinstance(place[-1], int):
            yield _mutant(resource, property_, place, Change.BLANK, _blank(value))


def _mutant(resource: Resource, property_: SecurityProperty, place: Place, change: Change, value: Value) -> Mutant:
    exempt = {Change.FLIP: property_.flip, Change.DELETE: property_.delete, Change.BLANK: property_.blank}[change]
    return Mutant(
        path=property_.path,
        where=property_.where,
        change=change,
        value=json.dumps(value) if change is Change.FLIP else "",
        exempt=exempt,
        before=resource,
        after=with_body(resource, with_value(resource.body, place, value), shown(place)),
        place=shown(place),
    )


def _blank(value: Value) -> Any:
    if isinstance(value, dict):
        return {}
    if isinstance(value, list):
        return []
    return "" if isinstance(value, str) or value in (UNKNOWN, SECRET) else None


def _same(value: Value, wrong: Any) -> bool:
    return value == wrong or (isinstance(value, str) and isinstance(wrong, str) and same_word(value, wrong))
