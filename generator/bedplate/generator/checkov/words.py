"""Values as Azure spells them, for checks that compare letter by letter."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bedplate.generator.engine.values import is_array, is_object

_BOOLEANS = {"true": True, "false": False}


def respelled(type_: str, body: dict[str, Any]) -> dict[str, Any]:
    """Return an ARM object with the words of its enumerations and its booleans as Azure writes them.

    Only what differs in case, or is a boolean written as text, is changed: it means the same to Azure.

    Args:
        type_: ARM type, in any case.
        body: the object; it is not changed.
    """
    for path, respell in _table().get(type_.casefold(), ()):
        body = _at(body, path, respell)
    return body


@cache
def _table() -> Mapping[str, Sequence[tuple[tuple[str, ...], Callable[[Any], Any]]]]:
    with Path(__file__).with_name("words.toml").open("rb") as file:
        rows: dict[str, dict[str, Any]] = tomllib.load(file)
    return {type_.casefold(): tuple(_entries(row)) for type_, row in rows.items()}


def _entries(row: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Callable[[Any], Any]]]:
    for path in row.get("booleans", ()):
        yield _names(path), _boolean
    for path, words in row.get("words", {}).items():
        yield _names(path), _word({word.casefold(): word for word in words})


def _names(path: str) -> tuple[str, ...]:
    return tuple(path.replace("[]", ".*").split("."))


def _boolean(value: Any) -> Any:
    return _BOOLEANS.get(value.casefold(), value) if isinstance(value, str) else value


def _word(spellings: Mapping[str, str]) -> Callable[[Any], Any]:
    return lambda value: spellings.get(value.casefold(), value) if isinstance(value, str) else value


def _at(value: Any, path: tuple[str, ...], respell: Callable[[Any], Any]) -> Any:
    """Return a value with another in the place of what stands at a path, sharing all the rest with it."""
    if not path:
        return respell(value)
    if is_object(value):
        names = list(value) if path[0] == "*" else [name for name in path[:1] if name in value]
        return {**value, **{name: _at(value[name], path[1:], respell) for name in names}}
    if is_array(value) and path[0] == "*":
        return [_at(item, path[1:], respell) for item in value]
    return value
