"""Every network with private endpoints, or beside one, resolves their names, and each in one zone only."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.network.private_endpoints import ENDPOINT, ZONE
from bedplate.policies.network.service_subnets import networks_of
from bedplate.policies.network.subnets import NETWORK, hold, ranges
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import Link, Tie, children_of, link, name_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import MISSING, Value, is_array, same_word
from bedplate.policies.verdict import Verdict

_LINK = "Microsoft.Network/privateDnsZones/virtualNetworkLinks"
_PEERING = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings"
_SERVERS = "properties.dhcpOptions.dnsServers"
_AZURE = "168.63.129.16"


def _judge(zone: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    if not name_of(zone).casefold().startswith("privatelink."):
        yield Verdict(Outcome.NOT_APPLICABLE, "it is not a zone of private endpoints", "name", name_of(zone))
        return
    links = _links(zone, resources)
    linked = [target for each in links for target in each.targets]
    twice = sorted({name_of(each) for each in linked if linked.count(each) > 1})
    rivals = [each for each in resources.of_type(ZONE) if each is not zone and same_word(name_of(each), name_of(zone))]
    rivaled = [
        each for rival in rivals for other in _links(rival, resources) for each in other.targets if each in linked
    ]
    resolvers, all_known = _resolvers(resources)
    left_out = [each for each in resolvers if each not in linked]
    if twice or rivaled:
        names = ", ".join(twice or sorted({name_of(each) for each in rivaled}))
        yield Verdict(Outcome.FAIL, f"{names} is linked to more than one zone of this name, or twice to this one")
    elif left_out and any(each.tie is Tie.UNKNOWN for each in links):
        yield Verdict(Outcome.UNDECIDED, "to which networks the zone is linked is not known before a deployment")
    elif left_out:
        yield Verdict(Outcome.FAIL, f"{', '.join(map(name_of, left_out))} cannot resolve names of this zone")
    elif not all_known:
        yield Verdict(Outcome.UNDECIDED, "which network a name server is in is not known before a deployment")
    else:
        yield Verdict(Outcome.PASS, "every network that needs names of this zone resolves them")


def _links(zone: Resource, resources: Resources) -> list[Link]:
    return [
        link(resources, each, "properties.virtualNetwork.id", NETWORK) for each in children_of(resources, zone, _LINK)
    ]


def _resolvers(resources: Resources) -> tuple[list[Resource], bool]:
    """Return the networks whose links decide what clients of private endpoints resolve, and whether all are known."""
    asked = [_asked(each, resources) for each in _with_endpoints(resources)]
    found = {each.key: each for networks in asked for each in networks or ()}
    return list(found.values()), None not in asked


def _asked(network: Resource, resources: Resources) -> tuple[Resource, ...] | None:
    """Return the network where another's first name server is, none for one elsewhere; `None` where nobody can tell."""
    servers = network.value(_SERVERS)
    if servers is MISSING or (is_array(servers) and (not servers or _AZURE in servers)):
        return (network,)
    if is_array(servers) and isinstance(servers[0], str):
        return tuple(each for each in resources.of_type(NETWORK) if _holds(each, servers[0]))[:1]
    found = {
        each.key: each for server in resources.sources(network, _SERVERS) for each in networks_of(server, resources)
    }
    return tuple(found.values()) if len(found) == 1 else None


def _holds(network: Resource, server: Value) -> bool:
    return hold(ranges(network.value("properties.addressSpace.addressPrefixes")) or (), server)


def _with_endpoints(resources: Resources) -> list[Resource]:
    holding: list[Resource] = []
    for endpoint in resources.of_type(ENDPOINT):
        holding.extend(networks_of(endpoint, resources))
    for peering in resources.of_type(_PEERING):
        ends = [resources.parent(peering), resources.with_id(peering.value("properties.remoteVirtualNetwork.id"))]
        if any(each in holding for each in ends):
            holding.extend(each for each in ends if each is not None)
    return holding


RULE = Rule(
    id="X-NET-03",
    title="Every network beside private endpoints resolves their names, each in one zone only",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    types=(ZONE,),
    judge=_judge,
    rationale="A network without the link resolves the public name and is turned away; with two zones of a name, "
    "records of one hide those of the other.",
    fix="Declare one virtualNetworkLinks of the zone to each network, or let it ask a resolver that is linked.",
    references=("https://learn.microsoft.com/azure/private-link/private-endpoint-dns-integration",),
    benchmark=("NS-10",),
)
