"""Pulumi packages that components are offered in: ours, and those that installed packages of other people bring."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias, TypeGuard, cast

import pulumi

import bedplate.components
from bedplate.components._version import __version__
from bedplate.components.catalogue import COMPONENTS
from bedplate.components.joining import Group, Unfit, joined, unfit_name

Components: TypeAlias = tuple[type[pulumi.ComponentResource], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One Pulumi package."""

    name: str
    """Its name, with which the tokens of its components begin."""
    version: str
    description: str
    components: Components


class NoSuchPackage(LookupError):  # noqa: N818 - it says what there is not
    """No installed package brings components under a name; the text says which do."""


OWN = Package(
    name="bedplate",
    version=__version__,
    description=(bedplate.components.__doc__ or "").partition("\n")[0],
    components=COMPONENTS,
)
"""Ours."""


@cache
def package_named(name: str) -> Package:
    """Return a package by its name.

    Raises:
        NoSuchPackage: nobody brings it, or what brings it is broken.
    """
    if name == OWN.name:
        return OWN
    found = joined(Group.COMPONENTS, _read, frozenset({OWN.name}))
    if name in found.parts:
        part = found.parts[name]
        module = inspect.getmodule(part.value[0])
        description = (inspect.getdoc(module) or "").partition("\n")[0]
        return Package(name=name, version=part.origin.version, description=description, components=part.value)
    faults = [str(fault) for fault in found.faults if fault.origin.name == name]
    known = ", ".join((OWN.name, *found.parts))
    raise NoSuchPackage("\n".join(faults) or f"{name}: no installed package brings its components (there are: {known})")


def _read(name: str, value: object) -> Iterator[tuple[str, Components] | Unfit]:
    if unfit := unfit_name(name, "a Pulumi package"):
        yield unfit
    elif _is_components(value):
        yield name, value
    else:
        yield Unfit("names no components", f"name {Group.COMPONENTS.wanted}: COMPONENTS = (RecordStore,)")


def _is_components(value: object) -> TypeGuard[Components]:
    if not isinstance(value, tuple):
        return False
    items = cast("tuple[object, ...]", value)
    return bool(items) and all(inspect.isclass(each) and issubclass(each, pulumi.ComponentResource) for each in items)
