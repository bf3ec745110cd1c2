"""Places in ARM objects, written as `properties.rules[access=Allow,direction=Inbound].source`, and changes at them."""

from __future__ import annotations

import copy
import fnmatch
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bedplate.policies.values import MISSING, Value, same_word, value_at

_STEP = re.compile(r"([^.\[\]]+)|\[([^\]]*)\]")
Place = tuple[str | int, ...]
"""Keys and indexes from an ARM object down to one value."""


def places(body: Mapping[str, Any], path: str) -> Iterator[Place]:
    """Yield the places that a path names; its last property need not be there, all above it must.

    Args:
        body: the ARM object.
        path: names joined by dots; `[*]` stands for every element of an array or object, `[a=x|y,b!=z]` for those whose
            values are so (patterns of `fnmatch`, whatever the case), `[+]` for a new element at the end.
    """
    yield from _walk(body, list(_steps(path)), ())


def matches(value: Value, conditions: str) -> bool:
    """Return whether values of an object are as `a=x|y,b!=z` wants them; an empty text wants nothing."""
    return all(_holds(value, each) for each in conditions.split(",") if each)


def value_in(body: Any, place: Place) -> Value:
    """Return the value at a place, `MISSING` where there is none."""
    for step in place:
        if isinstance(body, Mapping):
            body = body.get(step, MISSING)
        elif isinstance(body, list) and isinstance(step, int) and step < len(body):
            body = body[step]
        else:
            return MISSING
    return MISSING if body is None else body


def with_value(body: Mapping[str, Any], place: Place, value: Value) -> dict[str, Any]:
    """Return an ARM object with another value at a place; without the property or element for `MISSING`."""
    if not place:
        return dict(copy.deepcopy(value))
    first, *rest = place
    changed: Any = list(body) if isinstance(body, list) else dict(body)
    if rest:
        changed[first] = with_value(changed[first], tuple(rest), value)
    elif value is MISSING:
        del changed[first]
    elif isinstance(changed, list) and first == len(changed):
        changed.append(value)
    else:
        changed[first] = value
    return changed  # type: ignore[no-any-return]


def shown(place: Place) -> str:
    """Return a place as rules write paths, for example `properties.rules[0].source`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place).lstrip(".")


def _steps(path: str) -> Iterator[tuple[str, bool]]:
    for name, selector in _STEP.findall(path):
        yield (name, False) if name else (selector, True)


def _walk(value: Any, steps: list[tuple[str, bool]], above: Place) -> Iterator[Place]:
    if not steps:
        yield above
        return
    (step, selects), rest = steps[0], steps[1:]
    if selects:
        for key, item in _elements(value, step):
            yield from _walk(item, rest, (*above, key))
    elif isinstance(value, Mapping):
        key = next((key for key in value if key.casefold() == step.casefold()), step)
        if not rest:
            yield (*above, key)
        elif key in value:
            yield from _walk(value[key], rest, (*above, key))


def _elements(value: Any, selector: str) -> Iterator[tuple[str | int, Any]]:
    if selector == "+":
        yield (len(value), MISSING)
        return
    found = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    yield from ((key, item) for key, item in found if selector == "*" or matches(item, selector))


def _holds(value: Value, condition: str) -> bool:
    path, _, wanted = condition.partition("=")
    negated = path.endswith("!")
    actual = value_at(value, path.removesuffix("!"))
    return _is_one_of(actual, wanted.split("|")) is not negated


def _is_one_of(actual: Value, wanted: list[str]) -> bool:
    text = "" if actual is MISSING else actual if isinstance(actual, str) else str(actual).casefold()
    return any(same_word(text, each) or fnmatch.fnmatchcase(text.casefold(), each.casefold()) for each in wanted)
