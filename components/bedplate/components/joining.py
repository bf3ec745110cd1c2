"""Parts that installed packages of other people bring: found by their entry points, loaded, and held to their kind.

Our own parts stand in catalogues and need none of this. Nothing is looked for before somebody asks, and then once. A
package that is broken is named in a fault and takes nothing else down.
"""

import contextlib
import os
import pkgutil
import re
import sys
import traceback
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import Generic, TypeAlias, TypeVar

import bedplate
from bedplate.components.shared.clean_stdout import stdout_kept_clean
from bedplate.components.shared.error_words import error_words
from bedplate.components.shared.printable import printable

T = TypeVar("T")

_NAME = re.compile(r"[a-z][a-z0-9-]{0,49}", re.ASCII)


class Group(Enum):
    """A group of entry points; its value is the group's name, and what the object that an entry point names must be."""

    COMPONENTS = ("bedplate.components", "a tuple of component classes")
    BLUEPRINTS = ("bedplate.blueprints", "a bedplate.blueprints.settings.Blueprint")
    RULES = ("bedplate.rules", "a bedplate.policies.rule.Rule, or a tuple of them")
    PACKS = ("bedplate.packs", "a bedplate.policies.pack.Pack")

    def __init__(self, label: str, wanted: str) -> None:
        self.label = label
        self.wanted = wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who brings a part."""

    package: str
    """Name of the distribution, as its metadata tell it."""
    version: str
    group: Group
    name: str
    """Name of the entry point."""

    @property
    def requirement(self) -> str:
        """The distribution as a line of a requirements file."""
        return printable(f"{self.package}=={self.version}")

    def __str__(self) -> str:
        """Return the distribution with its version."""
        return printable(f"{self.package} {self.version}")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """Something that joined."""

    origin: Origin
    value: T


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something does not join."""

    origin: Origin
    problem: str
    """What is wrong."""
    hint: str
    """What to write instead."""

    def __str__(self) -> str:
        """Return package, entry point, problem and hint on one line, safe for terminals."""
        where = f"package {self.origin}: entry point {self.origin.name} of {self.origin.group.label}"
        return printable(f"{where}: {self.problem}") + printable(f" ({self.hint})")


class Unfit(Exception):  # noqa: N818 - it says what an object is, nobody's mistake in this program
    """An object, or one of several, is not what its group asks for."""

    def __init__(self, problem: str, hint: str) -> None:
        super().__init__(problem, hint)
        self.problem = problem
        self.hint = hint


def unfit_name(name: str, what: str) -> Unfit | None:
    """Return why an entry point's name cannot be that of what it brings; `None` where it can.

    Args:
        name: the entry point's name.
        what: what it names, for example `a blueprint`.
    """
    if _NAME.fullmatch(name):
        return None
    return Unfit(f"{name} cannot name {what}", "write a lower-case letter, then lower-case letters, digits and hyphens")


class Broken(Exception):  # noqa: N818 - it says what a package is, nobody's mistake in this program
    """Something that a part names cannot be loaded after all."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Joined(Generic[T]):
    """What the packages of one group bring."""

    parts: Mapping[str, Part[T]]
    """By id, sorted."""
    faults: tuple[Fault, ...]
    """What does not join, and why."""


Reader: TypeAlias = Callable[[str, object], Iterable[tuple[str, T] | Unfit]]
"""Name of an entry point, and the object that it names → each part of it by its id, or why it is none."""
_Claims: TypeAlias = Mapping[str, list[Part[T]]]
_met: list[Fault] = []


@cache
def joined(group: Group, read: Reader[T], own: frozenset[str]) -> Joined[T]:
    """Return the parts of a group that installed packages bring.

    An id that is one of ours, or that is claimed twice, joins with nobody but us: which of two was meant would be a
    guess.

    Args:
        group: what to look for.
        read: tells what a loaded object holds; what it raises is a fault of the package too.
        own: ids that are taken by parts of ours.
    """
    claims: defaultdict[str, list[Part[T]]] = defaultdict(list)
    faults: list[Fault] = []
    for entry in sorted(_everywhere().select(group=group.label), key=_place):
        origin = _origin(entry, group)
        try:
            for found in _read(entry, read):
                if isinstance(found, Unfit):
                    faults.append(Fault(origin, found.problem, found.hint))
                else:
                    claims[found[0]].append(Part(origin, found[1]))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - a package may raise anything, SystemExit too
            faults.append(_broken(origin, error))
    faults.extend(_disputes(claims, own))
    for fault in faults:
        note(fault)
    sole = {id_: parts[0] for id_, parts in sorted(claims.items()) if len(parts) == 1 and id_ not in own}
    return Joined(MappingProxyType(sole), tuple(faults))


def resolve(origin: Origin, reference: str) -> object:
    """Return what a part names to be loaded only when it is needed.

    Args:
        origin: who brings the part.
        reference: `package.module:object`.

    Raises:
        Broken: there is no such thing, or it cannot be loaded.
    """
    try:
        return pkgutil.resolve_name(reference)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        problem = f"{reference} cannot be loaded: {_words(error)}"
        raise Broken(Fault(origin, problem, "mend or uninstall the package")) from error


def note(fault: Fault) -> None:
    """Keep a fault for whoever tells people of it at the end."""
    _met.append(fault)


def faults_met() -> tuple[Fault, ...]:
    """Return every fault that this process has come across, each once."""
    return tuple(dict.fromkeys(_met))


_everywhere = cache(entry_points)


def _place(entry: EntryPoint) -> tuple[str, str, str]:
    return (entry.dist.name if entry.dist else "") or "", entry.name, entry.value


def _origin(entry: EntryPoint, group: Group) -> Origin:
    package, version = (entry.dist.name, entry.dist.version) if entry.dist else (None, None)
    return Origin(package=package or "without a name", version=version or "", group=group, name=entry.name)


def _read(entry: EntryPoint, read: Reader[T]) -> list[tuple[str, T] | Unfit]:
    if not entry.pattern.match(entry.value):
        raise Unfit(f"names {entry.value!r}, which is nothing to load", "write package.module:object")
    # What a package prints while it is imported, by whatever way, is no part of our answer.
    with stdout_kept_clean(), contextlib.redirect_stdout(sys.stderr):
        return list(read(entry.name, entry.load()))


def _broken(origin: Origin, error: BaseException) -> Fault:
    if isinstance(error, Unfit):
        return Fault(origin, error.problem, error.hint)
    hint = f"mend or uninstall the package; the entry point must name {origin.group.wanted}"
    return Fault(origin, f"cannot be loaded: {_words(error)}", hint)


def _words(error: BaseException) -> str:
    """Return what an error says and where it was raised, if in code of theirs."""
    frames = traceback.extract_tb(error.__traceback__)
    people = [each for each in frames if not _is_machinery(each.filename)]
    # Where they called something of ours wrongly, their line is the one to mend.
    theirs = [each for each in people if not _is_ours(each.filename)] or people
    return error_words(error) + (f", raised at {theirs[-1].filename}:{theirs[-1].lineno}" if theirs else "")


def _is_ours(file: str) -> bool:
    return any(file.startswith(f"{portion}{os.sep}") for portion in bedplate.__path__)


def _is_machinery(file: str) -> bool:
    return file in {__file__, pkgutil.__file__} or file.startswith("<") or f"{os.sep}importlib{os.sep}" in file


def _disputes(claims: _Claims[T], own: Collection[str]) -> Iterator[Fault]:
    for id_, parts in sorted(claims.items()):
        if id_ in own:
            for part in parts:
                yield Fault(part.origin, f"{id_} is bedplate's own", "choose another name")
        elif len(parts) > 1:
            for place, part in enumerate(parts):
                others = dict.fromkeys(str(each.origin) for each in (*parts[:place], *parts[place + 1 :]))
                problem = f"{id_} is claimed by {', '.join(others)} too, so that neither joins"
                yield Fault(part.origin, problem, "rename one of the two, or uninstall its package")
