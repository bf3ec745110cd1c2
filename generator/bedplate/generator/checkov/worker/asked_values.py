"""Which value a check asked for last: the one that decides, where a check does not say by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .tracked_values import Path, dotted, is_list, is_object


class Asked:
    """What was asked for last."""

    def __init__(self) -> None:
        self._last: Path = ()

    def note(self, path: Path) -> None:
        """Take note of a question for a value, whether it is there or not."""
        self._last = path

    @property
    def last(self) -> str:
        """The path, as `properties.rules[0].name`; empty where nothing was asked for."""
        return dotted(self._last)


def asking(value: Any, asked: Asked, path: Path = ()) -> Any:
    """Return a copy of a JSON value that notes what it is asked for."""
    if is_object(value):
        return _Object({key: asking(item, asked, (*path, key)) for key, item in value.items()}, asked, path)
    if is_list(value):
        return _List([asking(item, asked, (*path, index)) for index, item in enumerate(value)], asked, path)
    return value


class _Object(dict[str, Any]):
    def __init__(self, items: dict[str, Any], asked: Asked, path: Path) -> None:
        super().__init__(items)
        self._asked, self._path = asked, path

    def __contains__(self, key: object) -> bool:
        self._asked.note((*self._path, str(key)))
        return super().__contains__(key)

    def __getitem__(self, key: str) -> Any:
        self._asked.note((*self._path, key))
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self._asked.note((*self._path, key))
        return super().get(key, default)


class _List(list[Any]):
    def __init__(self, items: list[Any], asked: Asked, path: Path) -> None:
        super().__init__(items)
        self._asked, self._path = asked, path

    def __iter__(self) -> Iterator[Any]:
        for index, item in enumerate(super().__iter__()):
            self._asked.note((*self._path, index))
            yield item
