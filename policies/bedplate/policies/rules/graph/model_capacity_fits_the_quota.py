"""Deployments of one model in one region stay within the quota that they share."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.model_deployments import DEPLOYMENTS, account_of
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.regions import region_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameter, Parameters, Rule
from bedplate.policies.values import MISSING
from bedplate.policies.verdict import Verdict

_CAPACITY = "sku.capacity"


def _judge(deployment: Resource, resources: Resources, parameters: Parameters) -> Iterator[Verdict]:
    quota = {str(key).casefold(): float(most) for key, most in parameters["quota"].items()}
    pool = _pool(deployment, resources)
    if not quota:
        yield Verdict(Outcome.NOT_APPLICABLE, "no quota is declared")
    elif pool is None:
        yield Verdict(Outcome.UNDECIDED, "which quota it draws on is not known here", _CAPACITY)
    elif pool[1] not in quota:
        yield Verdict(Outcome.NOT_APPLICABLE, f"no quota is declared for {pool[1]}")
    else:
        yield _of_pool(pool, quota[pool[1]], resources)


def _of_pool(pool: tuple[str, str], most: float, resources: Resources) -> Verdict:
    sharing = [each for each in resources.of_type(DEPLOYMENTS) if _pool(each, resources) == pool]
    capacities = [1 if each.value(_CAPACITY) is MISSING else each.value(_CAPACITY) for each in sharing]
    if not all(isinstance(each, int | float) for each in capacities):
        return Verdict(Outcome.UNDECIDED, f"{_CAPACITY} is not known before a deployment", _CAPACITY)
    total = sum(capacities)
    if total > most:
        return Verdict(Outcome.FAIL, f"{pool[1]} takes {total:g} of a quota of {most:g}", _CAPACITY, total)
    return Verdict(Outcome.PASS, path=_CAPACITY)


def _pool(deployment: Resource, resources: Resources) -> tuple[str, str] | None:
    """Return the subscription, and the key of the quota: region, deployment type and model."""
    account = account_of(deployment, resources)
    location = account.value("location") if account else None
    sku, model = deployment.value("sku.name"), deployment.value("properties.model.name")
    words = (location, sku, model)
    if account is None or not all(isinstance(word, str) for word in words):
        return None
    subscription = (account.id or "").casefold().partition("/resourcegroups/")[0]
    return subscription, f"{region_of(location)}/{sku}/{model}".casefold()


RULE = Rule(
    id="X-AI-06",
    title="The model deployments fit into their quota",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    types=(DEPLOYMENTS,),
    judge=_judge,
    rationale="Quota belongs to subscription, region, model and deployment type; what exceeds it is refused at "
    "deployment.",
    fix="Lower sku.capacity, or ask for more quota and declare it.",
    references=("https://learn.microsoft.com/azure/ai-services/openai/how-to/quota",),
    reads=(_CAPACITY, "sku.name", "properties.model.name"),
    parameters={
        "quota": Parameter(
            description="Quota in units of capacity by region/type/model, as swedencentral/DataZoneStandard/gpt-5.1.",
            default={},
        )
    },
)
