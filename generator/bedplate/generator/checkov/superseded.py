"""Verdicts of checkov that are known to be wrong: which they are, and why."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bedplate.generator.engine.values import is_array, is_object


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One kind of wrong verdict."""

    check: str
    outcome: str
    """`fail`, `pass`, `any`, or `none` where the check never runs on its types."""
    types: tuple[str, ...]
    """ARM types in lower case; empty for all."""
    when: tuple[Mapping[str, Any], ...]
    """Conditions that all hold."""
    reason: str
    replaced_by: tuple[str, ...]
    """Ids of our rules."""

    def covers(self, *, check: str, outcome: str, type_: str, body: Mapping[str, Any]) -> bool:
        """Return whether a verdict is one of these."""
        return (
            check == self.check
            and self.outcome in {outcome, "any"}
            and self.is_for(type_)
            and all(_holds(each, body) for each in self.when)
        )

    def is_for(self, type_: str) -> bool:
        """Return whether it is about resources of an ARM type."""
        return not self.types or type_.casefold() in self.types


@cache
def superseded_entries() -> tuple[Entry, ...]:
    """Return all kinds of wrong verdicts, by check."""
    with Path(__file__).with_name("superseded.toml").open("rb") as file:
        rows: list[dict[str, Any]] = tomllib.load(file)["superseded"]
    return tuple(
        Entry(
            check=row["check"],
            outcome=row["outcome"],
            types=tuple(type_.casefold() for type_ in row.get("types", ())),
            when=tuple(row.get("when", ())),
            reason=row["reason"],
            replaced_by=tuple(row.get("replaced_by", ())),
        )
        for row in rows
    )


def _holds(condition: Mapping[str, Any], body: Mapping[str, Any]) -> bool:
    values = list(_values(body, condition["path"].split("/")))
    found = [str(value) for value in values]
    words = {value.casefold() for value in found}
    match condition:
        case {"missing": True}:
            return not found
        case {"is": wanted}:
            return any(each.casefold() in words for each in wanted)
        case {"is_not": refused}:
            return not any(each.casefold() in words for each in refused)
        case {"has_word": word} | {"lacks_word": word}:
            return (word.casefold() in _listed(words)) == ("has_word" in condition)
        case {"not_ends_with": ending}:
            return not any(value.endswith(ending) for value in found)
        case {"has": wanted}:
            return any(is_object(value) and wanted.items() <= value.items() for value in values)
        case _:
            raise ValueError(f"superseded.toml: no such condition: {dict(condition)}")


def _listed(texts: Iterable[str]) -> set[str]:
    """Return the words that texts list between commas."""
    return {word.strip() for text in texts for word in text.split(",")}


def _values(value: Any, names: list[str]) -> Iterator[Any]:
    """Yield what stands at a path."""
    if not names:
        if value is not None:
            yield value
    elif names[0] == "*" and is_array(value):
        for item in value:
            yield from _values(item, names[1:])
    elif is_object(value) and names[0] in value:
        yield from _values(value[names[0]], names[1:])
