"""An API that leads to models limits the tokens of each caller."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.gateway_models import API, leads_to_models, policies_of
from bedplate.policies.gateway_policy import Statement
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import children_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.verdict import Verdict

_LIMITS = ("llm-token-limit", "azure-openai-token-limit")
_AMOUNTS = ("tokens-per-minute", "token-quota")


def _judge(api: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    leads = leads_to_models(api, resources)
    if leads is False:
        yield Verdict(Outcome.NOT_APPLICABLE, "it leads to no language model")
        return
    policies = policies_of(api, resources)
    limits = [each for policy in policies for each in policy.statements(*_LIMITS)]
    faults = [fault for each in limits if (fault := _fault(each))]
    if any(not _fault(each) for each in limits):
        yield Verdict(Outcome.PASS, "a policy limits the tokens of each caller")
    elif leads is None or not all(each.known for each in policies) or _limits_operations(api, resources):
        yield Verdict(Outcome.UNDECIDED, "a policy that may limit tokens, or lead to a model, is not known here")
    else:
        yield Verdict(
            Outcome.FAIL, faults[0] if faults else "it leads to a language model, and no policy limits tokens"
        )


def _fault(limit: Statement) -> str:
    if not any(limit.get(each) for each in _AMOUNTS):
        return f"{limit.tag} says neither {' nor '.join(_AMOUNTS)}"
    key = limit.get("counter-key", "")
    return "" if "@" in key else f"all callers share one limit: counter-key of {limit.tag} is {key or 'not set'}"


def _limits_operations(api: Resource, resources: Resources) -> bool:
    """Return whether operations have policies of their own, which may limit each."""
    return any(
        children_of(resources, each, f"{API}/operations/policies")
        for each in children_of(resources, api, f"{API}/operations")
    )


RULE = Rule(
    id="X-GW-01",
    title="An API that leads to models limits the tokens of each caller",
    severity=Severity.HIGH,
    pillar=Pillar.COST_OPTIMIZATION,
    types=(API,),
    judge=_judge,
    rationale="One caller in a loop otherwise takes the tokens of all, and spends a month's money in a night.",
    fix="Write llm-token-limit into the inbound policy of the API or its products, with tokens-per-minute and a "
    "counter-key that is an expression, for example of context.Subscription.Id.",
    references=(
        "https://learn.microsoft.com/azure/api-management/llm-token-limit-policy",
        "https://learn.microsoft.com/azure/api-management/azure-openai-token-limit-policy",
    ),
    reads=("properties.serviceUrl",),
)
