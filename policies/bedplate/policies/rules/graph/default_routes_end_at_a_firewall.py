"""What workloads send to the internet passes a firewall."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.network.routes import EVERYWHERE, TABLE, routes_of
from bedplate.policies.network.service_subnets import lies_in
from bedplate.policies.network.subnets import NETWORK, SUBNET, Subnet, is_prescribed, subnets_in
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import Tie
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import MISSING, UNKNOWN, same_word
from bedplate.policies.verdict import Verdict

_GATEWAYS = "Microsoft.Network/applicationGateways"
_HUB_CONNECTIONS = "Microsoft.Network/virtualHubs/hubVirtualNetworkConnections"


def _judge(resource: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    verdicts = [_verdict(subnet, resources) for subnet in subnets_in(resource)]
    yield from verdicts or [Verdict(Outcome.NOT_APPLICABLE, "the network lists no subnets")]


def _verdict(subnet: Subnet, resources: Resources) -> Verdict:
    path = subnet.place("routeTable.id")
    if subnet.body is UNKNOWN:
        return Verdict(Outcome.UNDECIDED, "the subnets are not known before a deployment", subnet.path, UNKNOWN)
    if _is_way_in_or_out(subnet, resources):
        return Verdict(Outcome.NOT_APPLICABLE, f"{subnet.said} is a way in or out itself", path)
    link = subnet.link(resources, "routeTable.id", TABLE)
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
    routes = list(routes_of(table, resources))
    default = [each for each in routes if each.value("addressPrefix") == EVERYWHERE]
    if any(each.stays_private for each in default):
        return Outcome.PASS, f"the default route of {subnet.said} ends at an appliance"
    name = "nextHopType" if default else "addressPrefix"
    if any(each.body is UNKNOWN for each in routes) or any(each.value(name) is UNKNOWN for each in default or routes):
        return Outcome.UNDECIDED, f"the routes of {subnet.said} are not known before a deployment"
    return Outcome.FAIL, f"the default route of {subnet.said} leads to the internet"


def _is_way_in_or_out(subnet: Subnet, resources: Resources) -> bool:
    if is_prescribed(subnet, "ownOutboundAccess"):
        return True
    return any(lies_in(each, subnet, resources) for each in resources.of_type(_GATEWAYS))


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
