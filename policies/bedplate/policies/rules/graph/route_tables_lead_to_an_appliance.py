"""The default route of a route table ends at an appliance, not on the internet."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.network.subnets import all_subnets
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import children_of, objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import UNKNOWN, Value, same_word, value_at
from bedplate.policies.verdict import Verdict

TABLE = "Microsoft.Network/routeTables"
_ROUTES = "properties.routes"
_EVERYWHERE = ("0.0.0.0/0", "Internet")
_PRIVATE = ("VirtualAppliance", "VirtualNetworkGateway", "None")
# Azure's own services must reach the internet straight from these.
_STRAIGHT = ("AzureFirewallSubnet", "AzureFirewallManagementSubnet", "GatewaySubnet")
_GATEWAYS = "Microsoft.Network/applicationGateways"


def _judge(table: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    if _serves_only_gateways(table, resources):
        yield Verdict(Outcome.NOT_APPLICABLE, "only services of Azure that reach the internet themselves use it")
        return
    routes = [*objects_at(table.body, _ROUTES), *(("", each.body) for each in children_of(resources, table, _CHILD))]
    if any(body is UNKNOWN for _path, body in routes):
        yield Verdict(Outcome.UNDECIDED, "the routes are not known before a deployment", _ROUTES, UNKNOWN)
        return
    default = [each for each in routes if value_at(each[1], "properties.addressPrefix") in _EVERYWHERE]
    if any(value_at(body, "properties.addressPrefix") is UNKNOWN for _path, body in routes) and not default:
        yield Verdict(Outcome.UNDECIDED, "the routes are not known before a deployment", _ROUTES, UNKNOWN)
    elif not default:
        yield Verdict(Outcome.FAIL, "there is no default route, so Azure's leads to the internet", _ROUTES)
    for path, body in default:
        yield _of_default(path, value_at(body, "properties.nextHopType"))


_CHILD = f"{TABLE}/routes"


def _of_default(path: str, hop: Value) -> Verdict:
    place = f"{path}.properties.nextHopType".lstrip(".")
    if hop is UNKNOWN:
        return Verdict(Outcome.UNDECIDED, "the next hop is not known before a deployment", place, hop)
    private = any(same_word(hop, word) for word in _PRIVATE)
    return Verdict(Outcome.PASS if private else Outcome.FAIL, f"the default route leads to {hop}", place, hop)


def _serves_only_gateways(table: Resource, resources: Resources) -> bool:
    users = [each for each in all_subnets(resources) if table in each.link(resources, "routeTable.id", TABLE).targets]
    ids = {str(value).casefold() for gateway in resources.of_type(_GATEWAYS) for value in _subnets_of(gateway)}
    straight = {name.casefold() for name in _STRAIGHT}
    return bool(users) and all(each.name.casefold() in straight or (each.id or "-").casefold() in ids for each in users)


def _subnets_of(gateway: Resource) -> Iterator[Value]:
    for _path, item in objects_at(gateway.body, "properties.gatewayIPConfigurations"):
        yield value_at(item, "properties.subnet.id")


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
