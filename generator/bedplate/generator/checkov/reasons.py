"""Why a check of checkov says what it says; checkov itself does not tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bedplate.generator.checkov.answers import Result
from bedplate.policies.outcome import Outcome
from bedplate.policies.values import MISSING, is_array, is_object


def path_of(result: Result, body: Mapping[str, Any]) -> str:
    """Return the dotted path of the value that decides: an unknown one, else the deepest that the check names."""
    if result.unknown:
        return result.unknown[0]
    names = [_names(each) for each in result.evaluated]
    there = [each for each in names if _value(body, each) is not MISSING]
    if result.expected:
        there = names
    return _dotted(max(there, key=len, default=list[str]()))


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
    value = _value(body, _names(path.replace(".", "/"))) if path else MISSING
    if value is MISSING:
        seen = f"{path} is not set" if path else "the check does not tell what it looks at"
    elif is_object(value) or is_array(value):
        seen = f"the check looks at {path}"
    else:
        seen = f"{path} is {_text(value)}"
    if not result.expected or result.outcome == "PASSED":
        return seen
    expected = [_text(each) for each in result.expected if each != "CKV_ANY"]
    return seen + (f", expected {' or '.join(expected)}" if expected else ", expected anything")


def _names(key: str) -> list[str]:
    """Return the names of a path as checks write it: `properties/[0]/managedNetwork`, `rules[1]/type`, `a.b`."""
    names = [name.partition("[")[0] for name in key.split("/")]
    return [name for name in names if name]


def _value(body: Mapping[str, Any], names: list[str]) -> Any:
    value: Any = body
    for name in names:
        if not is_object(value) or name not in value:
            return MISSING
        value = value[name]
    return value


def _dotted(names: list[str]) -> str:
    return ".".join(names)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _verb(count: int) -> str:
    return "is" if count == 1 else "are"
