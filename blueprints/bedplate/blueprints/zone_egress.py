"""The way out of a landing zone: a firewall of its own or the hub's, and the route that leads there."""

from collections.abc import Mapping
from ipaddress import IPv4Network

import pulumi

from bedplate.blueprints.settings import ChatSettings
from bedplate.blueprints.settings.network import DdosProtectionKind, Hub
from bedplate.blueprints.settings.traffic import EgressKind
from bedplate.blueprints.zone import Zone
from bedplate.components.facts.egress_catalogue import packs_of_subnet
from bedplate.components.facts.subnet_catalogue import subnet_purposes
from bedplate.components.firewall import EgressFirewall, EgressFirewallArgs
from bedplate.components.network.firewall_arguments import EgressSourceArgs, FirewallSku
from bedplate.components.resource_group import ResourceGroup
from bedplate.components.route_table import EgressRouteTable

_FIRST_FREE_ADDRESS = 4
"""Index of the first address of a subnet that is not Azure's own."""


def declare_default_route(
    zone: Zone, settings: ChatSettings, group: ResourceGroup, prefixes: Mapping[str, str]
) -> pulumi.Input[str] | None:
    """Declare the route table that leads out, or use the platform's.

    Args:
        zone: the landing zone.
        settings: its settings.
        group: resource group of the network.
        prefixes: address prefixes of the subnets by purpose.

    Returns:
        ARM id of the table; `None` where nothing leads out, or where a virtual WAN brings the routes.
    """
    hub = settings.topology.hub
    if hub is not None and hub.route_table_id is not None:
        return hub.route_table_id
    if settings.egress_kind is EgressKind.FIREWALL:
        next_hop = firewall_address(prefixes)
    elif settings.egress_kind is EgressKind.HUB and hub is not None and _has_firewall(hub):
        next_hop = str(hub.firewall_private_ip_address)
    else:
        return None
    table = EgressRouteTable(
        "egress",
        {
            **zone.place(group),
            "route_table_name": zone.naming.name("routeTable"),
            "firewall_private_ip_address": next_hop,
        },
        zone.options(),
    )
    return table.route_table_id


def declare_firewall(
    zone: Zone,
    settings: ChatSettings,
    group: ResourceGroup,
    *,
    prefixes: Mapping[str, str],
    subnet_ids: pulumi.Output[dict[str, str]],
    log_analytics_workspace_id: pulumi.Input[str],
) -> EgressFirewall:
    """Declare the zone's own firewall, which lets each subnet call the hosts that it needs and no other.

    Args:
        zone: the landing zone.
        settings: its settings.
        group: resource group of the network.
        prefixes: address prefixes of the subnets by purpose.
        subnet_ids: ARM ids of the subnets by purpose.
        log_analytics_workspace_id: ARM id of the workspace that receives logs.
    """
    args: EgressFirewallArgs = {
        **zone.place(group),
        "firewall_name": zone.naming.name("firewall"),
        "policy_name": zone.naming.name("firewallPolicy"),
        "public_ip_address_name": zone.naming.name("publicIpAddress", "firewall"),
        "sku": FirewallSku(settings.sizing.firewall_sku.value),
        "subnet_id": subnet_ids["firewall"],
        "private_ip_address": firewall_address(prefixes),
        "zone_redundant": settings.sizing.zone_redundant,
        "allowed": [_allowed(settings, purpose, prefixes[purpose]) for purpose in _routed(prefixes)],
        "ddos_ip_protection": settings.network.ddos_protection.kind is DdosProtectionKind.ADDRESSES,
        "log_analytics_workspace_id": log_analytics_workspace_id,
    }
    if "firewallManagement" in prefixes:
        args["management_subnet_id"] = subnet_ids["firewallManagement"]
        args["management_public_ip_address_name"] = zone.naming.name("publicIpAddress", "firewall-management")
    return EgressFirewall("firewall", args, zone.options())


def firewall_address(prefixes: Mapping[str, str]) -> str:
    """Return the private address that the zone's own firewall gets, the first free one of its subnet."""
    return str(IPv4Network(prefixes["firewall"])[_FIRST_FREE_ADDRESS])


def _has_firewall(hub: Hub) -> bool:
    """Return whether the zone's own routes lead to the hub's firewall; those of a virtual WAN are the platform's."""
    return hub.firewall_private_ip_address is not None and hub.virtual_hub_id is None


def _routed(prefixes: Mapping[str, str]) -> list[str]:
    purposes = subnet_purposes()
    return [purpose for purpose in prefixes if purposes[purpose].default_route]


def _allowed(settings: ChatSettings, purpose: str, prefix: str) -> EgressSourceArgs:
    return {
        "source_name": purpose,
        "address_prefixes": [prefix],
        "packs": list(packs_of_subnet(purpose)),
        "fqdns": list(settings.egress.allowed_fqdns.get(purpose, ())),
    }
