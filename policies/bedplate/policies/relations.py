"""How declared resources hang together, also where ids are not known yet."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import MISSING, UNKNOWN, Value, is_hidden, items_at, value_at


class Tie(enum.Enum):
    """What is known of a value that names another resource by its id."""

    DECLARED = "declared"
    """It names a declared resource, or is made from declared ones."""
    ELSEWHERE = "elsewhere"
    """It is a known id of something that is not declared here."""
    ABSENT = "absent"
    """There is none."""
    UNKNOWN = "unknown"
    """Nobody can tell before a deployment."""


@dataclass(frozen=True, slots=True)
class Link:
    """A value that names another resource, with what it may name."""

    tie: Tie
    id: str = ""
    """The id, where it is known."""
    targets: tuple[Resource, ...] = ()
    """The declared resource that it names; where the id is not known, all that the value is made from."""

    @property
    def given(self) -> bool | None:
        """Whether there is an id; `None` where nobody can tell."""
        return None if self.tie is Tie.UNKNOWN else self.tie is not Tie.ABSENT


def link(resources: Resources, resource: Resource, path: str, *types: str, value: Value = None) -> Link:
    """Return what an id in a resource's ARM object names.

    Args:
        resources: all that is declared.
        resource: whose object it is.
        path: dotted path of the id; references count for every path that begins with theirs.
        types: ARM types that a value may be made from; all by default.
        value: the id, where the path leads through an array.
    """
    id_ = resource.value(path) if value is None else value
    if id_ is MISSING or id_ == "":
        return Link(Tie.ABSENT)
    if isinstance(id_, str):
        named = resources.with_id(id_)
        return Link(Tie.DECLARED if named else Tie.ELSEWHERE, id_, (named,) if named else ())
    wanted = {type_.casefold() for type_ in types}
    sources = resources.sources(resource, path)
    made_from = tuple(each for each in sources if not wanted or each.type.casefold() in wanted)
    return Link(Tie.DECLARED if made_from else Tie.UNKNOWN, targets=made_from)


def children_of(resources: Resources, parent: Resource, type_: str) -> tuple[Resource, ...]:
    """Return the resources of a type directly below another one, its extensions too.

    A resource without an id is taken for a child where one of its values is made from the parent.
    """
    below = resources.children(parent, type_)
    return below + tuple(
        each
        for each in resources.of_type(type_)
        if each.id is None and any(parent.key in keys for keys in each.references.values())
    )


def hangs_nowhere(resource: Resource) -> bool:
    """Return whether nothing tells what a child or an extension belongs to: neither its id nor a value of its own."""
    return resource.id is None and not resource.references


def prerequisites(resource: Resource, resources: Resources) -> frozenset[str]:
    """Return the keys of all that must exist before a resource, directly or not."""
    seen: set[str] = set()
    waiting = [resource]
    while waiting:
        here = waiting.pop()
        keys = {*here.depends_on, *(key for made_from in here.references.values() for key in made_from)} - seen
        seen |= keys
        waiting += [found for key in keys if (found := resources.get(key)) is not None]
    return frozenset(seen)


def objects_at(value: Value, path: str) -> Iterator[tuple[str, Value]]:
    """Yield the elements at a path with their own paths; one unknown element for an array that is not known."""
    whole = value_at(value, path)
    if is_hidden(whole):
        yield path, UNKNOWN
    else:
        yield from items_at(value, path)


def name_of(resource: Resource) -> str:
    """Return a resource's own name, without those of its parents; empty where it is not known."""
    name = resource.value("name")
    known = resource.id if name is MISSING else name
    return known.rsplit("/", 1)[-1] if isinstance(known, str) else ""


def type_of_id(id_: str) -> str:
    """Return the ARM type that an id is of, for example `Microsoft.KeyVault/vaults`; empty for none."""
    at = id_.casefold().rfind("/providers/")
    segments = id_[at + len("/providers/") :].split("/")
    return "/".join([segments[0], *segments[1::2]]) if at >= 0 else ""
