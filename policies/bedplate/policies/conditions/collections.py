"""Conditions on the elements of an array, or on the values of an object."""

from __future__ import annotations

from dataclasses import replace

from bedplate.policies.conditions.answer import Answer, Condition, Truth
from bedplate.policies.conditions.combined import joined
from bedplate.policies.values import (
    MISSING,
    UNKNOWN,
    Value,
    is_array,
    is_hidden,
    is_object,
    items_at,
    same_word,
    value_at,
)


def each(path: str, condition: Condition) -> Condition:
    """Hold where a condition holds for every element; also where there is none."""

    def answer(root: Value) -> Answer:
        whole = value_at(root, path)
        if is_hidden(whole) or not (is_array(whole) or is_object(whole) or whole in {MISSING, ""}):
            return Answer(Truth.UNKNOWN, path, whole, "known items")
        return joined([_of_item(condition, place, item) for place, item in items_at(root, path)], Truth.FAILS) or (
            Answer(Truth.HOLDS, path, whole)
        )

    return Condition(answer, (path,))


def some(path: str, condition: Condition, expected: str) -> Condition:
    """Hold where a condition holds for at least one element.

    Args:
        path: dotted path of the array or object.
        condition: what is asked of an element.
        expected: what is expected of the whole, in words.
    """

    def answer(root: Value) -> Answer:
        whole = value_at(root, path)
        if is_hidden(whole):
            return Answer(Truth.UNKNOWN, path, whole, expected)
        truths = {condition.answer(item).truth for _place, item in items_at(root, path)}
        decided = next((truth for truth in (Truth.HOLDS, Truth.UNKNOWN) if truth in truths), Truth.FAILS)
        return Answer(decided, path, whole, expected)

    return Condition(answer, (path,))


def has_item(path: str, word: str) -> Condition:
    """Hold where an array holds a word, or a text lists it between commas (`SystemAssigned, UserAssigned`)."""

    def answer(root: Value) -> Answer:
        return _item(root, path, word, expected=f"{word} among them", wanted=True)

    return Condition(answer, (path,))


def lacks_item(path: str, word: str) -> Condition:
    """Hold where an array or a text with commas does not hold a word; also where nothing is given."""

    def answer(root: Value) -> Answer:
        return _item(root, path, word, expected=f"no {word} among them", wanted=False)

    return Condition(answer, (path,))


def has_items(path: str, least: int) -> Condition:
    """Hold where an array has at least so many elements."""
    expected = f"at least {least} item{'' if least == 1 else 's'}"

    def answer(root: Value) -> Answer:
        value = value_at(root, path)
        if is_hidden(value):
            return Answer(Truth.UNKNOWN, path, value, expected)
        return Answer(Truth.HOLDS if is_array(value) and len(value) >= least else Truth.FAILS, path, value, expected)

    return Condition(answer, (path,))


def _item(root: Value, path: str, word: str, *, expected: str, wanted: bool) -> Answer:
    value = value_at(root, path)
    items = _items(value)
    if any(same_word(item, word) for item in items):
        return Answer(Truth.HOLDS if wanted else Truth.FAILS, path, value, expected)
    if any(map(is_hidden, items)):
        return Answer(Truth.UNKNOWN, path, value, expected)
    return Answer(Truth.FAILS if wanted else Truth.HOLDS, path, value, expected)


def _items(value: Value) -> list[Value]:
    if value is MISSING:
        return []
    if isinstance(value, str):
        return [item.strip() for item in value.split(",")]
    return list(value) if is_array(value) else [value]


def _of_item(condition: Condition, path: str, item: Value) -> Answer:
    if is_hidden(item):
        return replace(condition.answer(UNKNOWN), truth=Truth.UNKNOWN, path=path, actual=item)
    return condition.answer(item).below(path)
