"""A chat deployment's content policy is one that there is."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.model_deployments import DEPLOYMENTS, content_policy_of, generates_text
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import Tie
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameter, Parameters, Rule
from bedplate.policies.verdict import Verdict

_PATH = "properties.raiPolicyName"


def _judge(deployment: Resource, resources: Resources, parameters: Parameters) -> Iterator[Verdict]:
    policy = content_policy_of(deployment, resources)
    built_in = {str(name).casefold() for name in parameters["builtIn"]}
    if generates_text(deployment) is False:
        yield Verdict(Outcome.NOT_APPLICABLE, "its model does not answer in text", "properties.model.name")
    elif policy.tie is Tie.DECLARED or policy.name.casefold() in built_in:
        yield Verdict(Outcome.PASS, path=_PATH)
    elif policy.tie is Tie.ABSENT:
        yield Verdict(Outcome.FAIL, f"{_PATH} is not set", _PATH)
    elif policy.tie is Tie.UNKNOWN:
        yield Verdict(Outcome.UNDECIDED, "the content policies of its account are not known here", _PATH)
    else:
        reason = f"{_PATH} is {policy.name}, which is neither declared in the account nor an allowed policy of Azure"
        yield Verdict(Outcome.FAIL, reason, _PATH, policy.name)


RULE = Rule(
    id="X-AI-01",
    title="The chat deployment's content policy is one that there is",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    types=(DEPLOYMENTS,),
    judge=_judge,
    rationale="A policy that is made by hand elsewhere can be missing, or weaker than anybody thinks.",
    fix="Declare the policy in the account, or name Microsoft.DefaultV2.",
    references=("https://learn.microsoft.com/azure/ai-services/openai/how-to/content-filters",),
    benchmark=("AI-2",),
    reads=(_PATH, "properties.model.name"),
    parameters={
        "builtIn": Parameter(description="Policies of Azure that may be named.", default=["Microsoft.DefaultV2"])
    },
)
