"""A YAML document as a tree whose every node knows its place in the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

Path = tuple[str | int, ...]
"""Where a value stands: mapping keys and list indexes from the root."""


class Place(NamedTuple):
    """Line and column, both from 1."""

    line: int
    column: int


@dataclass(slots=True, eq=False)
class Scalar:
    """A leaf, still as the text that was written."""

    place: Place
    text: str
    plain: bool
    """Whether it stands without quotes and without a block indicator."""
    tag: str | None
    unreadable: bool = False
    """Whether it stands for something that was complained about already."""


@dataclass(slots=True, eq=False)
class Sequence:
    """A list."""

    place: Place
    tag: str | None
    items: list[Node] = field(default_factory=list["Node"])


@dataclass(slots=True, eq=False)
class Mapping:
    """A mapping, with its keys in file order, duplicates and merge keys included."""

    place: Place
    tag: str | None
    entries: list[tuple[Node, Node]] = field(default_factory=list[tuple["Node", "Node"]])

    def merged(self) -> dict[str, tuple[Place, Node]]:
        """Return every key with its place and value: the mapping's own, then those of merge keys."""
        result: dict[str, tuple[Place, Node]] = {}
        merges: list[Node] = []
        for key, value in self.entries:
            if is_merge_key(key):
                merges.extend(value.items if isinstance(value, Sequence) else [value])
            elif isinstance(key, Scalar) and not key.unreadable:
                result.setdefault(key.text, (key.place, value))
        for merge in merges:
            if isinstance(merge, Mapping):
                for name, entry in merge.merged().items():
                    result.setdefault(name, entry)
        return result


Node = Scalar | Sequence | Mapping


def is_merge_key(key: Node) -> bool:
    """Return whether `key` is YAML's `<<`, which takes over the keys of another mapping."""
    return isinstance(key, Scalar) and key.plain and key.tag is None and key.text == "<<"


def is_empty(node: Node) -> bool:
    """Return whether nothing was written where `node` stands."""
    return isinstance(node, Scalar) and node.plain and not node.text


def place_of(root: Node, path: Path, *, root_key: Place, of_key: bool = False) -> Place:
    """Return where the value at `path` stands, or the nearest ancestor that the file has.

    Args:
        root: node that `path` starts from.
        path: keys and indexes.
        root_key: place of the key under which `root` stands.
        of_key: return the place of the value's key instead; a list item's is its own.
    """
    node, place, key_place = root, root_key, root_key
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str) and step in (entries := node.merged()):
            key_place, node = entries[step]
            place = key_place if is_empty(node) else node.place
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            place = key_place = node.place
        else:
            break
    return key_place if of_key else place
