"""A policy of API Management keeps what wider scopes ask for."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.gateway_policy import POLICIES, GatewayPolicy, read_policy
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.verdict import Verdict

_PATH = "properties.value"


def _judge(resource: Resource, _resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    policy = read_policy(resource)
    if not policy.known:
        yield Verdict(Outcome.UNDECIDED, "the policy's text is not known here", _PATH)
    elif policy.fault:
        yield Verdict(Outcome.FAIL, policy.fault, _PATH)
    else:
        without = [section for section in ("inbound", "backend", "outbound", "on-error") if not _keeps(policy, section)]
        yield (
            Verdict(Outcome.FAIL, f"no <base /> in {', '.join(without)}", _PATH)
            if without
            else Verdict(Outcome.PASS, path=_PATH)
        )


def _keeps(policy: GatewayPolicy, section: str) -> bool:
    # A backend section holds one statement: base, or one that forwards in base's place, as a retry does.
    names = ("base", "forward-request") if section == "backend" else ("base",)
    return bool(policy.statements(*names, section=section))


RULE = Rule(
    id="APIM-19",
    title="The policy keeps what wider scopes ask for",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    types=POLICIES[1:],
    judge=_judge,
    rationale="A section without <base /> drops the checks, limits and logs that the service asks of every API.",
    fix="Write <base /> in each section; in backend, <base /> or a statement that forwards the request.",
    references=("https://learn.microsoft.com/azure/api-management/set-edit-policies",),
    psrule=("Azure.APIM.PolicyBase",),
    azure_policy=("d5448c98",),
    reads=(_PATH, "properties.format"),
)
