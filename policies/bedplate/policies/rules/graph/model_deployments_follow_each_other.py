"""The deployments of one account are made one after another."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.model_deployments import ACCOUNTS, DEPLOYMENTS
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import children_of, name_of, prerequisites
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.verdict import Verdict


def _judge(account: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    deployments = children_of(resources, account, DEPLOYMENTS)
    before = {each.key: prerequisites(each, resources) for each in deployments}
    loose = [
        f"{_shown(one)} and {_shown(other)}"
        for index, one in enumerate(deployments)
        for other in deployments[index + 1 :]
        if one.key not in before[other.key] and other.key not in before[one.key]
    ]
    if len(deployments) < len(("one", "another")):
        yield Verdict(Outcome.NOT_APPLICABLE, "it has no two deployments")
    elif loose:
        yield Verdict(Outcome.FAIL, f"made at the same time: {', '.join(loose)}", "dependsOn")
    else:
        yield Verdict(Outcome.PASS, path="dependsOn")


def _shown(deployment: Resource) -> str:
    return name_of(deployment) or deployment.key


RULE = Rule(
    id="X-AI-09",
    title="The account's model deployments are made one after another",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    types=(ACCOUNTS,),
    judge=_judge,
    rationale="An account takes one deployment at a time and refuses a second one with a conflict.",
    fix="Let each deployment depend on the one before it.",
    references=("https://learn.microsoft.com/azure/ai-services/openai/how-to/create-resource",),
)
