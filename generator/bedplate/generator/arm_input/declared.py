"""The resources of a template: those of nested deployments and inside others too, each as often as it is declared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bedplate.generator.arm_input.deployment import Deployment
from bedplate.generator.arm_input.placement import provider_path
from bedplate.generator.arm_input.untold import Untold, Value, changed, computed, joined, letters_of
from bedplate.generator.engine.values import is_array, is_object

_EXTENDING = "/providers/"
_TYPE = re.compile(r"[^/]+(?:/[^/]+)+")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Place:
    """Who a resource is."""

    type: str
    names: tuple[Value, ...]
    """Its own name and those of its parents before it."""
    base: Value
    """Id of what it lies in or extends."""

    @property
    def id(self) -> Value:
        """ARM id."""
        return joined([self.base, provider_path(self.type, self.names)])

    @property
    def name(self) -> Value:
        """Full name: `vnet/subnet`."""
        first, *rest = self.names
        return joined([first, *(part for name in rest for part in ("/", name))])

    @property
    def named(self) -> bool:
        """Whether every part of the name is known."""
        return not any(isinstance(name, Untold) for name in self.names)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Declared:
    """One resource."""

    deployment: Deployment
    raw: Mapping[str, Any]
    """As the template has it."""
    key: str
    """File and JSON pointer, and its number in a loop."""
    symbol: str
    """Symbolic name; empty where there is none."""
    place: Place
    loops: Mapping[str, Value]
    parent: Declared | None
    """The resource that it stands in."""


def place_of(type_: str, name: Value, base: Value, parent: Place | None) -> Place:
    """Return who a resource is.

    Args:
        type_: its type; inside another resource only the end of it.
        name: its name; inside another resource only the end of it.
        base: id of what it is deployed to or extends.
        parent: the resource that it stands in.

    Raises:
        ValueError: the type is none of Azure Resource Manager.
    """
    names = tuple(_parts(name))
    if parent is not None and not _is_full(type_, parent):
        type_, names, base = f"{parent.type}/{type_}", (*parent.names, *names), parent.base
    if not all(map(_TYPE.fullmatch, (type_, type_.partition(_EXTENDING)[0]))):
        raise ValueError(type_)
    if _EXTENDING in type_:
        # The old way to extend a resource: `Microsoft.Storage/storageAccounts/providers/locks`.
        extended, _, kind = type_.partition(_EXTENDING)
        count = extended.count("/")
        names = _as_many(names, count + 1 + 1 + kind.count("/"), type_)
        base = joined([base, provider_path(extended, names[:count])])
        type_, names = f"{letters_of(names[count])}/{kind}", names[count + 1 :]
    return Place(type=type_, names=_as_many(names, type_.count("/"), type_), base=base)


def listed(resources: Any, pointer: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield the pointer, symbolic name and object of each resource of a list or object."""
    if is_object(resources):
        for symbol, raw in resources.items():
            if is_object(raw):
                yield f"{pointer}/{symbol}", symbol, raw
    elif is_array(resources):
        for index, raw in enumerate(resources):
            if is_object(raw):
                yield f"{pointer}/{index}", "", raw


def _is_full(type_: str, parent: Place) -> bool:
    if type_.casefold().startswith(f"{parent.type.casefold()}/"):
        return True
    return "." in type_.split("/", maxsplit=1)[0]


def _parts(name: Value) -> Iterator[Value]:
    for part in letters_of(name).split("/"):
        yield changed(name, part) if isinstance(name, Untold) and "unknown-" in part else part


def _as_many(names: Sequence[Value], count: int, type_: str) -> tuple[Value, ...]:
    """Return one name for each part of a type: names of parents may stand in what is not known."""
    missing = count - len(names)
    return (*(computed(f"parent {type_} {index}", *names) for index in range(missing)), *names[max(-missing, 0) :])
