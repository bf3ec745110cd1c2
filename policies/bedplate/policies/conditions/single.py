"""Conditions on one value.

Where `default` is given, it is what Azure takes when the property is left out; without it, a property that is left
out does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bedplate.policies.conditions.answer import Answer, Condition, Truth
from bedplate.policies.values import (
    MISSING,
    SECRET,
    UNKNOWN,
    Value,
    is_array,
    is_hidden,
    is_object,
    same_word,
    value_at,
)


def equals(path: str, expected: Value, *, default: Value = MISSING) -> Condition:
    """Hold where a value is `expected`; words and booleans whatever their case, as Azure reads them."""
    return _known(path, lambda value: same_word(value, expected), _word(expected), default)


def one_of(path: str, *allowed: Value, default: Value = MISSING) -> Condition:
    """Hold where a value is one of `allowed`."""
    return _known(path, lambda value: any(same_word(value, each) for each in allowed), _either(allowed), default)


def none_of(path: str, *refused: Value, default: Value = MISSING) -> Condition:
    """Hold where a value is given, or has a default, and is none of `refused`."""
    expected = f"anything but {_either(refused)}"
    return _known(path, lambda value: not any(same_word(value, each) for each in refused), expected, default)


def at_least(path: str, least: float, *, default: Value = MISSING) -> Condition:
    """Hold where a number is not below `least`."""
    return _known(path, lambda value: _number(value) >= least, f"at least {least:g}", default)


def at_most(path: str, most: float, *, default: Value = MISSING) -> Condition:
    """Hold where a number is not above `most`."""
    return _known(path, lambda value: _number(value) <= most, f"at most {most:g}", default)


def not_less(path: str, other: str, *, default: float) -> Condition:
    """Hold where a number is not below another one of the same object.

    Args:
        path: dotted path of the number.
        other: dotted path of the other.
        default: what Azure takes for each of them where nothing is given.
    """

    def answer(root: Value) -> Answer:
        value, least = value_at(root, path), value_at(root, other)
        expected = f"at least {other.rpartition('.')[2]}"
        if is_hidden(value) or is_hidden(least):
            return Answer(Truth.UNKNOWN, path, value, expected)
        number, bound = (default if each is MISSING else _number(each) for each in (value, least))
        return Answer(_truth(number >= bound), path, value, expected, assumed=default)

    return Condition(answer, (path, other))


def matches(path: str, pattern: str, expected: str, *, default: Value = MISSING) -> Condition:
    """Hold where a regular expression matches a whole text, whatever its case.

    Args:
        path: dotted path of the text.
        pattern: the regular expression.
        expected: what it asks for, in words.
        default: what Azure takes where nothing is given.
    """
    compiled = re.compile(pattern, re.IGNORECASE)
    return _known(path, lambda value: bool(compiled.fullmatch(str(value))), expected, default)


def is_given(path: str) -> Condition:
    """Hold where there is a value, and it is not empty; a secret is one."""

    def answer(root: Value) -> Answer:
        value = value_at(root, path)
        truth = Truth.UNKNOWN if value is UNKNOWN else _truth(value is SECRET or not _is_nothing(value))
        return Answer(truth, path, value, "a value")

    return Condition(answer, (path,))


def is_empty(path: str) -> Condition:
    """Hold where there is no value, or an empty one."""

    def answer(root: Value) -> Answer:
        value = value_at(root, path)
        truth = Truth.UNKNOWN if value is UNKNOWN else _truth(value is not SECRET and _is_nothing(value))
        return Answer(truth, path, value, "nothing")

    return Condition(answer, (path,))


def _known(path: str, holds: Callable[[Value], bool], expected: str, default: Value) -> Condition:
    def answer(root: Value) -> Answer:
        value = value_at(root, path)
        judged = default if value is MISSING else value
        if is_hidden(judged):
            return Answer(Truth.UNKNOWN, path, value, expected)
        return Answer(_truth(judged is not MISSING and holds(judged)), path, value, expected, assumed=default)

    return Condition(answer, (path,))


def _truth(holds: bool) -> Truth:  # noqa: FBT001 - a conversion
    return Truth.HOLDS if holds else Truth.FAILS


def _is_nothing(value: Value) -> bool:
    return value is MISSING or value == "" or ((is_array(value) or is_object(value)) and not value)


def _number(value: Value) -> float:
    """Return a number, also one that is written as text; not a number for anything else, which nothing satisfies."""
    try:
        return float("nan") if isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        return float("nan")


def _either(values: tuple[Value, ...]) -> str:
    words = [_word(value) for value in values]
    return " or ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _word(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
