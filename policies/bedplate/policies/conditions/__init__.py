"""Conditions on the values of one object, from which property rules are made.

Each gives one of three answers: it holds, it does not, or the values that it needs are not known.
"""

from bedplate.policies.conditions.answer import Answer, Condition, Truth
from bedplate.policies.conditions.collections import each, has_item, has_items, lacks_item, some
from bedplate.policies.conditions.combined import all_of, any_of, inside, negated
from bedplate.policies.conditions.members import later_than, member_equals, not_before
from bedplate.policies.conditions.single import (
    at_least,
    at_most,
    equals,
    is_empty,
    is_given,
    matches,
    none_of,
    not_less,
    one_of,
)

__all__ = [
    "Answer",
    "Condition",
    "Truth",
    "all_of",
    "any_of",
    "at_least",
    "at_most",
    "each",
    "equals",
    "has_item",
    "has_items",
    "inside",
    "is_empty",
    "is_given",
    "lacks_item",
    "later_than",
    "matches",
    "member_equals",
    "negated",
    "none_of",
    "not_before",
    "not_less",
    "one_of",
    "some",
]
