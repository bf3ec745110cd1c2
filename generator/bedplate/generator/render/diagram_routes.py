"""The way out: default routes to a firewall, and what the firewall lets pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import ip_network

from bedplate.generator.counted import counted
from bedplate.generator.graph import Resource, Value
from bedplate.generator.render.diagram_model import Flow, FlowEnd
from bedplate.generator.render.diagram_sources import Sources, address
from bedplate.generator.render.preview_model import shown
from bedplate.generator.render.properties import at, items

FIREWALL = "azure-native:network:AzureFirewall"
_RULES = "azure-native:network:FirewallPolicyRuleCollectionGroup"
_EVERYTHING = "0.0.0.0/0"
_INSIDE = ("VirtualNetwork", "AzureLoadBalancer")
"""Service tags that no default route takes anywhere."""
_INTERNET = FlowEnd(name="Internet")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutedSubnet:
    """What routes need to know of a subnet."""

    key: str
    name: str
    prefixes: tuple[str, ...]
    route_table: Resource | None
    firewalls: tuple[Resource, ...]
    """Firewalls that live in it."""
    peers: tuple[str, ...]
    """Networks that its network is peered with."""


def routed(flows: Iterable[Flow], subnets: tuple[RoutedSubnet, ...], sources: Sources) -> tuple[Flow, ...]:
    """Return flows with those that a default route takes joined to one for each subnet, and the firewalls' own.

    Flows to addresses are left as they are: a peering's routes are more specific than a default route.
    """
    found = {each.key: _next_hop(each, subnets) for each in subnets}
    hops = {key: hop for key, hop in found.items() if hop is not None and hop.subnet != key}
    kept: list[Flow] = []
    taken: dict[str, list[Flow]] = defaultdict(list)
    for flow in flows:
        key = flow.source.subnet
        (taken[key] if key in hops and _leaves(flow) else kept).append(flow)
    joined = [_joined(found, hops[key]) for key, found in taken.items()]
    return (*kept, *joined, *_exits(subnets, sources))


def _leaves(flow: Flow) -> bool:
    name = flow.target.name
    return flow.target.subnet is None and name not in _INSIDE and not name[:1].isdigit() and ":" not in name


def _joined(flows: list[Flow], hop: FlowEnd) -> Flow:
    by_ports: dict[str, list[str]] = defaultdict(list)
    for flow in flows:
        by_ports[flow.ports].append(flow.target.name)
    words = " · ".join(f"{ports} to {', '.join(sorted(names))}" for ports, names in sorted(by_ports.items()))
    return Flow(source=flows[0].source, target=hop, ports=words, agreed=True, route=True)


def _next_hop(subnet: RoutedSubnet, subnets: tuple[RoutedSubnet, ...]) -> FlowEnd | None:
    """Return where a subnet's default route leads, `None` where it has none to an appliance."""
    routes = items(subnet.route_table.inputs, "routes") if subnet.route_table else ()
    hop = next((at(each, "nextHopIpAddress") for each in routes if _is_default(each)), None)
    if hop is None:
        return None
    with_firewall = [each for each in subnets if each.firewalls]
    homes = [each for each in subnets if _holds(each, hop)]
    if not homes and not isinstance(hop, str) and len(with_firewall) == 1:
        homes = with_firewall
    if homes:
        return FlowEnd(name=homes[0].name, subnet=homes[0].key)
    elsewhere = f" in {subnet.peers[0]}" if len(subnet.peers) == 1 else ""
    return FlowEnd(name=f"appliance {shown(hop).text}{elsewhere}")


def _is_default(route: Value) -> bool:
    prefix, hop_type = at(route, "addressPrefix"), at(route, "nextHopType")
    return (prefix, hop_type) == (_EVERYTHING, "VirtualAppliance")


def _holds(subnet: RoutedSubnet, hop: Value) -> bool:
    try:
        # Whoever writes an address may also write a prefix of another version, which compares to none.
        place = ip_network(str(hop))
        blocks = [ip_network(prefix, strict=False) for prefix in subnet.prefixes]
    except ValueError:
        return False
    return any(place.version == block.version and place[0] in block for block in blocks)


def _exits(subnets: tuple[RoutedSubnet, ...], sources: Sources) -> Iterator[Flow]:
    for subnet in subnets:
        for firewall in subnet.firewalls:
            end = FlowEnd(name=subnet.name, subnet=subnet.key)
            words = _allowed(firewall, sources)
            yield Flow(source=end, target=_INTERNET, ports=words, agreed=True, route=True)


def _allowed(firewall: Resource, sources: Sources) -> str:
    """Say how much a firewall lets pass."""
    policy = address(at(firewall.inputs, "firewallPolicy", "id"))
    if policy is None or policy not in sources.by_address:
        return "what its policy allows"
    rules = list(_rules(policy, sources))
    hosts = {shown(host).text for rule in rules for host in items(rule, "targetFqdns")}
    to_addresses = sum(bool(items(rule, "destinationAddresses")) for rule in rules)
    said = [counted(len(hosts), "allowed host") if "*" not in hosts else "every host"]
    if to_addresses:
        said.append(f"{counted(to_addresses, 'rule')} for addresses")
    return ", ".join(said)


def _rules(policy: str, sources: Sources) -> Iterator[Value]:
    for group in sources.of_type(_RULES):
        if sources.address(group).startswith(f"{policy}/"):
            for collection in items(group.inputs, "ruleCollections"):
                if at(collection, "action", "type") in (None, "Allow"):
                    yield from items(collection, "rules")
