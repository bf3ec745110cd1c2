"""Security groups let in what Azure needs to run the services behind them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bedplate.policies.facts import read_facts
from bedplate.policies.network.security_rules import Flow, lets_in, security_rules
from bedplate.policies.network.service_subnets import declared_subnet, named_subnets
from bedplate.policies.network.subnets import Subnet
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import Tie
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import same_word
from bedplate.policies.verdict import Verdict

_GROUP = "networkSecurityGroup.id"
_TYPES = tuple(read_facts("required_flows"))


def _judge(service: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    row = next(row for name, row in read_facts("required_flows").items() if same_word(name, service.type))
    named = named_subnets(service)
    if not named:
        yield Verdict(Outcome.NOT_APPLICABLE, "the service is in no subnet")
    for each in named:
        subnet = declared_subnet(service, each, resources)
        if subnet is None:
            reason = "its subnet is not declared here, or not known before a deployment"
            yield Verdict(Outcome.UNDECIDED, reason, each.path, each.id)
        else:
            yield _of_subnet(subnet, row["flows"], resources)


def _of_subnet(subnet: Subnet, required: list[dict[str, Any]], resources: Resources) -> Verdict:
    link = subnet.link(resources, _GROUP)
    if link.tie is Tie.ABSENT:
        return Verdict(Outcome.PASS, f"{subnet.said} has no security group that could stop it")
    if len(link.targets) != 1:
        return Verdict(Outcome.UNDECIDED, f"the security group of {subnet.said} is not declared here")
    rules = list(security_rules(link.targets[0], resources))
    flows = [Flow(each["source"], (each["ports"][0], each["ports"][1])) for each in required]
    answers = {flow: lets_in(rules, flow) for flow in flows}
    stopped = [flow for flow, answer in answers.items() if answer is False]
    if stopped:
        said = ", ".join(f"{each.source} to {each.ports[0]}-{each.ports[1]}" for each in stopped)
        return Verdict(Outcome.FAIL, f"the security group of {subnet.said} stops {said}")
    if None in answers.values():
        return Verdict(Outcome.UNDECIDED, f"rules of the group of {subnet.said} are not known yet")
    return Verdict(Outcome.PASS, f"the security group of {subnet.said} lets in what Azure needs")


RULE = Rule(
    id="X-NET-07",
    title="Security groups let in what Azure needs to run the service",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    types=_TYPES,
    judge=_judge,
    rationale="The deployment fails after an hour, or the service goes unhealthy when Azure next touches it.",
    fix="Allow the named service tag to the named ports, with a priority before any rule that denies.",
    references=(
        "https://learn.microsoft.com/azure/application-gateway/configuration-infrastructure",
        "https://learn.microsoft.com/azure/api-management/virtual-network-reference",
        "https://learn.microsoft.com/azure/bastion/bastion-nsg",
    ),
    benchmark=("NS-1",),
    reads=(
        "properties.virtualNetworkConfiguration",
        "properties.gatewayIPConfigurations",
        "properties.ipConfigurations",
    ),
)
