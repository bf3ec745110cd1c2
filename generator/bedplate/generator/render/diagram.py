"""From a graph to what a network diagram shows of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from bedplate.generator.graph import Graph, Resource, Value, walk
from bedplate.generator.render.diagram_flows import GuardedSubnet, flows
from bedplate.generator.render.diagram_model import Diagram, Endpoint, Flow, Network, Subnet
from bedplate.generator.render.diagram_residents import belongings, entrance_belongings, entrances, guest, resident
from bedplate.generator.render.diagram_routes import FIREWALL, RoutedSubnet, routed
from bedplate.generator.render.diagram_services import ENDPOINT, is_extension, legend, service_groups
from bedplate.generator.render.diagram_sources import Sources, address, shown_id
from bedplate.generator.render.diagram_zones import ZONE_GROUP, zone_sets
from bedplate.generator.render.preview_model import shown
from bedplate.generator.render.properties import at, items

_NETWORK = "azure-native:network:VirtualNetwork"
_SUBNET = "azure-native:network:Subnet"
_PEERING = "azure-native:network:VirtualNetworkPeering"
_FLOW_LOG = "azure-native:network:FlowLog"
_UNGUARDED = ("AzureFirewallSubnet", "AzureFirewallManagementSubnet", "GatewaySubnet")
"""Names of subnets that take no security group."""
_WAYS_IN = frozenset(f"azure-native:network:{name}" for name in ("ApplicationGateway", "BastionHost"))
_LIVE_IN_SUBNETS = "azure-native:network:"
"""Types of this provider are drawn in the subnet that they name; those of others only reach into it."""


def diagram(graph: Graph) -> Diagram:
    """Return what a network diagram shows of a graph.

    Every subnet, private endpoint, service and private DNS zone is in it exactly once. A network that the
    stack uses without declaring it is in it as far as private endpoints tell of it.
    """
    sources = Sources(graph)
    builder = _Networks(sources)
    groups = service_groups(sources, (*builder.residents, *entrance_belongings(sources)))
    order = {service.key: index for index, service in enumerate(each for group in groups for each in group.services)}
    networks = tuple(builder.networks(order))
    return Diagram(
        title=f"{graph.stack} · network of project {graph.project}",
        networks=networks,
        flows=_ordered_flows(builder.flows(), networks),
        groups=groups,
        zone_sets=zone_sets(sources, networks),
        entrances=entrances(sources),
        legend=legend(sources),
    )


def _ordered_flows(found: tuple[Flow, ...], networks: tuple[Network, ...]) -> tuple[Flow, ...]:
    places: dict[str | None, int] = {
        subnet.key: index for index, subnet in enumerate(each for net in networks for each in net.subnets)
    }

    def place(flow: Flow) -> tuple[int, int, str, str]:
        return (
            places.get(flow.source.subnet, -1),
            places.get(flow.target.subnet, -1),
            flow.source.name,
            flow.target.name,
        )

    return tuple(sorted(found, key=place))


class _Networks:
    """The networks of a graph with what is in their subnets."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._owners: dict[str, Resource | None] = {}
        self._subnets: dict[str, dict[str, Value]] = defaultdict(dict)
        self._names: dict[str, str] = {}
        for network in sources.of_type(_NETWORK):
            key = sources.address(network)
            self._owners[key] = network
            for subnet in items(network.inputs, "subnets"):
                self._add(key, shown(at(subnet, "name")).text, subnet)
        for subnet in sources.of_type(_SUBNET):
            self._add(self._network_of(subnet), sources.name(subnet), subnet.inputs)
        for endpoint in sources.of_type(ENDPOINT):
            self._adopt(at(endpoint.inputs, "subnet", "id"))
        self._residents, self._guests = self._occupants()
        self.residents = tuple(
            urn for found in self._residents.values() for each in found for urn in belongings(sources, each)
        )

    def _add(self, network: str, name: str, properties: Value) -> None:
        self._owners.setdefault(network, None)
        key = f"{network}/subnets/{name.lower()}"
        self._subnets[network].setdefault(key, properties)
        self._names.setdefault(key, name)

    def _network_of(self, subnet: Resource) -> str:
        key = self._sources.address(subnet).rsplit("/subnets/", 1)[0]
        name = shown(at(subnet.inputs, "virtualNetworkName")).text
        self._names.setdefault(key, name)
        return key

    def _adopt(self, subnet_id: Value) -> None:
        key = _subnet_key(subnet_id)
        network, _, name = key.rpartition("/subnets/")
        if key not in self._subnets[network]:
            written = subnet_id.split("/") if isinstance(subnet_id, str) else []
            self._names.setdefault(network, written[-3] if len(written) > 2 else network)  # noqa: PLR2004 - name, type, name
            self._add(network, written[-1] if written else name, {})

    def _occupants(self) -> tuple[dict[str, list[Resource]], dict[str, list[Resource]]]:
        """Return by subnet what lives in it and what reaches into it."""
        known = {key for subnets in self._subnets.values() for key in subnets}
        residents: dict[str, list[Resource]] = defaultdict(list)
        guests: dict[str, list[Resource]] = defaultdict(list)
        for each in self._sources.resources:
            if each.type in (ENDPOINT, _NETWORK, _SUBNET) or is_extension(self._sources, each):
                continue
            named = dict.fromkeys(key for _, leaf in walk(each.inputs) if (key := address(leaf)) in known)
            lives = each.type.startswith(_LIVE_IN_SUBNETS)
            for key in list(named)[: 1 if lives else None]:
                (residents if lives else guests)[str(key)].append(each)
        return residents, guests

    def flows(self) -> tuple[Flow, ...]:
        """Return what the security groups of the subnets allow, and how it gets out."""
        allowed = flows(
            tuple(
                GuardedSubnet(
                    key=key,
                    name=self._names[key],
                    prefixes=_prefixes(properties),
                    rules=self._rules(properties),
                )
                for subnets in self._subnets.values()
                for key, properties in subnets.items()
            )
        )
        return routed(allowed, tuple(self._routed_subnets()), self._sources)

    def _routed_subnets(self) -> Iterator[RoutedSubnet]:
        for network, subnets in self._subnets.items():
            peers = tuple(self._peers(network))
            for key, properties in subnets.items():
                yield RoutedSubnet(
                    key=key,
                    name=self._names[key],
                    prefixes=_prefixes(properties),
                    route_table=self._sources.by_address.get(address(at(properties, "routeTable", "id")) or ""),
                    firewalls=tuple(each for each in self._residents[key] if each.type == FIREWALL),
                    peers=peers,
                )

    def _rules(self, subnet: Value) -> tuple[Value, ...] | None:
        group = self._sources.by_address.get(address(at(subnet, "networkSecurityGroup", "id")) or "")
        return None if group is None else items(group.inputs, "securityRules")

    def networks(self, order: Mapping[str, int]) -> Iterator[Network]:
        """Yield the networks; `order` says which services come first, by key."""
        for key, owner in self._owners.items():
            yield Network(
                key=key,
                name=self._sources.name(owner) if owner else self._names[key],
                group=self._sources.group(owner) if owner else "",
                prefixes=_texts(items(owner.inputs, "addressSpace", "addressPrefixes")) if owner else (),
                managed=owner is not None,
                notes=tuple(self._network_notes(key, owner)),
                subnets=self._sorted_subnets(key, order),
                peers=tuple(self._peers(key)),
            )

    def _network_notes(self, key: str, owner: Resource | None) -> Iterator[str]:
        servers = _texts(items(owner.inputs, "dhcpOptions", "dnsServers")) if owner else ()
        if servers:
            yield f"names resolved by {', '.join(servers)}"
        for log in self._sources.of_type(_FLOW_LOG):
            if address(at(log.inputs, "targetResourceId")) == key:
                yield f"flow log {self._sources.name(log)} · kept in {shown_id(at(log.inputs, 'storageId'))}"

    def _sorted_subnets(self, network: str, order: Mapping[str, int]) -> tuple[Subnet, ...]:
        found = [self._subnet(key, properties, order) for key, properties in self._subnets[network].items()]
        types = {subnet.key: {each.type for each in self._residents[subnet.key]} for subnet in found}

        def place(subnet: Subnet) -> tuple[bool, int]:
            """Put the ways in first and the way out last; endpoints stand beside their services."""
            here = types[subnet.key]
            last = FIREWALL in here or subnet.name in _UNGUARDED
            return bool(subnet.endpoints), 2 * last - bool(here & _WAYS_IN)

        return tuple(sorted(found, key=place))

    def _subnet(self, key: str, properties: Value, order: Mapping[str, int]) -> Subnet:
        endpoints = [
            self._endpoint(each)
            for each in self._sources.of_type(ENDPOINT)
            if _subnet_key(at(each.inputs, "subnet", "id")) == key
        ]
        return Subnet(
            key=key,
            name=self._names[key],
            prefixes=_prefixes(properties),
            notes=tuple(self._notes(key, properties)),
            endpoints=tuple(sorted(endpoints, key=lambda each: (order.get(each.target, len(order)), each.name))),
            residents=tuple(resident(self._sources, each) for each in self._residents[key]),
            guests=tuple(guest(self._sources, each) for each in self._guests[key]),
        )

    def _notes(self, key: str, properties: Value) -> Iterator[str]:
        services = _texts(tuple(at(each, "serviceName") for each in items(properties, "delegations")))
        if services:
            yield f"delegated to {', '.join(services)}"
        for path, form in (("routeTable", "routes {}"), ("natGateway", "NAT {}")):
            if (found := at(properties, path, "id")) is not None:
                yield form.format(shown_id(found))
        group_id = at(properties, "networkSecurityGroup", "id")
        if group_id is not None:
            group = self._sources.by_address.get(address(group_id) or "")
            yield " · ".join([shown_id(group_id), *(self._sources.facts(group) if group else ())])
        elif properties:
            yield "takes no security group" if self._names[key] in _UNGUARDED else "no security group"

    def _endpoint(self, endpoint: Resource) -> Endpoint:
        connections = items(endpoint.inputs, "privateLinkServiceConnections") or items(
            endpoint.inputs, "manualPrivateLinkServiceConnections"
        )
        key = self._sources.address(endpoint)
        zone_groups = (
            each for each in self._sources.of_type(ZONE_GROUP) if self._sources.address(each).startswith(f"{key}/")
        )
        return Endpoint(
            urn=endpoint.urn,
            name=self._sources.name(endpoint),
            target=address(at(connections, 0, "privateLinkServiceId")) or "",
            groups=_texts(items(connections, 0, "groupIds")),
            zones=sum(len(items(each.inputs, "privateDnsZoneConfigs")) for each in zone_groups),
        )

    def _peers(self, network: str) -> Iterator[str]:
        for peering in self._sources.of_type(_PEERING):
            if self._sources.address(peering).startswith(f"{network}/"):
                yield shown_id(at(peering.inputs, "remoteVirtualNetwork", "id"))


def _subnet_key(subnet_id: Value) -> str:
    return address(subnet_id) or "/subnets/" + shown(subnet_id).text


def _prefixes(subnet: Value) -> tuple[str, ...]:
    return _texts((at(subnet, "addressPrefix"), *items(subnet, "addressPrefixes")))


def _texts(values: tuple[Value, ...]) -> tuple[str, ...]:
    return tuple(shown(value).text for value in values if value is not None)
