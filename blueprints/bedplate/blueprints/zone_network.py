"""The network of a landing zone: its subnets, who may talk to whom, its way out, and how private names resolve."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi

from bedplate.blueprints.settings import ChatSettings
from bedplate.blueprints.settings.network import DdosProtectionKind, Network, PrivateDnsMode
from bedplate.blueprints.settings.traffic import EgressKind
from bedplate.blueprints.zone import Zone
from bedplate.blueprints.zone_egress import declare_default_route, declare_firewall
from bedplate.components.ddos_protection_plan import DdosProtectionPlan
from bedplate.components.facts.subnet_catalogue import subnet_purposes
from bedplate.components.firewall import EgressFirewall
from bedplate.components.planning.address_plan import plan_subnets
from bedplate.components.private_dns import PrivateDnsZones
from bedplate.components.resource_group import ResourceGroup
from bedplate.components.virtual_network import FlowArgs, SubnetArgs, VirtualNetwork, VirtualNetworkArgs


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneNetwork:
    """The network once it is declared."""

    virtual_network_id: pulumi.Output[str]
    """ARM id of the network."""
    subnet_ids: Mapping[str, pulumi.Output[str]]
    """ARM ids of the subnets by purpose. What goes out through the zone's own firewall waits for its rules."""
    subnet_prefixes: Mapping[str, str]
    """Address prefixes of the subnets by purpose."""
    private_dns_zone_ids: dict[str, pulumi.Output[str]] | None
    """ARM ids of private DNS zones by name; `None` where the platform's policy registers endpoints."""
    firewall: EgressFirewall | None
    """The zone's own firewall, if it has one."""


def declare_network(
    zone: Zone,
    group: ResourceGroup,
    settings: ChatSettings,
    *,
    flows: list[FlowArgs],
    log_analytics_workspace_id: pulumi.Input[str],
) -> ZoneNetwork:
    """Declare the virtual network or add to an existing one, with its way out, its peering and its private DNS zones.

    Args:
        zone: the landing zone.
        group: resource group of the network.
        settings: the zone's settings.
        flows: everything that may pass.
        log_analytics_workspace_id: ARM id of the workspace that receives logs.
    """
    prefixes = planned_subnets(settings.network, settings.needed_subnets)
    route_table_id = declare_default_route(zone, settings, group, prefixes)
    args: VirtualNetworkArgs = {
        **zone.place(group),
        "subnets": [_subnet(zone, purpose, prefixes[purpose], route_table_id) for purpose in settings.new_subnets],
        "flows": _of_new_subnets(flows, settings),
        "log_analytics_workspace_id": log_analytics_workspace_id,
    }
    existing_id = settings.network.existing_virtual_network_id
    if existing_id is None:
        _describe_own_network(zone, group, settings, args)
    else:
        args["existing_virtual_network_id"] = existing_id
        args["existing_subnets"] = [
            {"name": purpose, "subnet_id": subnet_id, "address_prefix": prefixes[purpose]}
            for purpose, subnet_id in settings.network.existing_subnets.items()
        ]
    network = VirtualNetwork("network", args, zone.options())
    firewall = None
    if settings.egress_kind is EgressKind.FIREWALL:
        firewall = declare_firewall(
            zone,
            settings,
            group,
            prefixes=prefixes,
            subnet_ids=network.subnet_ids,
            log_analytics_workspace_id=log_analytics_workspace_id,
        )
    return ZoneNetwork(
        virtual_network_id=network.virtual_network_id,
        subnet_ids={purpose: _ready(network.subnet_ids[purpose], purpose, firewall) for purpose in prefixes},
        subnet_prefixes=prefixes,
        private_dns_zone_ids=_private_dns(zone, group, network.virtual_network_id, settings),
        firewall=firewall,
    )


def planned_subnets(network: Network, needed: tuple[str, ...]) -> dict[str, str]:
    """Return the address prefix of every needed subnet by its purpose."""
    chosen = {
        field.alias or name: block
        for name, field in type(network.subnets).model_fields.items()
        if (block := getattr(network.subnets, name)) is not None
    }
    lengths = {name: purpose.prefix_length for name, purpose in subnet_purposes().items()}
    planned = plan_subnets(network.address_space, lengths, fixed=chosen, needed=needed)
    return {name: str(block) for name, block in planned.items()}


def _ready(subnet_id: pulumi.Output[str], purpose: str, firewall: EgressFirewall | None) -> pulumi.Output[str]:
    """Return the subnet's id once whatever starts in it can reach what it needs."""
    if firewall is None or not subnet_purposes()[purpose].default_route:
        return subnet_id
    return pulumi.Output.all(subnet_id, firewall.private_ip_address).apply(lambda values: str(values[0]))


def _of_new_subnets(flows: list[FlowArgs], settings: ChatSettings) -> list[FlowArgs]:
    """Return the flows that a security group of ours has a say in."""
    new = set(settings.new_subnets)
    return [flow for flow in flows if new & {flow["source"], flow["destination"]}]


def _subnet(zone: Zone, purpose: str, prefix: str, route_table_id: pulumi.Input[str] | None) -> SubnetArgs:
    entry = subnet_purposes()[purpose]
    qualifier = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in purpose)
    subnet = SubnetArgs(
        name=purpose,
        subnet_name=entry.azure_name or zone.naming.name("subnet", qualifier),
        address_prefix=prefix,
    )
    if entry.security_group:
        subnet["network_security_group_name"] = zone.naming.name("networkSecurityGroup", qualifier)
    if entry.delegation is not None:
        subnet["delegation"] = entry.delegation
    if route_table_id is not None and entry.default_route:
        subnet["route_table_id"] = route_table_id
    return subnet


def _describe_own_network(zone: Zone, group: ResourceGroup, settings: ChatSettings, args: VirtualNetworkArgs) -> None:
    args["virtual_network_name"] = zone.naming.name("virtualNetwork")
    args["address_space"] = [str(block) for block in settings.network.address_space]
    protection = settings.network.ddos_protection
    if protection.existing_plan_id is not None:
        args["ddos_protection_plan_id"] = protection.existing_plan_id
    elif protection.kind is DdosProtectionKind.PLAN:
        name = zone.naming.name("ddosProtectionPlan")
        plan = DdosProtectionPlan("ddos", {**zone.place(group), "ddos_protection_plan_name": name}, zone.options())
        args["ddos_protection_plan_id"] = plan.ddos_protection_plan_id
    hub = settings.topology.hub
    if hub is None:
        return
    if hub.resolvers:
        args["dns_servers"] = [str(resolver) for resolver in hub.resolvers]
    if hub.virtual_network_id is not None:
        args["peerings"] = [
            {
                "peering_name": zone.naming.name("virtualNetworkPeering", "hub"),
                "remote_virtual_network_id": hub.virtual_network_id,
                "use_remote_gateways": hub.use_remote_gateways,
            }
        ]


def _private_dns(
    zone: Zone, group: ResourceGroup, virtual_network_id: pulumi.Output[str], settings: ChatSettings
) -> dict[str, pulumi.Output[str]] | None:
    if settings.private_dns_mode is PrivateDnsMode.PLATFORM_POLICY:
        return None
    existing: dict[str, pulumi.Input[str]] = {}
    if settings.private_dns_mode is PrivateDnsMode.EXISTING:
        existing.update(settings.private_dns.zones)
    zones = PrivateDnsZones(
        "private-dns",
        {
            "resource_group_name": group.resource_group_name,
            "subscription_id": settings.subscription_id,
            "tags": zone.tags,
            "zone_names": list(settings.private_dns_zone_names),
            "virtual_network_id": virtual_network_id,
            "virtual_network_link_name": zone.naming.name("privateDnsZoneLink"),
            "existing_zone_ids": existing,
        },
        zone.options(),
    )
    return zones.zone_ids
