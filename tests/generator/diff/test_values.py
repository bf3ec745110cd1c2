"""What differs between two property bags."""

from typing import Any

import pytest

from bedplate.generator.diff import ABSENT
from bedplate.generator.diff.values import MASKED, differences, uncompared
from bedplate.generator.graph import UNKNOWN, Secret, frozen

HIDDEN = Secret(None)


def found(before: Any, after: Any) -> list[tuple[Any, ...]]:
    return [(each.path, each.input, each.before, each.after) for each in differences(frozen(before), frozen(after))]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param({"a": 1}, {"a": 1}, [], id="same"),
        pytest.param({"a": 1}, {"a": 1.0}, [], id="number-of-another-kind"),
        pytest.param({"a": 1}, {"a": True}, [(("a",), "a", 1, True)], id="number-is-no-flag"),
        pytest.param({"a": {"b": 1}}, {"a": {"b": 2}}, [(("a", "b"), "a.b", 1, 2)], id="deep"),
        pytest.param({}, {"a": {"b": 1}}, [(("a", "b"), "a.b", ABSENT, 1)], id="object-comes"),
        pytest.param({"a": {"b": 1}}, {}, [(("a", "b"), "a.b", 1, ABSENT)], id="object-goes"),
        pytest.param({}, {"a": {}}, [(("a",), "a", ABSENT, {})], id="empty-object-comes"),
        pytest.param({"a": [1, 2]}, {"a": [2, 1]}, [(("a",), "a", (1, 2), (2, 1))], id="plain-list"),
        pytest.param({"a": UNKNOWN}, {"a": UNKNOWN}, [], id="unknown-on-both"),
        pytest.param({"a": UNKNOWN}, {"a": 1}, [(("a",), "a", UNKNOWN, 1)], id="unknown-before"),
        pytest.param({"a": Secret("x")}, {"a": Secret("x")}, [], id="same-secret"),
        pytest.param({"a": "x"}, {"a": Secret("x")}, [], id="becomes-secret"),
        pytest.param({"a": Secret("x")}, {"a": Secret("y")}, [(("a",), "a", HIDDEN, HIDDEN)], id="secret-changes"),
        pytest.param({}, {"a": {"b": [Secret("y")]}}, [(("a", "b"), "a.b", ABSENT, (HIDDEN,))], id="secret-within"),
        pytest.param({"a": Secret(MASKED)}, {"a": Secret(MASKED)}, [], id="masked"),
    ],
)
def test_differences(before: Any, after: Any, expected: list[tuple[Any, ...]]) -> None:
    assert found(before, after) == expected


def test_items_with_names_are_found_again_by_name() -> None:
    before = {"subnets": [{"name": "a", "size": 1}, {"name": "b", "size": 2}]}
    after = {"subnets": [{"name": "new", "size": 9}, {"name": "b", "size": 3}, {"name": "a", "size": 1}]}

    assert found(before, after) == [
        (("subnets", "b", "size"), "subnets.size", 2, 3),
        (("subnets", "new"), "subnets", ABSENT, {"name": "new", "size": 9}),
    ]


def test_another_order_of_named_items_is_a_change() -> None:
    before = {"rules": [{"name": "a"}, {"name": "b"}]}

    assert found(before, {"rules": before["rules"][::-1]}) == [(("rules",), "rules", ("a", "b"), ("b", "a"))]


def test_items_that_share_a_name_are_compared_as_one_list() -> None:
    twice = {"rules": [{"name": "a", "v": 1}, {"name": "a", "v": 2}]}

    assert [each[0] for each in found(twice, {"rules": [{"name": "a", "v": 1}]})] == [("rules",)]


def test_masked_secrets_are_counted_and_not_compared() -> None:
    before = frozen({"a": Secret(MASKED), "b": [Secret(MASKED)], "c": Secret("x"), "gone": Secret(MASKED)})
    after = frozen({"a": Secret("y"), "b": [Secret(MASKED)], "c": Secret("x")})

    assert uncompared(before, after) == 2
    assert [each.path for each in differences(before, after)] == [("gone",)]
