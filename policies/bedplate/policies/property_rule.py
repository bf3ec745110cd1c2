"""Rules that judge a resource by its own values alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NotRequired, TypedDict, Unpack

from bedplate.policies.conditions.answer import Condition, Truth
from bedplate.policies.judged import judged, set_aside
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Judge, Parameters, Rule, Scope
from bedplate.policies.verdict import Verdict


class Wording(TypedDict):
    """What a rule says of itself; the fields are those of `Rule`."""

    id: str
    title: str
    severity: Severity
    pillar: Pillar
    recommendation: NotRequired[str]
    types: tuple[str, ...]
    rationale: str
    fix: str
    references: tuple[str, ...]
    benchmark: NotRequired[tuple[str, ...]]
    checkov: NotRequired[tuple[str, ...]]
    psrule: NotRequired[tuple[str, ...]]
    azure_policy: NotRequired[tuple[str, ...]]


def property_rule(*requires: Condition, when: Condition | None = None, **wording: Unpack[Wording]) -> Rule:
    """Return a rule that wants conditions to hold.

    Args:
        requires: what is wanted of the resource's ARM object; each condition has a verdict of its own.
        when: to which resources of the types it applies; all by default.
        wording: the other fields of `Rule`.
    """
    asked = (*requires, when) if when else requires
    reads = tuple(dict.fromkeys(path for each in asked for path in each.paths))
    return Rule(judge=_judge(requires, when), reads=reads, scope=Scope.OWN, **wording)


def _judge(requires: tuple[Condition, ...], when: Condition | None) -> Judge:
    def judge(resource: Resource, _resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
        asked = when.answer(resource.body) if when else None
        if asked is not None and asked.truth is not Truth.HOLDS:
            yield set_aside(asked)
        else:
            yield from [judged(each.answer(resource.body)) for each in requires]

    return judge
