"""A chat deployment that people on the internet can reach is shielded against attacks by prompts."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.conditions import Condition, Truth, all_of, equals, is_given, none_of, some
from bedplate.policies.container_environments import environment_of
from bedplate.policies.model_deployments import BLOCKS, DEPLOYMENTS, account_of, content_policy_of, generates_text
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import Tie, prerequisites
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.verdict import Verdict

_OPEN = none_of("properties.publicNetworkAccess", "Disabled", "SecuredByPerimeter", default="Enabled")
_DOORS: dict[str, Condition] = {
    "Microsoft.Cdn/profiles": is_given("type"),
    "Microsoft.Network/applicationGateways": some(
        "properties.frontendIPConfigurations", is_given("properties.publicIPAddress"), "a public address"
    ),
    "Microsoft.ApiManagement/service": all_of(
        _OPEN, none_of("properties.virtualNetworkType", "Internal", default="None")
    ),
    "Microsoft.Web/sites": _OPEN,
    "Microsoft.App/containerApps": equals("properties.configuration.ingress.external", expected=True),
}
_OPEN_ENVIRONMENT = all_of(
    _OPEN,
    none_of("properties.vnetConfiguration.internal", True, default=False),  # noqa: FBT003 - the refused value
)


def _shield(name: str) -> Condition:
    asked = all_of(equals("name", name), equals("source", "Prompt"), BLOCKS)
    return some("properties.contentFilters", asked, f"{name} blocking")


_SHIELDED = all_of(_shield("Jailbreak"), _shield("Indirect Attack"))


def _judge(deployment: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    if generates_text(deployment) is False:
        yield Verdict(Outcome.NOT_APPLICABLE, "its model does not answer in text", "properties.model.name")
        return
    account = account_of(deployment, resources)
    door = _door_to(account, resources) if account else None
    if account is None:
        yield Verdict(Outcome.UNDECIDED, "its account is not declared here, so nobody can tell who reaches it")
    elif door is None:
        yield Verdict(Outcome.NOT_APPLICABLE, "no declared way leads to it from a public front door")
    else:
        verdict = _of_policy(deployment, resources, door)
        if verdict.outcome is Outcome.FAIL and generates_text(deployment) is None:
            verdict = Verdict(Outcome.UNDECIDED, "the model is not known before a deployment", "properties.model.name")
        elif verdict.outcome is Outcome.FAIL and _is_open(door, resources) is Truth.UNKNOWN:
            verdict = Verdict(Outcome.UNDECIDED, "whether a front door is public is not known before a deployment")
        yield verdict


def _of_policy(deployment: Resource, resources: Resources, door: Resource) -> Verdict:
    policy = content_policy_of(deployment, resources)
    way = f"it can be reached through {door.type.rpartition('/')[2]}"
    if policy.tie is Tie.UNKNOWN:
        return Verdict(Outcome.UNDECIDED, f"{way}, and its content policy is not known", "properties.raiPolicyName")
    if policy.resource is None:
        reason = f"{way}, and {policy.name or 'its default policy'} does not block indirect attacks"
        return Verdict(Outcome.FAIL, reason, "properties.raiPolicyName", policy.name)
    answer = _SHIELDED.answer(policy.resource.body)
    if answer.truth is Truth.HOLDS:
        return Verdict(Outcome.PASS, path="properties.raiPolicyName")
    outcome = Outcome.FAIL if answer.truth is Truth.FAILS else Outcome.UNDECIDED
    return Verdict(outcome, f"{way}, and its content policy lacks: {answer.expected}", "properties.raiPolicyName")


def _door_to(account: Resource, resources: Resources) -> Resource | None:
    """Return a front door, rather one that is surely public, from which values or dependencies lead to an account."""
    doors = [(each, _is_open(each, resources)) for each in resources.of_type(*_DOORS)]
    for wanted in (Truth.HOLDS, Truth.UNKNOWN):
        for door, truth in doors:
            if truth is wanted and account.key in prerequisites(door, resources):
                return door
    return None


def _is_open(door: Resource, resources: Resources) -> Truth:
    is_open = next(each for type_, each in _DOORS.items() if type_.casefold() == door.type.casefold())
    if _is_in_an_inner_environment(door, resources):
        return Truth.FAILS
    return is_open.answer({"type": door.type, **door.body}).truth


def _is_in_an_inner_environment(door: Resource, resources: Resources) -> bool:
    """Return whether a container app is in an environment that only its network reaches."""
    environments = environment_of(door, resources).targets
    return any(_OPEN_ENVIRONMENT.answer(each.body).truth is Truth.FAILS for each in environments)


RULE = Rule(
    id="X-AI-03",
    title="The chat deployment that people on the internet can reach has shields against attacks by prompts",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    types=(DEPLOYMENTS,),
    judge=_judge,
    rationale="On the internet somebody will try to turn the model against its owner, in the prompt or in a document.",
    fix="Name a content policy with Jailbreak and Indirect Attack enabled and blocking for Prompt.",
    references=("https://learn.microsoft.com/azure/ai-services/content-safety/concepts/jailbreak-detection",),
    benchmark=("AI-2",),
    reads=("properties.raiPolicyName", "properties.model.name"),
)
