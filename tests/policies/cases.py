"""The cases that every property rule is tried on, made from one good ARM object."""

from __future__ import annotations

import copy
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bedplate.policies.finding import check
from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Rule
from bedplate.policies.values import UNKNOWN

GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-test"


class Kind(enum.StrEnum):
    """What a case tries; every rule has one of each at least."""

    PASS = "pass"  # noqa: S105 - a kind of case
    FAIL = "fail"
    OMITTED = "omitted"
    UNKNOWN = "unknown"
    WRONG_CASE = "wrong-case"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One trial of one rule."""

    rule: str
    kind: Kind
    name: str
    resources: tuple[Resource, ...]
    expected: tuple[Outcome, ...]
    """The outcomes of the rule, in order."""

    def __str__(self) -> str:
        """Return the id under which pytest lists the case."""
        return f"{self.rule}-{self.name}"


@dataclass(frozen=True, slots=True)
class PropertyCases:
    """Makes the cases of the rules on one ARM type.

    Args:
        type: the ARM type.
        good: an ARM object that passes the rules.
    """

    type: str
    good: Mapping[str, Any]

    def of(
        self,
        rule: str,
        path: str,
        bad: Any,
        *,
        omitted: Outcome = Outcome.FAIL,
        wrong_case: Any = None,
        wrong_case_expected: Outcome = Outcome.PASS,
        base: Mapping[str, Any] | None = None,
    ) -> list[Case]:
        """Return the five cases of a rule that one value decides.

        Args:
            rule: id of the rule.
            path: dotted path of the value.
            bad: a value that fails.
            omitted: what the rule says where the value is left out.
            wrong_case: the good value in letters of other case; made from the good object by default. Where the good
                value has no letters, the name of the property is written in another case instead.
            wrong_case_expected: what the rule says of that.
            base: ARM object in place of the maker's good one.
        """
        good = base or self.good
        return [
            self.one(rule, Kind.PASS, good, Outcome.PASS),
            self.one(rule, Kind.FAIL, changed(good, path, bad), Outcome.FAIL),
            self.one(rule, Kind.OMITTED, without(good, path), omitted),
            self.one(rule, Kind.UNKNOWN, changed(good, path, UNKNOWN), Outcome.UNDECIDED),
            self.one(rule, Kind.WRONG_CASE, _in_other_case(good, path, wrong_case), wrong_case_expected),
        ]

    def one(self, rule: str, kind: Kind, body: Mapping[str, Any], expected: Outcome, *, name: str = "") -> Case:
        """Return a case with one resource."""
        resource = Resource(key="tried", type=self.type, id=f"{GROUP}/providers/{self.type}/tried", body=body)
        return Case(rule=rule, kind=kind, name=name or kind.value, resources=(resource,), expected=(expected,))


def outcomes(case: Case, rules: tuple[Rule, ...]) -> tuple[Outcome, ...]:
    """Return what the rule of a case says of its resources."""
    (rule,) = (each for each in rules if each.id == case.rule)
    return tuple(finding.verdict.outcome for finding in check(Resources(case.resources), [rule]))


def worst(outcomes_: tuple[Outcome, ...]) -> Outcome:
    """Return what a rule that has several verdicts says on the whole: a failure first, then what is not decided."""
    order = (Outcome.ERROR, Outcome.FAIL, Outcome.UNDECIDED, Outcome.PASS, Outcome.NOT_APPLICABLE)
    return min(outcomes_, key=order.index)


def reasons(rules: tuple[Rule, ...], rule: str, type_: str, body: Mapping[str, Any]) -> list[str]:
    """Return why a rule fails one resource, a sentence for each of its failures."""
    (asked,) = (each for each in rules if each.id == rule)
    found = check(Resources([Resource(key="tried", type=type_, body=body)]), [asked])
    return [each.verdict.reason for each in found if each.verdict.outcome is Outcome.FAIL]


def changed(body: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """Return a copy of an ARM object with another value at a path."""
    copied = _plain(body)
    *above, last = path.split(".")
    place = copied
    for name in above:
        place = place.setdefault(name, {})
    place[last] = value
    return copied


def without(body: Mapping[str, Any], path: str) -> dict[str, Any]:
    """Return a copy of an ARM object without the value at a path."""
    copied = _plain(body)
    *above, last = path.split(".")
    place = copied
    for name in above:
        place = place.get(name, {})
    place.pop(last, None)
    return copied


def _in_other_case(body: Mapping[str, Any], path: str, given: Any) -> dict[str, Any]:
    value: Any = body
    for name in path.split("."):
        value = value.get(name)
    swapped = given if given is not None else value.swapcase() if isinstance(value, str) else None
    if swapped is not None:
        return changed(body, path, swapped)
    *above, last = path.split(".")
    return changed(without(body, path), ".".join([*above, last.swapcase()]), value)


def _plain(body: Mapping[str, Any]) -> dict[str, Any]:
    return copy.deepcopy(dict(body))
