"""Conditions on a member of an object whose name a dotted path cannot say, and on days."""

from __future__ import annotations

import datetime as dt

from bedplate.policies.conditions.answer import Answer, Condition, Truth
from bedplate.policies.values import Value, is_hidden, member, same_word, value_at


def member_equals(path: str, name: str, expected: Value) -> Condition:
    """Hold where a member of an object is `expected`; its name may have dots in it.

    Args:
        path: dotted path of the object.
        name: name of the member, whatever its case.
        expected: the value; words and booleans whatever their case and quotes.
    """

    def answer(root: Value) -> Answer:
        whole = value_at(root, path)
        value = whole if is_hidden(whole) else member(whole, name)
        truth = Truth.UNKNOWN if is_hidden(value) else Truth.HOLDS if same_word(value, expected) else Truth.FAILS
        word = str(expected).lower() if isinstance(expected, bool) else str(expected)
        return Answer(truth, f"{path}.{name}", value, word)

    return Condition(answer, (path,))


def not_before(path: str, day: dt.date) -> Condition:
    """Hold where a text is an ISO day, or begins with one, that is not before `day`."""

    def answer(root: Value) -> Answer:
        value = value_at(root, path)
        if is_hidden(value):
            return Answer(Truth.UNKNOWN, path, value, f"{day} or later")
        found = _day(value)
        holds = found is not None and found >= day
        return Answer(Truth.HOLDS if holds else Truth.FAILS, path, value, f"{day} or later")

    return Condition(answer, (path,))


def later_than(path: str, other: str) -> Condition:
    """Hold where a text is an ISO day, or begins with one, that is after another one of the same object.

    Args:
        path: dotted path of the later day.
        other: dotted path of the earlier one.
    """

    def answer(root: Value) -> Answer:
        value, earlier = value_at(root, path), value_at(root, other)
        expected = f"a day after {other.rpartition('.')[2]}"
        if is_hidden(value) or is_hidden(earlier):
            return Answer(Truth.UNKNOWN, path, value, expected)
        found, bound = _day(value), _day(earlier)
        holds = found is not None and bound is not None and found > bound
        return Answer(Truth.HOLDS if holds else Truth.FAILS, path, value, expected)

    return Condition(answer, (path, other))


def _day(value: Value) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value)[: len("2026-01-01")])
    except ValueError:
        return None
