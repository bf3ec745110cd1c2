"""The private endpoints of a landing zone, and the names that they make private."""

from __future__ import annotations

from dataclasses import dataclass

from bedplate.components.facts.private_link import private_dns_zones
from bedplate.components.facts.private_link_hosts import PrivateLinkHost, private_link_hosts
from bedplate.generator.graph import Value
from bedplate.generator.render.properties import at, items
from bedplate.generator.work_order.recorded_zone import RecordedZone

_ENDPOINT = "azure-native:network:PrivateEndpoint"
_ZONE_GROUP = "azure-native:network:PrivateDnsZoneGroup"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEndpoint:
    """One private endpoint."""

    name: str
    target_id: str
    target_type: str
    """ARM type of the target."""
    group_id: str
    """Sub-resource of the target."""
    subnet_id: str
    static_addresses: tuple[str, ...]
    """Addresses that the program chooses; where there are none Azure takes free ones of the subnet."""
    zones: tuple[str, ...]
    """Private DNS zones that its names must be in."""
    registers_itself: bool
    """Whether the program registers it; otherwise a policy of the platform must."""
    hosts: tuple[PrivateLinkHost, ...]
    """Names under which clients reach the target through it."""


def endpoints_of(zone: RecordedZone) -> tuple[RecordedEndpoint, ...]:
    """Return the private endpoints of a zone, by name."""
    registered = {str(at(group.inputs, "privateEndpointName")) for group in zone.of_type(_ZONE_GROUP)}
    found = [_endpoint(zone, zone.name(each), each.inputs, registered) for each in zone.of_type(_ENDPOINT)]
    return tuple(endpoint for endpoint in found if endpoint is not None)


def type_of(arm_id: str) -> str:
    """Return the ARM type that an ARM id is of; empty where it is no such id."""
    if "/providers/" not in arm_id:
        return ""
    provider, *segments = arm_id.rsplit("/providers/", 1)[1].split("/")
    return "/".join([provider, *segments[::2]])


def _endpoint(zone: RecordedZone, name: str, inputs: Value, registered: set[str]) -> RecordedEndpoint | None:
    connection = at(inputs, "privateLinkServiceConnections", 0)
    target_id, group_id = at(connection, "privateLinkServiceId"), at(connection, "groupIds", 0)
    if not isinstance(target_id, str) or not isinstance(group_id, str):
        return None
    target_type, location = type_of(target_id), zone.location(target_id)
    addresses = [at(entry, "privateIPAddress") for entry in items(inputs, "ipConfigurations")]
    try:
        zones = private_dns_zones(target_type, group_id, location)
        hosts = private_link_hosts(target_type, group_id, _host(zone, target_id), location)
    except (KeyError, ValueError):
        zones, hosts = (), ()
    return RecordedEndpoint(
        name=name,
        target_id=target_id,
        target_type=target_type,
        group_id=group_id,
        subnet_id=str(at(inputs, "subnet", "id")),
        static_addresses=tuple(address for address in addresses if isinstance(address, str)),
        zones=zones,
        registers_itself=name in registered,
        hosts=hosts,
    )


def _host(zone: RecordedZone, target_id: str) -> str:
    target = zone.by_id(target_id)
    subdomain = at(target.inputs, "properties", "customSubDomainName") if target is not None else None
    return subdomain if isinstance(subdomain, str) else target_id.rsplit("/", 1)[-1]
