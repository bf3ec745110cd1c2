"""What entry points of packages name as rules and packs, held to what those are before anybody relies on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from bedplate.components.joining import Group, Unfit
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.pack import Pack
from bedplate.policies.rule import Parameter, Rule, Scope

_ID = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)+", re.ASCII)
_TYPE = re.compile(r"\*|[A-Za-z][A-Za-z0-9.]*(/[A-Za-z][A-Za-z0-9.]*)+", re.ASCII)
_SENTENCES = ("title", "rationale", "fix")
_LISTS = ("types", "references", "benchmark", "checkov", "psrule", "azure_policy", "reads")
_KINDS = {"severity": Severity, "pillar": Pillar, "scope": Scope}


def read_rules(_name: str, value: object) -> Iterator[tuple[str, Rule] | Unfit]:
    """Yield the rules that an entry point names, or why they are none."""
    rules = cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)
    for rule in rules:
        if not isinstance(rule, Rule):
            yield Unfit(f"names a {type(rule).__name__}", f"name {Group.RULES.wanted}")
        elif complaint := next(_complaints_of_rule(rule), None):
            yield Unfit(f"the rule {rule.id} is none: {complaint[0]}", complaint[1])
        else:
            yield rule.id, rule


def read_pack_part(name: str, value: object) -> Iterator[tuple[str, Pack] | Unfit]:
    """Yield the pack that an entry point names, or why it is none; whether its rules are there shows later."""
    if not isinstance(value, Pack):
        yield Unfit(f"names a {type(value).__name__}", f"name {Group.PACKS.wanted}, for example of `parse_pack`")
    elif value.name != name:
        yield Unfit(f"the pack calls itself {value.name}", "give the entry point and the pack one name")
    elif complaint := next(_complaints_of_pack(value), None):
        yield Unfit(f"the pack is none: {complaint[0]}", complaint[1])
    else:
        yield name, value


def _complaints_of_rule(rule: Rule) -> Iterator[tuple[str, str]]:
    values: dict[str, Any] = {name: getattr(rule, name) for name in Rule.__slots__}
    if not (isinstance(values["id"], str) and _ID.fullmatch(values["id"])):
        yield "its id is no id", "write capital letters and digits with hyphens between, for example CON-01"
    yield from _complaints_of_words(values)
    if not callable(values["judge"]):
        yield "its judge is no function", "write a function of resource, resources and parameters that yields verdicts"
    if not _are_all(values["parameters"], Parameter):
        yield "its parameters are none", "write a mapping of names to Parameter"


def _complaints_of_words(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in _SENTENCES:
        if not _is_text(values[name]):
            yield f"its {name} says nothing, or what cannot be printed", "write a sentence"
    for name, kind in _KINDS.items():
        if not isinstance(values[name], kind):
            yield f"its {name} is {values[name]!r}", f"write one of {', '.join(str(each) for each in kind)}"
    for name in _LISTS:
        if not _are_texts(values[name]):
            yield f"its {name} are no tuple of texts", f'write {name}=("...",)'
    types: Iterable[str] = values["types"] if _are_texts(values["types"]) else ()
    if not types or not all(map(_TYPE.fullmatch, types)):
        yield "its types are no ARM types", 'write for example types=("Microsoft.Storage/storageAccounts",), or ("*",)'


def _complaints_of_pack(pack: Pack) -> Iterator[tuple[str, str]]:
    given: Any = pack  # whatever the types say: somebody else wrote it
    if not (_is_text(pack.title) and _is_text(pack.description)):
        yield "its title or description says nothing, or what cannot be printed", "write a sentence each"
    if not (_are_texts(given.rules) and given.rules):
        yield "its rules are no tuple of ids", 'write rules=("CON-01",)'
    if not _are_all(given.parameters, Mapping):
        yield "its parameters are no tables", "write a mapping of rule ids to mappings"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _are_texts(value: object) -> bool:
    return isinstance(value, tuple) and all(map(_is_text, cast("tuple[object, ...]", value)))


def _are_all(value: object, kind: type) -> bool:
    """Return whether a value is a mapping whose values are all of a kind."""
    if not isinstance(value, Mapping):
        return False
    return all(isinstance(each, kind) for each in cast("Mapping[object, object]", value).values())
