"""The network of a landing zone: its subnets, who may talk to whom, and how private names resolve."""

from collections.abc import Collection
from dataclasses import dataclass

import pulumi

from bedplate.blueprints.settings.network import Network, PrivateDnsMode
from bedplate.blueprints.zone import Zone
from bedplate.components.facts.subnet_catalogue import subnet_purposes
from bedplate.components.planning.address_plan import plan_subnets
from bedplate.components.private_dns import PrivateDnsZones
from bedplate.components.resource_group import ResourceGroup
from bedplate.components.route_table import EgressRouteTable
from bedplate.components.virtual_network import FlowArgs, SubnetArgs, VirtualNetwork, VirtualNetworkArgs


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneNetwork:
    """The network once it is declared."""

    subnet_ids: pulumi.Output[dict[str, str]]
    """ARM ids of the subnets by purpose."""
    private_dns_zone_ids: dict[str, pulumi.Output[str]] | None
    """ARM ids of private DNS zones by name; `None` where the platform's policy registers endpoints."""


def declare_network(
    zone: Zone,
    group: ResourceGroup,
    *,
    subnets: Collection[str],
    flows: list[FlowArgs],
    private_dns_zone_names: Collection[str],
    log_analytics_workspace_id: pulumi.Input[str],
) -> ZoneNetwork:
    """Declare the virtual network, its way out, its peering and its private DNS zones.

    Args:
        zone: the landing zone.
        group: resource group of the network.
        subnets: purposes of the subnets wanted, as `facts/subnets.toml` names them.
        flows: everything that may pass.
        private_dns_zone_names: names of the private DNS zones that the zone's private endpoints register in.
        log_analytics_workspace_id: ARM id of the workspace that receives logs.
    """
    args: VirtualNetworkArgs = {
        **zone.place(group),
        "virtual_network_name": zone.naming.name("virtualNetwork"),
        "address_space": [str(block) for block in zone.settings.network.address_space],
        "subnets": _subnets(zone, subnets, _default_route(zone, group)),
        "flows": flows,
        "log_analytics_workspace_id": log_analytics_workspace_id,
    }
    _join_hub(zone, args)
    network = VirtualNetwork("network", args, zone.options())
    return ZoneNetwork(
        subnet_ids=network.subnet_ids,
        private_dns_zone_ids=_private_dns(zone, group, network.virtual_network_id, private_dns_zone_names),
    )


def planned_subnets(network: Network, needed: Collection[str]) -> dict[str, str]:
    """Return the address prefix of every needed subnet by its purpose."""
    chosen = {
        field.alias or name: block
        for name, field in type(network.subnets).model_fields.items()
        if (block := getattr(network.subnets, name)) is not None
    }
    lengths = {name: purpose.prefix_length for name, purpose in subnet_purposes().items()}
    planned = plan_subnets(network.address_space, lengths, fixed=chosen, needed=needed)
    return {name: str(block) for name, block in planned.items()}


def _subnets(zone: Zone, needed: Collection[str], route_table_id: pulumi.Output[str] | None) -> list[SubnetArgs]:
    catalogue = subnet_purposes()
    return [
        _subnet(zone, purpose, prefix, route_table_id if catalogue[purpose].default_route else None)
        for purpose, prefix in planned_subnets(zone.settings.network, needed).items()
    ]


def _subnet(zone: Zone, purpose: str, prefix: str, route_table_id: pulumi.Output[str] | None) -> SubnetArgs:
    entry = subnet_purposes()[purpose]
    qualifier = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in purpose)
    subnet = SubnetArgs(
        name=purpose,
        subnet_name=entry.azure_name or zone.naming.name("subnet", qualifier),
        network_security_group_name=zone.naming.name("networkSecurityGroup", qualifier),
        address_prefix=prefix,
    )
    if entry.delegation is not None:
        subnet["delegation"] = entry.delegation
    if route_table_id is not None:
        subnet["route_table_id"] = route_table_id
    return subnet


def _default_route(zone: Zone, group: ResourceGroup) -> pulumi.Output[str] | None:
    hub = zone.settings.topology.hub
    if hub is None:
        return None
    table = EgressRouteTable(
        "egress",
        {
            **zone.place(group),
            "route_table_name": zone.naming.name("routeTable"),
            "firewall_private_ip_address": str(hub.firewall_private_ip_address),
        },
        zone.options(),
    )
    return table.route_table_id


def _join_hub(zone: Zone, args: VirtualNetworkArgs) -> None:
    hub = zone.settings.topology.hub
    if hub is None:
        return
    args["dns_servers"] = [str(resolver) for resolver in hub.resolvers]
    args["peerings"] = [
        {
            "peering_name": zone.naming.name("virtualNetworkPeering", "hub"),
            "remote_virtual_network_id": hub.virtual_network_id,
            "use_remote_gateways": hub.use_remote_gateways,
        }
    ]


def _private_dns(
    zone: Zone, group: ResourceGroup, virtual_network_id: pulumi.Output[str], zone_names: Collection[str]
) -> dict[str, pulumi.Output[str]] | None:
    mode = zone.settings.private_dns_mode
    if mode is PrivateDnsMode.PLATFORM_POLICY:
        return None
    existing: dict[str, pulumi.Input[str]] = {}
    if mode is PrivateDnsMode.EXISTING:
        existing.update(zone.settings.private_dns.zones)
    zones = PrivateDnsZones(
        "private-dns",
        {
            "resource_group_name": group.resource_group_name,
            "subscription_id": zone.settings.subscription_id,
            "tags": zone.tags,
            "zone_names": list(zone_names),
            "virtual_network_id": virtual_network_id,
            "virtual_network_link_name": zone.naming.name("privateDnsZoneLink"),
            "existing_zone_ids": existing,
        },
        zone.options(),
    )
    return zones.zone_ids
