"""A policy of API Management names the origins that browsers may call from."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.gateway_policy import FRAGMENTS, POLICIES, read_policy
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.verdict import Verdict

_PATH = "properties.value"


def _judge(resource: Resource, _resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    policy = read_policy(resource)
    origins = [origin for cors in policy.statements("cors") for origin in cors.iter("origin")]
    if not policy.known:
        yield Verdict(Outcome.UNDECIDED, "the policy's text is not known here", _PATH)
    elif policy.fault:
        yield Verdict(Outcome.FAIL, policy.fault, _PATH)
    elif any((origin.text or "").strip() == "*" for origin in origins):
        yield Verdict(Outcome.FAIL, "cors allows the origin *", _PATH)
    else:
        yield Verdict(Outcome.PASS, path=_PATH)


RULE = Rule(
    id="APIM-20",
    title="The policy names the origins that browsers may call from",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    recommendation="SE:08",
    types=(*POLICIES, FRAGMENTS),
    judge=_judge,
    rationale="With * any web page that somebody opens may call the API from their browser.",
    fix="Name each origin in allowed-origins.",
    references=("https://learn.microsoft.com/azure/api-management/cors-policy",),
    psrule=("Azure.APIM.CORSPolicy",),
    reads=(_PATH, "properties.format"),
)
