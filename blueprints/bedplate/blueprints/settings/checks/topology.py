"""Topology and private DNS: what belongs to the platform team must be given, what does not must not."""

from collections.abc import Iterator

from bedplate.blueprints.settings.checks.context import Context
from bedplate.blueprints.settings.findings import Finding, shown
from bedplate.blueprints.settings.landing_zone import Settings
from bedplate.blueprints.settings.nearest import nearest, suggestion
from bedplate.blueprints.settings.network import PrivateDnsMode, TopologyKind
from bedplate.blueprints.settings.partial import usable
from bedplate.blueprints.settings.positions import Path


def check_hub(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find a hub where there is none, and none where there must be one."""
    topology = settings.topology
    if topology.kind is TopologyKind.STANDALONE and topology.hub is not None:
        hint = "write topology.kind: spoke, or remove the hub"
        message = "a standalone landing zone has no hub"
        yield Finding("toggle-hub", ("topology", "hub"), message, hint, of_key=True)
    if topology.kind is TopologyKind.SPOKE and topology.hub is None:
        message = "a spoke needs its hub: the platform team's network and firewall"
        hint = "add topology.hub with virtualNetworkId, addressSpace and firewallPrivateIpAddress"
        yield Finding("missing-platform-id", ("topology",), message, hint, of_key=True)


def check_hub_connection(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find a hub that is two, or none, or that the zone's traffic has no route to."""
    hub, path = settings.topology.hub, ("topology", "hub")
    if hub is None:
        return
    existing = settings.network.existing_virtual_network_id is not None
    if hub.virtual_network_id is not None and hub.virtual_hub_id is not None:
        message = "a hub is a virtual network or a virtual WAN's hub, not both"
        yield Finding("toggle-hub", (*path, "virtualHubId"), message, "remove one of the two", of_key=True)
    if hub.virtual_network_id is None and hub.virtual_hub_id is None and not existing:
        message = "the hub has no ARM id to be joined to"
        hint = "add virtualNetworkId, or virtualHubId of a virtual WAN"
        yield Finding("missing-platform-id", path, message, hint, of_key=True)
    if hub.firewall_private_ip_address is None and hub.route_table_id is None and hub.virtual_hub_id is None:
        message = "nothing says where the default route leads"
        hint = "add firewallPrivateIpAddress, or routeTableId of the platform's own table"
        yield Finding("missing-platform-id", path, message, hint, of_key=True)


def check_private_dns_mode(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find private DNS zones made by a spoke whose platform has them already."""
    if settings.topology.kind is TopologyKind.SPOKE and settings.private_dns_mode is PrivateDnsMode.CREATE:
        message = (
            "a spoke does not make private DNS zones: a network resolves each name in one zone only, the platform's"
        )
        hint = "write existing and give the zones' ids, or platformPolicy"
        yield Finding("toggle-private-dns", ("privateDns", "mode"), message, hint)


def check_private_dns_zones(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find zone ids that nothing reads."""
    if settings.private_dns_mode is not PrivateDnsMode.EXISTING and settings.private_dns.zones:
        message = f"zones are given, but in mode {settings.private_dns_mode} nothing reads them"
        hint = "write privateDns.mode: existing, or remove the zones"
        yield Finding("toggle-private-dns-zones", ("privateDns", "zones"), message, hint, of_key=True)


def check_existing_zones(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find zones that the landing zone needs and that have no id, a wrong one, or one under a wrong name."""
    if settings.private_dns_mode is not PrivateDnsMode.EXISTING:
        return
    needed, given = settings.private_dns_zone_names, settings.private_dns.zones
    # A misspelt name is one problem: the zone that it was meant to be is not missing as well.
    meant = {nearest(name, needed) for name in given}
    missing = [name for name in needed if name not in given and name not in meant]
    if missing:
        path: Path = ("privateDns", "zones") if given else ("privateDns",)
        message = f"zones without an ARM id: {', '.join(missing)}"
        hint = "add each under privateDns.zones, or write privateDns.mode: platformPolicy"
        yield Finding("missing-platform-id", path, message, hint, of_key=True)
    for name in given:
        if name not in needed:
            message = f"the landing zone registers nothing in {shown(name)}"
            path = ("privateDns", "zones", name)
            yield Finding("zone-unknown", path, message, suggestion(name, needed), of_key=True)
    for name, zone_id in usable(given.items()):
        if name in needed and zone_id.rsplit("/", 1)[-1].lower() != name:
            message = f"the ARM id is that of {zone_id.rsplit('/', 1)[-1]}, not of {name}"
            yield Finding("zone-mismatch", ("privateDns", "zones", name), message, f"end the id with /{name}")
