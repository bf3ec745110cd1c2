"""What each condition says of values that are right, wrong, left out, unknown, secret and written in another case."""

from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.conditions import (
    Condition,
    Truth,
    all_of,
    any_of,
    at_least,
    at_most,
    each,
    equals,
    has_item,
    has_items,
    inside,
    is_empty,
    is_given,
    lacks_item,
    matches,
    negated,
    none_of,
    not_less,
    one_of,
    some,
)
from bedplate.policies.values import SECRET, UNKNOWN

HOLDS, FAILS, NOT_KNOWN = Truth.HOLDS, Truth.FAILS, Truth.UNKNOWN


@pytest.mark.parametrize(
    ("condition", "value", "expected"),
    [
        pytest.param(equals("a", "Deny"), "Deny", HOLDS, id="equals-same"),
        pytest.param(equals("a", "Deny"), "dENY", HOLDS, id="equals-other-case"),
        pytest.param(equals("a", "Deny"), "Allow", FAILS, id="equals-other"),
        pytest.param(equals("a", expected=True), "true", HOLDS, id="equals-quoted-boolean"),
        pytest.param(equals("a", expected=True), 1, FAILS, id="equals-number-is-no-boolean"),
        pytest.param(equals("a", expected=False), 0, FAILS, id="equals-zero-is-not-false"),
        pytest.param(equals("a", 2), 2.0, HOLDS, id="equals-number"),
        pytest.param(equals("a", "x"), UNKNOWN, NOT_KNOWN, id="equals-unknown"),
        pytest.param(equals("a", "x"), SECRET, NOT_KNOWN, id="equals-secret"),
        pytest.param(equals("a", "x", default="x"), None, HOLDS, id="equals-null-takes-the-default"),
        pytest.param(one_of("a", "x", "y"), "Y", HOLDS, id="one-of"),
        pytest.param(one_of("a", "x", "y"), "z", FAILS, id="one-of-none"),
        pytest.param(none_of("a", "F0"), "S0", HOLDS, id="none-of"),
        pytest.param(none_of("a", "F0"), "f0", FAILS, id="none-of-other-case"),
        pytest.param(none_of("a", "F0"), None, FAILS, id="none-of-nothing"),
        pytest.param(at_least("a", 3), 3, HOLDS, id="at-least"),
        pytest.param(at_least("a", 3), "4", HOLDS, id="at-least-quoted"),
        pytest.param(at_least("a", 3), 2, FAILS, id="at-least-below"),
        pytest.param(at_least("a", 1), True, FAILS, id="at-least-of-a-boolean"),
        pytest.param(at_least("a", 1), "many", FAILS, id="at-least-of-words"),
        pytest.param(at_most("a", 3), 3, HOLDS, id="at-most"),
        pytest.param(at_most("a", 3), 4, FAILS, id="at-most-above"),
        pytest.param(not_less("a", "b", default=3), 3, HOLDS, id="not-less-than-the-default"),
        pytest.param(not_less("a", "b", default=3), 2, FAILS, id="less-than-the-default"),
        pytest.param(not_less("b", "a", default=3), 4, FAILS, id="default-less"),
        pytest.param(not_less("b", "a", default=3), UNKNOWN, NOT_KNOWN, id="not-less-than-unknown"),
        pytest.param(not_less("a", "b", default=3), "many", FAILS, id="not-less-of-no-number"),
        pytest.param(at_most("a", 3), [], FAILS, id="at-most-of-a-list"),
        pytest.param(matches("a", "x.+", "x"), "XY", HOLDS, id="matches"),
        pytest.param(matches("a", "x", "x"), "xy", FAILS, id="matches-only-the-whole"),
        pytest.param(is_given("a"), "x", HOLDS, id="given"),
        pytest.param(is_given("a"), SECRET, HOLDS, id="given-secret"),
        pytest.param(is_given("a"), UNKNOWN, NOT_KNOWN, id="given-unknown"),
        pytest.param(is_given("a"), False, HOLDS, id="given-false"),
        pytest.param(is_given("a"), [], FAILS, id="given-empty-list"),
        pytest.param(is_given("a"), None, FAILS, id="given-null"),
        pytest.param(is_empty("a"), {}, HOLDS, id="empty-object"),
        pytest.param(is_empty("a"), 0, FAILS, id="empty-zero"),
        pytest.param(is_empty("a"), SECRET, FAILS, id="empty-secret"),
        pytest.param(is_empty("a"), UNKNOWN, NOT_KNOWN, id="empty-unknown"),
        pytest.param(has_item("a", "x"), ["X"], HOLDS, id="has-item"),
        pytest.param(has_item("a", "x"), "y, x", HOLDS, id="has-item-between-commas"),
        pytest.param(has_item("a", "x"), ["y", UNKNOWN], NOT_KNOWN, id="has-item-perhaps"),
        pytest.param(has_item("a", "x"), ["x", UNKNOWN], HOLDS, id="has-item-whatever-else"),
        pytest.param(has_item("a", "x"), None, FAILS, id="has-item-of-nothing"),
        pytest.param(lacks_item("a", "x"), None, HOLDS, id="lacks-item-of-nothing"),
        pytest.param(lacks_item("a", "x"), ["y"], HOLDS, id="lacks-item"),
        pytest.param(lacks_item("a", "x"), ["X"], FAILS, id="lacks-item-there"),
        pytest.param(lacks_item("a", "x"), UNKNOWN, NOT_KNOWN, id="lacks-item-unknown"),
        pytest.param(each("a", equals("b", 1)), [{"b": 1}, {"b": 1}], HOLDS, id="each"),
        pytest.param(each("a", equals("b", 1)), [], HOLDS, id="each-of-none"),
        pytest.param(each("a", equals("b", 1)), [UNKNOWN, {"b": 2}], FAILS, id="each-fails-before-unknown"),
        pytest.param(each("a", equals("b", 1)), [UNKNOWN, {"b": 1}], NOT_KNOWN, id="each-perhaps"),
        pytest.param(each("a", equals("b", 1)), UNKNOWN, NOT_KNOWN, id="each-of-unknown"),
        pytest.param(each("a", equals("b", 1)), "", HOLDS, id="each-of-an-empty-text"),
        pytest.param(each("a", equals("b", 1)), "no list", NOT_KNOWN, id="each-of-a-text"),
        pytest.param(each("a", equals("", "x")), ["x", "y"], FAILS, id="each-of-plain-values"),
        pytest.param(some("a", equals("b", 1), "one"), [{"b": 2}, {"b": 1}], HOLDS, id="some"),
        pytest.param(some("a", equals("b", 1), "one"), [{"b": 2}], FAILS, id="some-none"),
        pytest.param(some("a", equals("b", 1), "one"), [{"b": UNKNOWN}], NOT_KNOWN, id="some-perhaps"),
        pytest.param(inside("a", equals("b", 1)), {"B": 1}, HOLDS, id="inside"),
        pytest.param(inside("a", equals("b", 1)), [{"b": 1}], FAILS, id="inside-a-list"),
        pytest.param(inside("a", equals("b", 1)), None, FAILS, id="inside-nothing"),
        pytest.param(inside("a", equals("b", 1)), UNKNOWN, NOT_KNOWN, id="inside-unknown"),
        pytest.param(some("a", equals("b", 1), "one"), None, FAILS, id="some-of-nothing"),
    ],
)
def test_truth(condition: Condition, value: Any, expected: Truth) -> None:
    assert condition.answer({"a": value}).truth is expected


@pytest.mark.parametrize("truths", [(a, b) for a in "hfu" for b in "hfu"], ids="".join)
def test_combinations_follow_kleene(truths: tuple[str, str]) -> None:
    values = {"h": 1, "f": 2, "u": UNKNOWN}
    rank = {"f": 0, "u": 1, "h": 2}
    names = {"h": HOLDS, "f": FAILS, "u": NOT_KNOWN}
    body = {"a": values[truths[0]], "b": values[truths[1]]}
    both = (equals("a", 1), equals("b", 1))
    ranked = sorted(truths, key=lambda letter: rank[letter])
    assert all_of(*both).answer(body).truth is names[ranked[0]]
    assert any_of(*both).answer(body).truth is names[ranked[-1]]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(1, FAILS, id="holds"),
        pytest.param(2, HOLDS, id="fails"),
        pytest.param(UNKNOWN, NOT_KNOWN, id="unknown"),
    ],
)
def test_negation(value: Any, expected: Truth) -> None:
    assert negated(equals("a", 1), "not 1").answer({"a": value}).truth is expected


def test_a_property_is_found_whatever_its_case() -> None:
    assert (
        equals("properties.networkAcls.defaultAction", "Deny")
        .answer({"Properties": {"networkacls": {"DEFAULTACTION": "deny"}}})
        .truth
        is HOLDS
    )


def test_below_an_unknown_object_nothing_is_known() -> None:
    assert equals("properties.a", 1).answer({"properties": UNKNOWN}).truth is NOT_KNOWN


@pytest.mark.parametrize(
    ("condition", "body", "reason"),
    [
        pytest.param(equals("a.b", "x"), {"a": {"b": "y"}}, "a.b is y, expected x", id="other"),
        pytest.param(equals("a.b", expected=True), {}, "a.b is not set, expected true", id="missing"),
        pytest.param(one_of("a", "x", "y", "z"), {"a": SECRET}, "a is secret, expected x, y or z", id="secret"),
        pytest.param(is_empty("a"), {"a": [1]}, "a has 1 item, expected nothing", id="list"),
        pytest.param(
            each("a", at_least("b", 2)), {"a": [{"b": 2}, {"b": 1}]}, "a[1].b is 1, expected at least 2", id="item"
        ),
        pytest.param(each("a", equals("b", 1)), {}, "a is not set", id="nothing-expected"),
        pytest.param(
            equals("a", expected=False, default=False), {}, "a is not set, and Azure then takes false", id="default"
        ),
        pytest.param(equals("a", "x", default="y"), {}, "a is not set, expected x", id="default-that-fails"),
        pytest.param(all_of(equals("a", 1), equals("b", 1)), {"a": 1, "b": 2}, "b is 2, expected 1", id="all-of"),
    ],
)
def test_reasons(condition: Condition, body: Any, reason: str) -> None:
    assert condition.answer(body).reason == reason


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(["1", "2"], HOLDS, id="enough"),
        pytest.param(["1"], FAILS, id="too-few"),
        pytest.param("1, 2", FAILS, id="no-array"),
        pytest.param(None, FAILS, id="missing"),
        pytest.param(UNKNOWN, NOT_KNOWN, id="unknown"),
    ],
)
def test_number_of_items(value: Any, expected: Truth) -> None:
    answer = has_items("zones", 2).answer({"zones": value})
    assert answer.truth is expected
    assert answer.expected == "at least 2 items"


def test_paths_are_those_of_all_parts() -> None:
    assert all_of(equals("a", 1), any_of(is_given("b"), equals("a", 2))).paths == ("a", "b")
