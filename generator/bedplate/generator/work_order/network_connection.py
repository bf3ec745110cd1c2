"""How the zone's network is joined to others: peering, virtual WAN, or a network that the platform provides."""

from __future__ import annotations

from bedplate.blueprints.settings.network import Hub
from bedplate.components.facts.subnet_catalogue import subnet_purposes
from bedplate.generator.graph import Resource
from bedplate.generator.render.properties import at
from bedplate.generator.work_order.markdown import Section, checklist, code, codes, fenced, plain, section, table
from bedplate.generator.work_order.recorded_zone import RecordedZone
from bedplate.generator.work_order.subnets import NETWORK, RecordedSubnet, subnets_of

_PEERING = "azure-native:network:VirtualNetworkPeering"
_TITLE = "Network connection"
_SWITCHES = ("allowVirtualNetworkAccess", "allowForwardedTraffic", "allowGatewayTransit", "useRemoteGateways")


def network_connection(zone: RecordedZone) -> Section:
    """Return the section on who joins which network to which, with every property."""
    settings = zone.settings
    hub, existing = settings.topology.hub, settings.network.existing_virtual_network_id
    if existing is not None:
        return section(_TITLE, *_existing_network(zone, existing), _existing_peering(hub, existing))
    networks = zone.of_type(NETWORK)
    if not networks:
        return section(_TITLE, "The landing zone declares no virtual network.")
    return section(_TITLE, *_own_network(zone, networks[0], hub), _subnet_table(zone))


def _own_network(zone: RecordedZone, network: Resource, hub: Hub | None) -> list[str]:
    network_id = zone.arm_id(network)
    made = f"The deployment makes the network {code(network_id)}."
    if hub is None:
        return [made, *_named_peers(zone)]
    if hub.virtual_hub_id is not None:
        return [made, *_virtual_wan(network_id, hub.virtual_hub_id), *_named_peers(zone)]
    peerings = [each for each in zone.of_type(_PEERING) if _remote(each) is not None]
    blocks = [block for each in peerings for block in _both_directions(zone, network_id, each)]
    return [made, *blocks, *_named_peers(zone)]


def _remote(peering: Resource) -> str | None:
    found = at(peering.inputs, "remoteVirtualNetwork", "id")
    return found if isinstance(found, str) else None


def _both_directions(zone: RecordedZone, network_id: str, peering: Resource) -> list[str]:
    hub_id = _remote(peering) or ""
    transit = at(peering.inputs, "useRemoteGateways") is True
    ours = {name: at(peering.inputs, name) is True for name in _SWITCHES}
    theirs = {
        "allowVirtualNetworkAccess": True,
        "allowForwardedTraffic": True,
        "allowGatewayTransit": transit,
        "useRemoteGateways": False,
    }
    name = _name_at_the_hub(network_id)
    rows = [
        ("Made by", "the deployment", "**the platform team**"),
        ("Name", code(zone.name(peering)), f"{code(name)} (any)"),
        ("On network", code(network_id), code(hub_id)),
        ("Remote network", code(hub_id), code(network_id)),
        *((code(switch), code(str(ours[switch]).lower()), code(str(theirs[switch]).lower())) for switch in _SWITCHES),
    ]
    steps = [
        "Make the peering hub → spoke as above, once the deployment has made the network; both must show `Connected`.",
        f"Whoever makes it may {code('Microsoft.Network/virtualNetworks/peer/action')} on both networks.",
    ]
    if transit:
        steps[0] = (
            "The deployment stops at its peering until this one is there, since Azure refuses `useRemoteGateways` until"
            " the hub offers its gateway: make it as soon as the network exists, then deploy again."
        )
    return [
        table(("Property", "Spoke → hub", "Hub → spoke"), rows),
        fenced("sh", _peering_command(hub_id, network_id, name, transit=transit)),
        checklist(steps),
    ]


def _name_at_the_hub(network_id: str) -> str:
    return f"peer-{network_id.rsplit('/', 1)[-1]}"


def _peering_command(hub_id: str, network_id: str, name: str, *, transit: bool) -> str:
    _, _, subscription, _, group, *_, hub_name = hub_id.split("/")
    lines = [
        f"az network vnet peering create --subscription {subscription}",
        f"--resource-group {group} --vnet-name {hub_name} --name {name}",
        f"--remote-vnet {network_id}",
        "--allow-vnet-access --allow-forwarded-traffic" + (" --allow-gateway-transit" if transit else ""),
    ]
    return " \\\n  ".join(lines)


def _virtual_wan(network_id: str, virtual_hub_id: str) -> list[str]:
    _, _, subscription, _, group, *_, hub_name = virtual_hub_id.split("/")
    name = _name_at_the_hub(network_id)
    rows = [
        ("Virtual hub", code(virtual_hub_id)),
        ("Connection", f"{code(name)} (any)"),
        ("Remote network", code(network_id)),
        (code("enableInternetSecurity"), f"{code('true')}: the hub brings the default route to the spoke"),
        ("Associated and propagated route table", "the hub's `defaultRouteTable`, as routing intent demands"),
        ("Routing intent", "`InternetTraffic` and `PrivateTraffic`, next hop the hub's firewall"),
    ]
    command = " \\\n  ".join(
        [
            f"az network vhub connection create --subscription {subscription}",
            f"--resource-group {group} --vhub-name {hub_name} --name {name}",
            f"--remote-vnet {network_id} --internet-security true",
        ]
    )
    tasks = [
        "Make the connection above once the deployment has made the network; nothing leaves the zone until then.",
        "Switch on routing intent for Internet and private traffic in the hub: the zone has no route table of its own.",
    ]
    return [table(("Property", "Value"), rows), fenced("sh", command), checklist(tasks)]


def _named_peers(zone: RecordedZone) -> list[str]:
    rows = [
        (plain(peer.name), codes(str(block) for block in peer.address_space)) for peer in zone.settings.network.peers
    ]
    if not rows:
        return [] if zone.settings.topology.hub else ["No other network is named as a peer: there is nothing to join."]
    note = (
        "The settings name these networks as peers. The deployment peers none of them: make both directions yourselves."
    )
    return [note, table(("Network", "Addresses"), rows)]


def _existing_network(zone: RecordedZone, network_id: str) -> list[str]:
    space = codes(str(block) for block in zone.settings.network.address_space)
    tasks = [
        f"The network exists in {code(zone.settings.location)} and its address space holds {space}.",
        "Its DNS servers are those under *DNS*; the deployment does not change the network itself.",
    ]
    subnets = subnets_of(zone)
    there = [each for each in subnets if not each.made]
    tasks += [_requirement(subnet) for subnet in there]
    return [
        f"The platform provides the network {code(network_id)}. The deployment never writes the network itself.",
        _subnet_table(zone),
        checklist(tasks),
    ]


def _requirement(subnet: RecordedSubnet) -> str:
    entry = subnet_purposes()[subnet.purpose]
    delegation = f"delegated to exactly {code(entry.delegation)}" if entry.delegation else "delegated to nothing"
    group = "with a security group that allows the flows under *Network rules*" if entry.security_group else ""
    words = [
        f"is {code(subnet.prefix)}, a /{entry.minimum_prefix_length} at least",
        delegation,
        group,
        "with the default route to the firewall" if entry.default_route else "without a default route of its own",
        "and used by nothing else",
    ]
    return f"Subnet {code(subnet.name)} exists for {code(subnet.purpose)}: " + ", ".join(filter(None, words)) + "."


def _existing_peering(hub: Hub | None, network_id: str) -> str:
    if hub is None:
        return ""
    to = hub.virtual_hub_id or hub.virtual_network_id
    if to is None:
        return checklist([f"{code(network_id)} is joined to the hub: the deployment makes no peering."])
    return checklist(
        [
            (
                f"{code(network_id)} is joined to {code(to)}, forwarded traffic allowed in both directions:"
                " the deployment makes no peering on a network that is not its own."
            )
        ]
    )


def _subnet_table(zone: RecordedZone) -> str:
    rows = [
        (
            code(subnet.purpose),
            code(subnet.name),
            code(subnet.prefix),
            code(subnet.delegation) if subnet.delegation else "none",
            _leaf(subnet.security_group_id) if subnet.made else "must exist",
            _leaf(subnet.route_table_id) if subnet.made else "must exist",
            "the deployment" if subnet.made else "**the platform team**",
        )
        for subnet in subnets_of(zone)
    ]
    return table(("Use", "Subnet", "Block", "Delegation", "Security group", "Route table", "Made by"), rows)


def _leaf(arm_id: str | None) -> str:
    return code(arm_id.rsplit("/", 1)[-1]) if arm_id else "none"
