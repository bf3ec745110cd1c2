"""Property values that tell when a check reads one that is not known.

checkov has no notion of an unknown value, and what its checks say they evaluated is coarse or empty. So a check gets
containers that take note of every unknown value that it takes out of them: a verdict that rests on one is no verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias, TypeGuard

Path: TypeAlias = "tuple[str | int, ...]"
"""Where a value stands: names of properties and places in lists."""


class Reads:
    """The unknown values that were read since they were last asked for."""

    def __init__(self) -> None:
        self._paths: dict[Path, None] = {}

    def note(self, path: Path) -> None:
        """Take note of an unknown value that was read."""
        self._paths[path] = None

    def taken(self) -> list[str]:
        """Return the paths that were read, as `properties.rules[0].name`, and forget them."""
        paths = [dotted(path) for path in self._paths]
        self._paths.clear()
        return paths


def dotted(path: Path) -> str:
    """Return a path as people write it."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def tracked(value: Any, unknown: Iterable[Path], reads: Reads) -> Any:
    """Return a value whose unknown parts say so when they are read.

    Args:
        value: a JSON value with anything where it is not known.
        unknown: paths of what is not known.
        reads: takes note.
    """
    return _tracked(value, (), frozenset(unknown), reads)


def _tracked(value: Any, path: Path, unknown: frozenset[Path], reads: Reads) -> Any:
    if not any(each[: len(path)] == path for each in unknown):
        return value
    if is_object(value):
        items = {key: _tracked(item, (*path, key), unknown, reads) for key, item in value.items()}
        return TrackedDict(items, {key: (*path, key) for key in items if (*path, key) in unknown}, reads)
    if is_list(value):
        listed = [_tracked(item, (*path, index), unknown, reads) for index, item in enumerate(value)]
        return TrackedList(listed, {i: (*path, i) for i in range(len(listed)) if (*path, i) in unknown}, reads)
    return value


def is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    """Return whether a JSON value is an object."""
    return isinstance(value, dict)


def is_list(value: Any) -> TypeGuard[list[Any]]:
    """Return whether a JSON value is a list."""
    return isinstance(value, list)


def _chosen(places: range, place: int | slice[Any, Any, Any]) -> Iterable[int]:
    return places[place] if isinstance(place, slice) else (places[place],)


class TrackedDict(dict[str, Any]):
    """An object with unknown values. Asking whether a key is there is no reading of its value."""

    def __init__(self, items: dict[str, Any], unknown: dict[str, Path], reads: Reads) -> None:
        super().__init__(items)
        self._unknown, self._reads = unknown, reads

    def _note(self, keys: Iterable[str]) -> None:
        for key in keys:
            if key in self._unknown:
                self._reads.note(self._unknown[key])

    def __getitem__(self, key: str) -> Any:
        """Return a value."""
        self._note((key,))
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """Return a value, or another where there is none."""
        self._note((key,))
        return super().get(key, default)

    def values(self) -> Any:
        """Return all values."""
        self._note(self._unknown)
        return super().values()

    def items(self) -> Any:
        """Return all keys and values."""
        self._note(self._unknown)
        return super().items()

    def copy(self) -> dict[str, Any]:
        """Return all of it, untracked."""
        return dict(self.items())

    def __iter__(self) -> Iterator[str]:
        """Return the keys; with an iterator of its own, `dict(x)` and `{**x}` take every value by `__getitem__`."""
        return super().__iter__()

    def __repr__(self) -> str:
        """Write all values."""
        self._note(self._unknown)
        return super().__repr__()

    def __eq__(self, other: object) -> bool:
        """Compare all values."""
        self._note(self._unknown)
        return super().__eq__(other)

    __hash__ = None  # as of any dict


class TrackedList(list[Any]):
    """A list with unknown items."""

    def __init__(self, items: list[Any], unknown: dict[int, Path], reads: Reads) -> None:
        super().__init__(items)
        self._unknown, self._reads = unknown, reads

    def _note(self, places: Iterable[int]) -> None:
        for place in places:
            if place in self._unknown:
                self._reads.note(self._unknown[place])

    def __getitem__(self, place: Any) -> Any:
        """Return an item, or several."""
        self._note(_chosen(range(len(self)), place))
        return super().__getitem__(place)

    def __iter__(self) -> Iterator[Any]:
        """Return all items, each noted when it is reached."""
        return (self[place] for place in range(len(self)))

    def __contains__(self, item: object) -> bool:
        """Compare all items."""
        self._note(self._unknown)
        return super().__contains__(item)

    def copy(self) -> list[Any]:
        """Return all of it, untracked."""
        return list(iter(self))

    def __repr__(self) -> str:
        """Write all items."""
        self._note(self._unknown)
        return super().__repr__()

    def __eq__(self, other: object) -> bool:
        """Compare all items."""
        self._note(self._unknown)
        return super().__eq__(other)

    __hash__ = None  # as of any list
