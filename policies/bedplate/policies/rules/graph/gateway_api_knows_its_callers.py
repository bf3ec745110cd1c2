"""An API asks its callers for a subscription or a token."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.ancestors import ancestor
from bedplate.policies.conditions import Truth, equals
from bedplate.policies.gateway_policy import SERVICE, GatewayPolicy, fragments_of, read_policy
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import children_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.verdict import Verdict

_PATH = "properties.subscriptionRequired"
# Azure takes true where it is left out.
_SUBSCRIBED = equals(_PATH, expected=True, default=True)
_CHECKS = ("validate-azure-ad-token", "validate-jwt", "validate-client-certificate")


def _judge(api: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    subscribed = _SUBSCRIBED.answer(api.body)
    service = ancestor(resources, api, SERVICE)
    policies = list(_policies(api, service, resources))
    checked = any(policy.statements(*_CHECKS, section="inbound") for policy in policies)
    fragments = [fragment for policy in policies for fragment in fragments_of(policy, service, resources)]
    if subscribed.truth is Truth.HOLDS:
        yield Verdict(Outcome.PASS, path=_PATH, actual=subscribed.actual)
    elif checked or any(fragment.statements(*_CHECKS) for fragment in fragments):
        yield Verdict(Outcome.PASS, "a policy checks the caller's token")
    elif (
        subscribed.truth is Truth.UNKNOWN or service is None or not all(each.known for each in (*policies, *fragments))
    ):
        yield Verdict(Outcome.UNDECIDED, f"{_PATH} or a policy that may check tokens is not known here", _PATH)
    else:
        yield Verdict(Outcome.FAIL, f"{_PATH} is false, and no policy checks the caller's token", _PATH, actual=False)


def _policies(api: Resource, service: Resource | None, resources: Resources) -> Iterator[GatewayPolicy]:
    """Yield the API's own policy, and the service's where the API's keeps it."""
    own = [read_policy(each) for each in children_of(resources, api, f"{SERVICE}/apis/policies")]
    yield from own
    if service and all(policy.statements("base", section="inbound") for policy in own):
        yield from (read_policy(each) for each in children_of(resources, service, f"{SERVICE}/policies"))


RULE = Rule(
    id="APIM-11",
    title="The API asks its callers for a subscription or a token",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:05",
    types=(f"{SERVICE}/apis",),
    judge=_judge,
    rationale="Everybody who reaches the gateway can otherwise spend the model's tokens, and nobody knows who did.",
    fix="Set subscriptionRequired to true, or check tokens in the inbound policy with validate-azure-ad-token.",
    references=(
        "https://learn.microsoft.com/azure/api-management/api-management-subscriptions",
        "https://learn.microsoft.com/azure/api-management/validate-azure-ad-token-policy",
    ),
    benchmark=("IM-1",),
    psrule=("Azure.APIM.ProductSubscription",),
    reads=(_PATH,),
)
