"""Rules on a resource's own values whose bounds are parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Unpack

from bedplate.policies.conditions.answer import Condition
from bedplate.policies.outcome import Outcome
from bedplate.policies.property_rule import Wording, property_rule
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameter, Parameters, Rule, Scope
from bedplate.policies.verdict import Verdict


def parameter_rule(
    requires: Callable[[Parameters], Condition | None],
    *,
    parameters: Mapping[str, Parameter],
    reads: tuple[str, ...],
    when: Condition | None = None,
    **wording: Unpack[Wording],
) -> Rule:
    """Return a rule that wants a condition to hold which its parameters make.

    Args:
        requires: makes the condition from the values of the parameters; `None` where they ask for nothing, so that the
            rule applies to no resource.
        parameters: the parameters by name.
        reads: dotted paths of the values that the condition reads.
        when: to which resources of the types it applies; all by default.
        wording: the other fields of `Rule`.
    """

    def judge(resource: Resource, resources: Resources, values: Parameters) -> Iterator[Verdict]:
        condition = requires(values)
        if condition is None:
            yield Verdict(Outcome.NOT_APPLICABLE, f"the parameters ask for nothing: {', '.join(parameters)}")
        else:
            yield from property_rule(condition, when=when, **wording).judge(resource, resources, values)

    return Rule(judge=judge, reads=reads, scope=Scope.OWN, parameters=MappingProxyType(dict(parameters)), **wording)
