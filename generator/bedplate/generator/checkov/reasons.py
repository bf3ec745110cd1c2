"""Why a check of checkov says what it says; checkov itself does not tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bedplate.generator.checkov.answers import Result
from bedplate.policies.conditions.answer import shown
from bedplate.policies.outcome import Outcome
from bedplate.policies.values import MISSING, is_array, is_object

_ANYTHING = "CKV_ANY"
_PART = re.compile(r"\[(\d+)\]|([^\[\]]+)")


def path_of(result: Result, body: Mapping[str, Any]) -> str:
    """Return the dotted path of the value that decides: an unknown one, the one named, the one asked for last."""
    if result.unknown:
        return result.unknown[0]
    places = [_place(each.split("/"), body) for each in result.evaluated]
    there = places if result.expected else [each for each in places if _value(body, each) is not MISSING]
    named = max(there, key=len, default=())
    if result.decided_by and (not named or _is_container(_value(body, named))):
        return _dotted(_place(result.decided_by.split("."), body))
    return _dotted(named)


def reason_for(result: Result, outcome: Outcome, body: Mapping[str, Any]) -> str:
    """Return a sentence without a full stop."""
    match outcome:
        case Outcome.UNDECIDED:
            return f"{' and '.join(result.unknown)} {_verb(len(result.unknown))} not known before a deployment"
        case Outcome.ERROR:
            return f"the check broke down: {result.fault}"
        case _:
            return _seen(result, body)


def _seen(result: Result, body: Mapping[str, Any]) -> str:
    path = path_of(result, body)
    if not path:
        return "the check does not tell what it looks at"
    value = _value(body, _place(path.split("."), body))
    seen = f"the check looks at {path}" if _is_container(value) else f"{path} {shown(value)}"
    if not result.expected or result.outcome == "PASSED":
        return seen
    expected = dict.fromkeys("a value" if each == _ANYTHING else _text(each) for each in result.expected)
    return f"{seen}, expected {' or '.join(expected)}"


def _place(keys: Sequence[str], body: Mapping[str, Any]) -> tuple[str | int, ...]:
    """Return a path as names and places in lists; checks write places also where there is no list."""
    place: tuple[str | int, ...] = ()
    for index, name in (part.groups() for key in keys for part in _PART.finditer(key)):
        if name or is_array(_value(body, place)):
            place = (*place, name or int(index))
    return place


def _value(body: Mapping[str, Any], place: Sequence[str | int]) -> Any:
    value: Any = body
    for name in place:
        if isinstance(name, int):
            if not is_array(value) or name >= len(value):
                return MISSING
            value = value[name]
        elif not is_object(value) or name not in value:
            return MISSING
        else:
            value = value[name]
    return value


def _is_container(value: Any) -> bool:
    return is_object(value) or is_array(value)


def _dotted(place: Sequence[str | int]) -> str:
    return "".join(f"[{name}]" if isinstance(name, int) else f".{name}" for name in place).removeprefix(".")


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _verb(count: int) -> str:
    return "is" if count == 1 else "are"
