"""Every security group guards something."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.network.security_rules import GROUP
from bedplate.policies.network.subnets import NETWORK, SUBNET, all_subnets
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import Tie, link
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.verdict import Verdict

_INTERFACE = "Microsoft.Network/networkInterfaces"


def _judge(group: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    links = [each.link(resources, "networkSecurityGroup.id", GROUP) for each in all_subnets(resources)]
    links += [
        link(resources, each, "properties.networkSecurityGroup.id", GROUP) for each in resources.of_type(_INTERFACE)
    ]
    if any(group in each.targets for each in links):
        yield Verdict(Outcome.PASS, "a subnet or a network interface names it")
    elif any(each.tie is Tie.UNKNOWN for each in links):
        yield Verdict(Outcome.UNDECIDED, "the group of a subnet is not known before a deployment")
    elif not resources.of_type(NETWORK, SUBNET, _INTERFACE):
        yield Verdict(Outcome.UNDECIDED, "no network is declared here that could name it")
    else:
        yield Verdict(Outcome.FAIL, "no subnet and no network interface names it")


RULE = Rule(
    id="NET-05",
    title="Every network security group is attached to a subnet or a network interface",
    severity=Severity.LOW,
    pillar=Pillar.SECURITY,
    recommendation="SE:06",
    types=(GROUP,),
    judge=_judge,
    rationale="A group that guards nothing is either forgotten, or the subnet that it was written for stands open.",
    fix="Name the group in a subnet's networkSecurityGroup.id, or remove it.",
    references=("https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview",),
    benchmark=("NS-1",),
    psrule=("Azure.NSG.Associated",),
)
