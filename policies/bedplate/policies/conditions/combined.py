"""Conditions made of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bedplate.policies.conditions.answer import Answer, Condition, Truth
from bedplate.policies.values import Value, value_at

_OPPOSITE = {Truth.HOLDS: Truth.FAILS, Truth.FAILS: Truth.HOLDS, Truth.UNKNOWN: Truth.UNKNOWN}


def all_of(*conditions: Condition) -> Condition:
    """Hold where all hold; what fails is told before what is unknown."""
    return _combined(conditions, decisive=Truth.FAILS)


def any_of(*conditions: Condition) -> Condition:
    """Hold where one holds; of several that fail, the first is told."""
    return _combined(conditions, decisive=Truth.HOLDS)


def negated(condition: Condition, expected: str) -> Condition:
    """Hold where another does not.

    Args:
        condition: the other.
        expected: what is expected instead, in words.
    """

    def answer(root: Value) -> Answer:
        other = condition.answer(root)
        return replace(other, truth=_OPPOSITE[other.truth], expected=expected)

    return Condition(answer, condition.paths)


def inside(path: str, condition: Condition) -> Condition:
    """Hold where a condition holds of the object at a path; what a rule reads is told by that path alone."""

    def answer(root: Value) -> Answer:
        return condition.answer(value_at(root, path)).below(path)

    return Condition(answer, (path,))


def joined(answers: Sequence[Answer], decisive: Truth) -> Answer | None:
    """Return the answer that decides: a decisive one, else an unknown one, else the first; `None` of none."""
    for wanted in (decisive, Truth.UNKNOWN):
        for answer in answers:
            if answer.truth is wanted:
                return answer
    return answers[0] if answers else None


def _combined(conditions: tuple[Condition, ...], decisive: Truth) -> Condition:
    if not conditions:
        raise ValueError("expected at least one condition")

    def answer(root: Value) -> Answer:
        answers = [condition.answer(root) for condition in conditions]
        return joined(answers, decisive) or answers[0]

    return Condition(answer, tuple(dict.fromkeys(path for each in conditions for path in each.paths)))
