"""Which settings that a JSON Schema allowed another one refuses, or takes to mean something else."""

from __future__ import annotations

import json
import operator
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from tools.upgrade.breaks import Break, Kind
from tools.upgrade.wordless import Wordless

Schema: TypeAlias = Mapping[str, Any]

_WORDS = frozenset({"$schema", "title", "description", "examples", "discriminator"})
_WORDLESS = Wordless(words=_WORDS, by_name=("properties", "$defs"), values=("default", "enum", "const"))
_WALKED = frozenset({"$defs", "$ref", "type", "enum", "const", "properties", "required", "additionalProperties"})
_WALKED_TOO = frozenset({"items", "propertyNames", "anyOf", "oneOf", "default"})
_LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_TIGHTER: Mapping[str, Callable[[Any, Any], bool]] = MappingProxyType(
    {**dict.fromkeys(_LOWER, operator.gt), **dict.fromkeys(_UPPER, operator.lt)}
)
"""Whether a new bound allows less than an old one."""
_UNSAID = object()


def frozen_schema(schema: Schema) -> dict[str, Any]:
    """Return a JSON Schema without words."""
    kept: dict[str, Any] = _WORDLESS.of(schema)
    return kept


def settings_breaks(before: Schema, after: Schema) -> tuple[Break, ...]:
    """Return what the new schema does not allow any more, by key; what it allows beside is nobody's harm.

    A keyword that this comparison does not know counts as narrowed when it changes: better one row too many.

    Args:
        before: JSON Schema of the settings of a release.
        after: the same as it is now.
    """
    found = _Comparison(before, after).breaks(before, after, "")
    return tuple(dict.fromkeys(found))


class _Comparison:
    """Two schemas with their definitions, and the pairs of definitions that were compared already."""

    def __init__(self, before: Schema, after: Schema) -> None:
        self._old_root, self._new_root = before, after
        self._seen: set[tuple[str, str]] = set()

    def breaks(self, before: Any, after: Any, place: str) -> Iterator[Break]:
        old, new = _as_object(before), _as_object(after)
        yield from _default(old, new, place)
        if "$ref" in old and "$ref" in new:
            pair = (old["$ref"], new["$ref"])
            if pair in self._seen:
                return
            self._seen.add(pair)
        old, new = _resolved(self._old_root, old), _resolved(self._new_root, new)
        if _branches(old) or _branches(new):
            yield from self._unions(old, new, place)
            return
        if other := tuple(_types(old, new, place)):
            yield from other
            return
        yield from _values(old, new, place)
        yield from _bounds(old, new, place)
        yield from self._members(old, new, place)
        yield from self._below(old, new, place)

    def _unions(self, old: Schema, new: Schema, place: str) -> Iterator[Break]:
        """Yield what no branch of the new union takes, each old branch held against the one that fits it best."""
        choices = _branches(new) or [new]
        for branch in _branches(old) or [old]:
            found = [tuple(self._afresh().breaks(branch, choice, place)) for choice in choices]
            yield from min(found, key=lambda breaks: (any(_is_of_itself(each, place) for each in breaks), len(breaks)))

    def _afresh(self) -> _Comparison:
        other = _Comparison(self._old_root, self._new_root)
        other._seen = set(self._seen)
        return other

    def _members(self, old: Schema, new: Schema, place: str) -> Iterator[Break]:
        present = new.get("properties", {})
        for name, was in old.get("properties", {}).items():
            where = f"{place}.{name}" if place else name
            if name in present:
                yield from self.breaks(was, present[name], where)
            else:
                yield _break(Kind.REMOVED, where, says="a key")
        for name in sorted(set(new.get("required", ())) - set(old.get("required", ()))):
            where = f"{place}.{name}" if place else name
            yield _break(Kind.DEMANDED, where, says="may not be left out any more")

    def _below(self, old: Schema, new: Schema, place: str) -> Iterator[Break]:
        for keyword, where in (("items", "[]"), ("additionalProperties", ".*"), ("propertyNames", ".<key>")):
            was, now = old.get(keyword, True), new.get(keyword, True)
            if now is False and was is not False:
                yield _break(Kind.NARROWED, place, keyword, "nothing else is allowed now")
            elif now is not True and was is not False:
                yield from self.breaks(was, now, place + where)


def _resolved(root: Schema, schema: Schema) -> Schema:
    while "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        schema = {**root["$defs"][name], **{key: item for key, item in schema.items() if key != "$ref"}}
    return schema


def _branches(schema: Schema) -> list[Any]:
    return [*schema.get("anyOf", ()), *schema.get("oneOf", ())]


def _is_of_itself(each: Break, place: str) -> bool:
    """Return whether a branch is another one altogether: its own type or the constant that names it differs."""
    return (each.place == place and each.member in ("type", "value")) or (
        each.place.removeprefix(f"{place}.") in ("blueprint", "kind", "mode") and each.member == "value"
    )


def _default(old: Schema, new: Schema, place: str) -> Iterator[Break]:
    was, now = old.get("default", _UNSAID), new.get("default", _UNSAID)
    if was is not _UNSAID and was != now:
        says = f"{_written(was)} becomes {_written(now) if now is not _UNSAID else 'no default'}"
        yield _break(Kind.DEFAULT_CHANGED, place, says=says)


def _types(old: Schema, new: Schema, place: str) -> Iterator[Break]:
    was, now = _type_names(old), _type_names(new)
    if now and (not was or any(each not in now and not (each == "integer" and "number" in now) for each in was)):
        yield _break(Kind.RETYPED, place, "type", f"{_written(sorted(was) or 'any')} becomes {_written(sorted(now))}")


def _type_names(schema: Schema) -> frozenset[str]:
    given = schema.get("type", ())
    return frozenset([given] if isinstance(given, str) else given)


def _values(old: Schema, new: Schema, place: str) -> Iterator[Break]:
    was, now = _allowed(old), _allowed(new)
    if now is None:
        return
    if was is None:
        yield _break(Kind.NARROWED, place, "value", f"only {_written(now)} are allowed now")
        return
    for value in was:
        if value not in now:
            yield _break(Kind.NARROWED, place, "value", f"{_written(value)} is not allowed any more")


def _allowed(schema: Schema) -> list[Any] | None:
    if "const" in schema:
        return [schema["const"]]
    return schema.get("enum")


def _bounds(old: Schema, new: Schema, place: str) -> Iterator[Break]:
    for keyword in sorted(new.keys() - _WORDS - _WALKED - _WALKED_TOO):
        was, now = old.get(keyword, _UNSAID), new[keyword]
        if was is _UNSAID or _TIGHTER.get(keyword, _differs)(now, was):
            said = "nothing" if was is _UNSAID else _written(was)
            yield _break(Kind.NARROWED, place, keyword, f"{said} becomes {_written(now)}")


def _differs(now: Any, was: Any) -> bool:
    return bool(now != was)


def _as_object(schema: Any) -> Schema:
    return schema if isinstance(schema, Mapping) else {}


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _break(kind: Kind, place: str, member: str = "", says: str = "") -> Break:
    return Break(part="settings", kind=kind, place=place, member=member, says=says)
