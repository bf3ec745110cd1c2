"""What a change of the Pulumi package schema breaks for programs that use the components, in any language."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tools.upgrade.breaks import Break, Kind
from tools.upgrade.wordless import Wordless

_WORDLESS = Wordless(
    words=("description", "deprecationMessage"), by_name=("properties", "inputProperties", "resources", "types")
)
_TYPE_PREFIX = "#/types/"
_OF_RELEASE = ("version", "language", "dependencies", "displayName", "description")
"""What stands at the top of a schema and is no program's business."""


def frozen_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a package schema without words, and without what follows from the version."""
    kept: dict[str, Any] = _WORDLESS.of({key: value for key, value in schema.items() if key not in _OF_RELEASE})
    return kept


def package_breaks(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Break, ...]:
    """Return what no program can rely on any more.

    Whatever a program gives may be asked of it in more ways, never in fewer; whatever it is handed may hold more, never
    less. So optional inputs may come, and values of an enumeration; results may come.

    Args:
        before: the schema of a release, as `frozen_schema` returns it.
        after: the schema as it is now.
    """
    old, new = _WORDLESS.of(before), _WORDLESS.of(after)
    given, handed = _reachable(old, "inputProperties"), _reachable(old, "properties")
    return (
        *_resources(old.get("resources", {}), new.get("resources", {})),
        *_types(old.get("types", {}), new.get("types", {}), given, handed),
    )


def _resources(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Break]:
    for token, was in old.items():
        if token not in new:
            yield _break(Kind.REMOVED, token, says="a component")
            continue
        now = new[token]
        yield from _properties(token, was.get("inputProperties", {}), now.get("inputProperties", {}), "input ")
        yield from _more(token, was.get("requiredInputs", ()), now.get("requiredInputs", ()), "input ")
        yield from _properties(token, was.get("properties", {}), now.get("properties", {}), "output ")
        yield from _fewer(token, was.get("required", ()), now.get("required", ()), now.get("properties", {}))


def _types(
    old: Mapping[str, Any], new: Mapping[str, Any], given: frozenset[str], handed: frozenset[str]
) -> Iterator[Break]:
    for token, was in old.items():
        if token not in new:
            yield _break(Kind.REMOVED, token, says="a type")
            continue
        now = new[token]
        if was.get("type") != now.get("type") or ("enum" in was) != ("enum" in now):
            yield _break(Kind.RETYPED, token, says=f"{_kind_of(was)} becomes {_kind_of(now)}")
            continue
        yield from _values(token, was.get("enum", ()), now.get("enum", ()))
        yield from _properties(token, was.get("properties", {}), now.get("properties", {}), "")
        if token in given:
            yield from _more(token, was.get("required", ()), now.get("required", ()), "")
        if token in handed:
            yield from _fewer(token, was.get("required", ()), now.get("required", ()), now.get("properties", {}))


def _properties(token: str, old: Mapping[str, Any], new: Mapping[str, Any], side: str) -> Iterator[Break]:
    for name, was in old.items():
        if name not in new:
            yield _break(Kind.REMOVED, token, side + name)
        elif was != new[name]:
            says = f"{_written(was)} becomes {_written(new[name])}"
            yield _break(Kind.RETYPED, token, side + name, says)


def _values(token: str, old: Any, new: Any) -> Iterator[Break]:
    """Yield the values that left an enumeration; programs name them by their names too."""
    present = {(each.get("name"), each["value"]) for each in new}
    for each in old:
        if (each.get("name"), each["value"]) not in present:
            yield _break(Kind.REMOVED, token, str(each["value"]), "a value")


def _more(token: str, old: Any, new: Any, side: str) -> Iterator[Break]:
    for name in sorted(set(new) - set(old)):
        yield _break(Kind.DEMANDED, token, side + name, "may not be left out any more")


def _fewer(token: str, old: Any, new: Any, present: Mapping[str, Any]) -> Iterator[Break]:
    for name in sorted((set(old) - set(new)) & present.keys()):
        yield _break(Kind.DEMANDED, token, name, "was always there, and may be missing now")


def _reachable(schema: Mapping[str, Any], side: str) -> frozenset[str]:
    """Return the tokens of the types that a side of any component uses, directly or through others."""
    waiting = [each.get(side, {}) for each in schema.get("resources", {}).values()]
    found: set[str] = set()
    while waiting:
        for token in _references(waiting.pop()):
            if token not in found:
                found.add(token)
                waiting.append(schema.get("types", {}).get(token, {}))
    return frozenset(found)


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        reference = value.get("$ref")
        if isinstance(reference, str) and reference.startswith(_TYPE_PREFIX):
            yield reference.removeprefix(_TYPE_PREFIX)
        for item in value.values():
            yield from _references(item)
    elif isinstance(value, list):
        for item in value:
            yield from _references(item)


def _kind_of(type_: Mapping[str, Any]) -> str:
    return f"enumeration of {type_.get('type')}" if "enum" in type_ else str(type_.get("type"))


def _written(specification: Any) -> str:
    return json.dumps(specification, sort_keys=True)


def _break(kind: Kind, place: str, member: str = "", says: str = "") -> Break:
    return Break(part="components", kind=kind, place=place, member=member, says=says)
