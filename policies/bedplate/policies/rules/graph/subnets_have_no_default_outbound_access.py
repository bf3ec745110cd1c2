"""No subnet has Azure's default way out to the internet."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.network.subnets import NETWORK, SUBNET, Subnet, is_prescribed, subnets_in
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import MISSING, UNKNOWN, same_word
from bedplate.policies.verdict import Verdict

_ACCESS = "defaultOutboundAccess"


def _judge(resource: Resource, _resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    verdicts = [_verdict(subnet) for subnet in subnets_in(resource)]
    yield from verdicts or [Verdict(Outcome.NOT_APPLICABLE, "the network lists no subnets")]


def _verdict(subnet: Subnet) -> Verdict:
    path, value = subnet.place(_ACCESS), subnet.value(_ACCESS)
    if same_word(value, right=False):
        return Verdict(Outcome.PASS, f"{subnet.said} has no default outbound access", path, value)
    if _has_own_way_out(subnet):
        reason = f"{subnet.said} belongs to a service with a way out of its own"
        return Verdict(Outcome.NOT_APPLICABLE, reason, path, value)
    if UNKNOWN in (value, subnet.body, subnet.delegations):
        return Verdict(Outcome.UNDECIDED, "defaultOutboundAccess is not known before a deployment", path, value)
    said = "does not say so" if value is MISSING else "has it"
    reason = f"{subnet.said} must have no default outbound access, and {said}"
    return Verdict(Outcome.FAIL, reason, path, value)


def _has_own_way_out(subnet: Subnet) -> bool:
    delegations = subnet.delegations
    return is_prescribed(subnet, "ownOutboundAccess") or (delegations is not UNKNOWN and bool(delegations))


RULE = Rule(
    id="NET-02",
    title="No subnet has default outbound access",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:06",
    types=(NETWORK, SUBNET),
    judge=_judge,
    rationale="Default outbound access reaches the internet from addresses that are nobody's, past every firewall.",
    fix="Set defaultOutboundAccess of each subnet to false.",
    references=("https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access",),
    benchmark=("NS-1",),
    psrule=("Azure.VNET.PrivateSubnet",),
    azure_policy=("7bca8353",),
    reads=("properties.subnets", "properties.defaultOutboundAccess"),
)
