"""Every subnet has a network security group, except those that take none."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.network.subnets import NETWORK, SUBNET, Subnet, is_prescribed, subnets_in
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import Tie
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import UNKNOWN
from bedplate.policies.verdict import Verdict

_GROUP = "networkSecurityGroup.id"


def _judge(resource: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    verdicts = [_verdict(subnet, resources) for subnet in subnets_in(resource)]
    yield from verdicts or [Verdict(Outcome.NOT_APPLICABLE, "the network lists no subnets")]


def _verdict(subnet: Subnet, resources: Resources) -> Verdict:
    path, value = subnet.place(_GROUP), subnet.value(_GROUP)
    if subnet.body is UNKNOWN:
        return Verdict(Outcome.UNDECIDED, "the subnets are not known before a deployment", subnet.path, UNKNOWN)
    if is_prescribed(subnet, "withoutSecurityGroup"):
        return Verdict(Outcome.NOT_APPLICABLE, f"Azure takes no security group on {subnet.name}", path, value)
    tie = subnet.link(resources, _GROUP, "Microsoft.Network/networkSecurityGroups").tie
    if tie is Tie.UNKNOWN:
        return Verdict(Outcome.UNDECIDED, "the security group is not known before a deployment", path, value)
    if tie is Tie.ABSENT and subnet.path and not subnet.name:
        reason = "the name of the subnet, by which Azure may take none, is not known before a deployment"
        return Verdict(Outcome.UNDECIDED, reason, subnet.path, UNKNOWN)
    if tie is Tie.ABSENT:
        return Verdict(Outcome.FAIL, f"{subnet.said} has no network security group", path, value)
    return Verdict(Outcome.PASS, f"{subnet.said} has a network security group", path, value)


RULE = Rule(
    id="NET-01",
    title="Every subnet has a network security group",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:06",
    types=(NETWORK, SUBNET),
    judge=_judge,
    rationale="Without one, everything in the network and in its peers reaches every port of the subnet.",
    fix="Name a network security group in each subnet's networkSecurityGroup.id.",
    references=("https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview",),
    benchmark=("NS-1",),
    checkov=("CKV2_AZURE_31",),
    psrule=("Azure.VNET.UseNSGs",),
    azure_policy=("e71308d3",),
    reads=("properties.subnets", "properties.networkSecurityGroup.id"),
)
