"""What workloads send to the internet passes a firewall."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.facts import read_facts
from bedplate.policies.network.subnets import NETWORK, SUBNET, Subnet, subnet_with_id, subnets_in
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import Tie, children_of, objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import MISSING, UNKNOWN, same_word, value_at
from bedplate.policies.verdict import Verdict

_TABLE = "Microsoft.Network/routeTables"
_GATEWAYS = "Microsoft.Network/applicationGateways"
_HUB_CONNECTIONS = "Microsoft.Network/virtualHubs/hubVirtualNetworkConnections"
_PRIVATE = ("VirtualAppliance", "VirtualNetworkGateway", "None")


def _judge(resource: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    verdicts = [_verdict(subnet, resources) for subnet in subnets_in(resource)]
    yield from verdicts or [Verdict(Outcome.NOT_APPLICABLE, "the network lists no subnets")]


def _verdict(subnet: Subnet, resources: Resources) -> Verdict:
    path = subnet.place("routeTable.id")
    if subnet.body is UNKNOWN:
        return Verdict(Outcome.UNDECIDED, "the subnets are not known before a deployment", subnet.path, UNKNOWN)
    if _is_way_in_or_out(subnet, resources):
        return Verdict(Outcome.NOT_APPLICABLE, f"{subnet.said} is a way in or out itself", path)
    link = subnet.link(resources, "routeTable.id", _TABLE)
    if link.tie is Tie.ABSENT:
        outcome, reason = _without_table(subnet, resources)
    elif len(link.targets) == 1:
        outcome, reason = _of_table(subnet, link.targets[0], resources)
    else:
        outcome, reason = Outcome.UNDECIDED, f"the route table of {subnet.said} is not declared here"
    return Verdict(outcome, reason, path, subnet.value("routeTable.id"))


def _without_table(subnet: Subnet, resources: Resources) -> tuple[Outcome, str]:
    if resources.of_type(_HUB_CONNECTIONS):
        return Outcome.UNDECIDED, "a virtual hub gives the network its routes"
    if subnet.value("natGateway.id") is not MISSING:
        return Outcome.FAIL, f"{subnet.said} reaches the internet through a NAT gateway, past every firewall"
    if same_word(subnet.value("defaultOutboundAccess"), right=False) and subnet.delegations == []:
        return Outcome.PASS, f"{subnet.said} has no way out"
    if UNKNOWN in (subnet.delegations, subnet.value("defaultOutboundAccess")):
        return Outcome.UNDECIDED, f"whether {subnet.said} has a way out is not known before a deployment"
    return Outcome.FAIL, f"{subnet.said} has no route table, so Azure's default route leads to the internet"


def _of_table(subnet: Subnet, table: Resource, resources: Resources) -> tuple[Outcome, str]:
    routes = [body for _path, body in objects_at(table.body, "properties.routes")]
    routes += [each.body for each in children_of(resources, table, f"{_TABLE}/routes")]
    prefixes = [value_at(body, "properties.addressPrefix") for body in routes]
    hops = [
        value_at(body, "properties.nextHopType")
        for body, prefix in zip(routes, prefixes, strict=True)
        if prefix == "0.0.0.0/0"
    ]
    if any(same_word(hop, word) for hop in hops for word in _PRIVATE):
        return Outcome.PASS, f"the default route of {subnet.said} ends at an appliance"
    if UNKNOWN in (*routes, *hops) or (not hops and UNKNOWN in prefixes):
        return Outcome.UNDECIDED, f"the routes of {subnet.said} are not known before a deployment"
    return Outcome.FAIL, f"the default route of {subnet.said} leads to the internet"


def _is_way_in_or_out(subnet: Subnet, resources: Resources) -> bool:
    if subnet.name.casefold() in {name.casefold() for name in read_facts("subnets")["ownOutboundAccess"]}:
        return True
    for gateway in resources.of_type(_GATEWAYS):
        for _path, item in objects_at(gateway.body, "properties.gatewayIPConfigurations"):
            held = subnet_with_id(resources, value_at(item, "properties.subnet.id"))
            if held is not None and held.id == subnet.id:
                return True
    return False


RULE = Rule(
    id="X-NET-04",
    title="What workloads send to the internet passes a firewall",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:06",
    types=(NETWORK, SUBNET),
    judge=_judge,
    rationale="A workload that reaches the internet by itself can send prompts, documents and tokens to any host.",
    fix="Name a route table in each workload subnet whose route for 0.0.0.0/0 has nextHopType VirtualAppliance.",
    references=("https://learn.microsoft.com/azure/firewall/tutorial-firewall-deploy-portal-policy",),
    benchmark=("NS-1",),
    reads=("properties.subnets", "properties.routeTable.id", "properties.natGateway.id"),
)
