"""The default route of a route table ends at an appliance, not on the internet."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.network.firewall_addresses import is_of_a_firewall
from bedplate.policies.network.firewall_rules import FIREWALL
from bedplate.policies.network.routes import EVERYWHERE, TABLE, Route, routes_of
from bedplate.policies.network.service_subnets import lies_in
from bedplate.policies.network.subnets import all_subnets, is_prescribed
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import link
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import MISSING, UNKNOWN, same_word
from bedplate.policies.verdict import Verdict

_ROUTES = "properties.routes"
_ADDRESS = "nextHopIpAddress"
_EVERYWHERE = (EVERYWHERE, "Internet")
_GATEWAYS = "Microsoft.Network/applicationGateways"


def _judge(table: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    if _serves_only_gateways(table, resources):
        yield Verdict(Outcome.NOT_APPLICABLE, "only services of Azure that reach the internet themselves use it")
        return
    routes = list(routes_of(table, resources))
    default = [each for each in routes if each.value("addressPrefix") in _EVERYWHERE]
    hidden = any(each.value("addressPrefix") is UNKNOWN for each in routes)
    if any(each.body is UNKNOWN for each in routes) or (hidden and not default):
        yield Verdict(Outcome.UNDECIDED, "the routes are not known before a deployment", _ROUTES, UNKNOWN)
    elif not default:
        yield Verdict(Outcome.FAIL, "there is no default route, so Azure's leads to the internet", _ROUTES)
    else:
        for each in default:
            yield _of_default(each, resources)


def _of_default(route: Route, resources: Resources) -> Verdict:
    place, hop = route.place("nextHopType"), route.value("nextHopType")
    if hop is UNKNOWN:
        return Verdict(Outcome.UNDECIDED, "the next hop is not known before a deployment", place, hop)
    if same_word(hop, "VirtualAppliance") and resources.of_type(FIREWALL):
        return _of_address(route, resources)
    outcome = Outcome.PASS if route.stays_private else Outcome.FAIL
    return Verdict(outcome, f"the default route leads to {hop}", place, hop)


def _of_address(route: Route, resources: Resources) -> Verdict:
    """Judge the appliance of a route where a firewall is declared that it ought to be."""
    place, address = route.place(_ADDRESS), route.value(_ADDRESS)
    if address is UNKNOWN and link(resources, route.declared_in, place, FIREWALL, value=address).targets:
        return Verdict(Outcome.PASS, "the next hop is made from the firewall", place, address)
    is_firewall = is_of_a_firewall(address, resources)
    if is_firewall is None:
        return Verdict(
            Outcome.UNDECIDED, "the address of the firewall is not known before a deployment", place, address
        )
    if is_firewall:
        return Verdict(Outcome.PASS, "the default route leads to the firewall", place, address)
    said = "no address" if address in (MISSING, "") else f"{address}, which is not the firewall"
    return Verdict(Outcome.FAIL, f"the default route leads to {said}", place, address)


def _serves_only_gateways(table: Resource, resources: Resources) -> bool:
    gateways = resources.of_type(_GATEWAYS)
    users = [each for each in all_subnets(resources) if table in each.link(resources, "routeTable.id", TABLE).targets]
    return bool(users) and all(
        is_prescribed(each, "routedToInternet") or any(lies_in(gateway, each, resources) for gateway in gateways)
        for each in users
    )


RULE = Rule(
    id="NET-12",
    title="The default route of a route table ends at an appliance",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:06",
    types=(TABLE,),
    judge=_judge,
    rationale="Traffic that goes straight to the internet is neither filtered nor written down.",
    fix="Declare a route for 0.0.0.0/0 with nextHopType VirtualAppliance and the firewall's address.",
    references=("https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview",),
    benchmark=("NS-1",),
    reads=(_ROUTES,),
)
