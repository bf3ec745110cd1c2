"""Reading YAML text into a tree with positions; everything that no reader could make sense of is reported."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from bedplate.blueprints.settings.findings import shown
from bedplate.blueprints.settings.positions import Mapping, Node, Place, Scalar, Sequence, is_empty, is_merge_key

Complaint = tuple[Place, str, str, str]
"""Place, rule, message and hint of a problem in a file whose name is not known here."""

MAXIMUM_DEPTH = 100
_NOTICED_LATE = frozenset({"while scanning a simple key", "while scanning a quoted scalar"})
"""What ruamel.yaml was doing when the mistake is where it began, not where it noticed."""
_MAXIMUM_NODES = 5_000


@dataclass(slots=True)
class Document:
    """The first document of a stream, and what is wrong with the stream."""

    root: Node | None = None
    complaints: list[Complaint] = field(default_factory=list[Complaint])


def read_document(text: str) -> Document:
    """Parse `text`; where it breaks off, the complaint says why and there is no root."""
    builder = _Builder()
    # ruamel.yaml has no annotations for its events and errors.
    parser: Any = YAML(typ="safe", pure=True)
    try:
        for event in parser.parse(text):
            builder.take(event)
    except _TooMuchError:
        builder.root = None
    except MarkedYAMLError as error:
        place, message = _described(error)
        builder.complain(place, "yaml-syntax", message, _syntax_hint(text, place))
        builder.root = None
    except ReaderError as error:
        before: str = text[: error.position]  # pyright: ignore[reportUnknownMemberType] -- ruamel.yaml has no annotations
        place = Place(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        builder.complain(place, "yaml-syntax", f"YAML takes no character {text[error.position]!a}", "remove it")  # pyright: ignore[reportUnknownMemberType]
        builder.root = None
    except (YAMLError, ValueError) as error:
        builder.complain(Place(1, 1), "yaml-syntax", f"the file is not YAML: {error}", "")
        builder.root = None
    builder.complaints.extend(_disputed_lines(text))
    if builder.root is not None:
        builder.complaints.extend(_structural_complaints(builder.root))
    return Document(builder.root, builder.complaints)


class _TooMuchError(Exception):
    """The file is not worth reading further; the complaint is made."""


class _Builder:
    """Turns parser events into nodes, without recursion, so that no nesting can exhaust the stack."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.complaints: list[Complaint] = []
        self._documents = 0
        self._nodes = 0
        self._anchors: dict[str, Node] = {}
        self._open: list[Mapping | Sequence] = []
        self._pending_keys: list[Node | None] = []

    def complain(self, place: Place, rule: str, message: str, hint: str) -> None:
        self.complaints.append((place, rule, message, hint))

    def take(self, event: Any) -> None:
        kind = event.__class__
        if kind is DocumentStartEvent:
            self._start_document(event)
        if self._documents > 1:
            return
        if kind is AliasEvent:
            self._take_alias(event)
        elif kind is ScalarEvent:
            plain = event.style in (None, "")
            self._add(event, Scalar(_place(event.start_mark), event.value, plain=plain, tag=_tag(event)))
        elif kind is MappingStartEvent:
            self._enter(event, Mapping(_place(event.start_mark), _tag(event)))
        elif kind is SequenceStartEvent:
            self._enter(event, Sequence(_place(event.start_mark), _tag(event)))
        elif kind in (MappingEndEvent, SequenceEndEvent):
            self._open.pop()
            self._pending_keys.pop()

    def _start_document(self, event: Any) -> None:
        self._documents += 1
        if self._documents == 2:  # noqa: PLR2004 -- the second document is the first too many
            self.complain(_place(event.start_mark), "yaml-documents", "the file holds several documents", "keep one")

    def _take_alias(self, event: Any) -> None:
        place = _place(event.start_mark)
        node = self._anchors.get(event.anchor)
        if node is None:
            self.complain(
                place, "yaml-alias", f"alias *{event.anchor} has no anchor", f"define &{event.anchor} above it"
            )
            node = Scalar(place, "", plain=False, tag=None, unreadable=True)
        elif any(node is ancestor for ancestor in self._open):
            self.complain(place, "yaml-alias", f"anchor &{event.anchor} contains itself", "write the value out")
            node = Scalar(place, "", plain=False, tag=None, unreadable=True)
        self._place_in_parent(node)

    def _enter(self, event: Any, node: Mapping | Sequence) -> None:
        self._add(event, node)
        if len(self._open) == MAXIMUM_DEPTH:
            self.complain(node.place, "yaml-depth", f"more than {MAXIMUM_DEPTH} levels of nesting", "flatten the file")
            raise _TooMuchError
        self._open.append(node)
        self._pending_keys.append(None)

    def _add(self, event: Any, node: Node) -> None:
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        self._place_in_parent(node)

    def _place_in_parent(self, node: Node) -> None:
        self._nodes += 1
        if self._nodes > _MAXIMUM_NODES:
            self.complain(node.place, "yaml-size", f"more than {_MAXIMUM_NODES} keys and values", "shorten the file")
            raise _TooMuchError
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif self._pending_keys[-1] is None:
            self._pending_keys[-1] = node
        else:
            parent.entries.append((self._pending_keys[-1], node))
            self._pending_keys[-1] = None


def _disputed_lines(text: str) -> Iterator[Complaint]:
    for number, line in enumerate(re.split(r"\r\n|[\r\n]", text), start=1):
        if line.startswith("%YAML"):
            yield Place(number, 1), "yaml-directive", "the Pulumi CLI takes no %YAML directive", "remove the line"
        for match in re.finditer("[\x85\u2028\u2029]", line):
            message = f"the Pulumi CLI takes the character U+{ord(match.group()):04X} for the end of a line"
            yield Place(number, match.start() + 1), "yaml-ambiguous", message, "remove it"


def _structural_complaints(root: Node) -> Iterator[Complaint]:
    if _expanded_size(root) > _MAXIMUM_NODES:
        hint = "use fewer aliases"
        yield (
            root.place,
            "yaml-size",
            f"more than {_MAXIMUM_NODES} keys and values once aliases are expanded",
            hint,
        )
        return
    seen: set[int] = set()
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen or isinstance(node, Scalar):
            continue
        seen.add(id(node))
        if isinstance(node, Sequence):
            waiting.extend(node.items)
            continue
        yield from _mapping_complaints(node)
        waiting.extend(value for _, value in node.entries)


def _mapping_complaints(node: Mapping) -> Iterator[Complaint]:
    first: dict[str, Place] = {}
    for key, value in node.entries:
        if not isinstance(key, Scalar):
            yield key.place, "yaml-key", "a key must be text, not a list or a mapping", "remove the leading `?`"
            continue
        if key.unreadable:
            continue
        if key.text in first:
            message = f"key {shown(key.text)} is given twice, first in line {first[key.text].line}"
            yield key.place, "duplicate-key", message, "remove one of the two"
        first.setdefault(key.text, key.place)
        if is_merge_key(key):
            sources = value.items if isinstance(value, Sequence) else [value]
            if not all(isinstance(source, Mapping) or _is_unreadable(source) for source in sources):
                place = key.place if is_empty(value) else value.place
                yield place, "yaml-merge", "<< takes over the keys of mappings only", "write << : *anchor"


def _is_unreadable(node: Node) -> bool:
    return isinstance(node, Scalar) and node.unreadable


def _expanded_size(root: Node) -> int:
    """Return how many nodes the tree has when every alias is written out, without writing them out."""
    sizes: dict[int, int] = {}
    waiting: list[tuple[Node, bool]] = [(root, False)]
    while waiting:
        node, children_done = waiting.pop()
        if id(node) in sizes:
            continue
        children = _children(node)
        if children_done or not children:
            sizes[id(node)] = 1 + sum(sizes[id(child)] for child in children)
        else:
            waiting.append((node, True))
            waiting.extend((child, False) for child in children)
    return sizes[id(root)]


def _children(node: Node) -> list[Node]:
    if isinstance(node, Sequence):
        return node.items
    if isinstance(node, Mapping):
        return [part for entry in node.entries for part in entry]
    return []


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1)


def _tag(event: Any) -> str | None:
    return None if event.tag is None else str(event.tag)


def _described(error: Any) -> tuple[Place, str]:
    mark = error.problem_mark or error.context_mark
    if error.context in _NOTICED_LATE:
        mark = error.context_mark
    parts = [str(part) for part in (error.context, error.problem) if part]
    return _place(mark) if mark is not None else Place(1, 1), "broken YAML: " + ", ".join(parts)


def _syntax_hint(text: str, place: Place) -> str:
    lines = text.splitlines()
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if "\t" in line[: place.column]:
        return "indent with spaces: YAML takes no tabs"
    return "check indentation, quotes and brackets here and just above"
