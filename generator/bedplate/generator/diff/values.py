"""What differs between two property bags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from bedplate.generator.diff.model import ABSENT
from bedplate.generator.graph import PropertyPath, Secret, Value
from bedplate.generator.render.properties import is_list, is_mapping


class Masked(Enum):
    """Stands inside a `Secret` whose text was never recorded."""

    MASKED = "masked"


MASKED = Masked.MASKED
_HIDDEN = Secret(None)
"""What a diff holds in place of every secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where two bags differ, with secrets masked."""

    path: PropertyPath
    input: str
    """The path's names without positions and names of list items, joined by dots."""
    before: Value
    after: Value


def differences(before: Mapping[str, Value], after: Mapping[str, Value]) -> Iterator[Difference]:
    """Yield the deepest places where two bags differ, in the order of their keys."""
    yield from _mappings(before, after, (), ())


def uncompared(before: Mapping[str, Value], after: Mapping[str, Value]) -> int:
    """Return how many secrets both bags hold of which one side never recorded the text."""
    return sum(1 for _ in _masked_pairs(before, after))


def _between(before: Value, after: Value, path: PropertyPath, names: tuple[str, ...]) -> Iterator[Difference]:
    if is_mapping(before) and is_mapping(after):
        yield from _mappings(before, after, path, names)
    elif (items := _by_name(before)) is not None and (new_items := _by_name(after)) is not None:
        yield from _named_items(items, new_items, path, names)
    elif ABSENT in (before, after) and (_object(before) or _object(after)):
        yield from _mappings(_object(before), _object(after), path, names)
    elif not _equal(before, after):
        yield _difference(before, after, path, names)


def _object(value: Value) -> Mapping[str, Value]:
    return value if is_mapping(value) else {}


def _mappings(
    before: Mapping[str, Value], after: Mapping[str, Value], path: PropertyPath, names: tuple[str, ...]
) -> Iterator[Difference]:
    for key in sorted({*before, *after}):
        yield from _between(before.get(key, ABSENT), after.get(key, ABSENT), (*path, key), (*names, key))


def _named_items(
    before: Mapping[str, Value], after: Mapping[str, Value], path: PropertyPath, names: tuple[str, ...]
) -> Iterator[Difference]:
    found: list[Difference] = []
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name, ABSENT), after.get(name, ABSENT)
        if ABSENT in (old, new):  # an item that comes or goes is said as a whole
            found.append(_difference(old, new, (*path, name), names))
        else:
            found.extend(_between(old, new, (*path, name), names))
    yield from found
    if not found and list(before) != list(after):
        yield _difference(tuple(before), tuple(after), path, names)


def _difference(before: Value, after: Value, path: PropertyPath, names: tuple[str, ...]) -> Difference:
    return Difference(path=path, input=".".join(names), before=masked(before), after=masked(after))


def _by_name(value: Value) -> Mapping[str, Value] | None:
    """Return the items of a list by their names, where each is an object with a name of its own."""
    if not is_list(value) or not value:
        return None
    names = [item.get("name") if is_mapping(item) else None for item in value]
    if any(not isinstance(name, str) for name in names) or len(set(names)) < len(names):
        return None
    return dict(zip(map(str, names), value, strict=True))


def masked(value: Value) -> Value:
    """Return a value with every secret's text taken out."""
    if isinstance(value, Secret):
        return _HIDDEN
    if is_mapping(value):
        return {key: masked(item) for key, item in value.items()}
    if is_list(value):
        return tuple(masked(item) for item in value)
    return value


def _equal(before: Value, after: Value) -> bool:
    if ABSENT in (before, after):
        return before is after
    if isinstance(before, Secret) or isinstance(after, Secret):
        # Becoming secret is no change: the provider sees the same text.
        inner = [each.value if isinstance(each, Secret) else each for each in (before, after)]
        return MASKED in inner or _equal(*inner)
    if is_mapping(before) and is_mapping(after):
        return before.keys() == after.keys() and all(_equal(item, after[key]) for key, item in before.items())
    if is_list(before) and is_list(after):
        return _equal_lists(before, after)
    return isinstance(before, bool) == isinstance(after, bool) and bool(before == after)


def _equal_lists(before: Sequence[Value], after: Sequence[Value]) -> bool:
    return len(before) == len(after) and all(_equal(*pair) for pair in zip(before, after, strict=True))


def _masked_pairs(before: Value, after: Value) -> Iterator[None]:
    if any(isinstance(each, Secret) and each.value is MASKED for each in (before, after)):
        if ABSENT not in (before, after):
            yield
    elif is_mapping(before) and is_mapping(after):
        for key in before.keys() & after.keys():
            yield from _masked_pairs(before[key], after[key])
    elif is_list(before) and is_list(after):
        for pair in zip(before, after, strict=False):
            yield from _masked_pairs(*pair)
