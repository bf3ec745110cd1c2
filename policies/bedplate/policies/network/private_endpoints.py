"""Private endpoints: what they lead to, and the zones that their names belong in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bedplate.policies.facts import read_facts
from bedplate.policies.regions import cloud_of, region_of
from bedplate.policies.relations import Link, children_of, link, name_of, objects_at, type_of_id
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import MISSING, UNKNOWN, Value, is_array, same_word, value_at

ENDPOINT = "Microsoft.Network/privateEndpoints"
WAITING = "the private endpoint leads to it only once somebody approves the connection"
"""Reason of a rule that meets no connection but such that wait."""
ZONE_GROUP = "Microsoft.Network/privateEndpoints/privateDnsZoneGroups"
ZONE = "Microsoft.Network/privateDnsZones"
_MANUAL = "properties.manualPrivateLinkServiceConnections"
_LISTS = ("properties.privateLinkServiceConnections", _MANUAL)
_STATUS = "properties.privateLinkServiceConnectionState.status"


@dataclass(frozen=True, slots=True)
class Connection:
    """What an endpoint leads to."""

    path: str
    link: Link
    groups: Value
    """Names of sub-resources, none where none is given; `UNKNOWN` where nobody can tell."""
    waits: bool
    """Whether it leads nowhere until its target's owner approves it: only asked for, or with a status that says so."""

    @property
    def target(self) -> Resource | None:
        """The declared target; `None` for one that is declared elsewhere or not known."""
        known = [each for each in self.link.targets if link_groups(each.type)]
        return known[0] if len(known) == 1 else None

    @property
    def type(self) -> str:
        """ARM type of the target; empty where it is not known."""
        return self.target.type if self.target else type_of_id(self.link.id)


def connections(endpoint: Resource, resources: Resources) -> Iterator[Connection]:
    """Yield what an endpoint leads to; Azure allows one connection."""
    for place in _LISTS:
        for path, item in objects_at(endpoint.body, place):
            named = f"{path}.properties.privateLinkServiceId"
            id_ = value_at(item, "properties.privateLinkServiceId")
            groups = value_at(item, "properties.groupIds")
            given = () if groups is MISSING else groups
            known = is_array(given) and UNKNOWN not in given
            found = link(resources, endpoint, named, value=id_)
            yield Connection(path, found, given if known else UNKNOWN, _waits(place, value_at(item, _STATUS)))


def link_groups(type_: str) -> dict[str, Any]:
    """Return the sub-resources of an ARM type with their zones; nothing for a type that is not in the table."""
    wanted = type_.casefold()
    none: dict[str, Any] = {}
    return next((rows for name, rows in read_facts("private_link").items() if name.casefold() == wanted), none)


def zones_needed(connection: Connection, location: Value) -> frozenset[str] | None:
    """Return the names of the zones that a connection needs; `None` where it cannot be told."""
    rows = {name.casefold(): row for name, row in link_groups(connection.type).items()}
    region = region_of(location)
    if not is_array(connection.groups) or not connection.groups or not region:
        return None
    needed: set[str] = set()
    for group in connection.groups:
        row = rows.get(str(group).casefold())
        zones = row.get(cloud_of(region)) if row else None
        if row is None or zones is None:
            return None
        chosen = _of_kind(zones, row, connection)
        if chosen is None:
            return None
        needed.update(each.replace("{region}", region) for each in chosen)
    return frozenset(needed)


def zones_held(zone_group: Resource, resources: Resources) -> tuple[frozenset[str], bool]:
    """Return the names of the zones in a zone group, and whether these are all."""
    names: set[str] = set()
    sure = True
    for path, item in objects_at(zone_group.body, "properties.privateDnsZoneConfigs"):
        named = f"{path}.properties.privateDnsZoneId"
        found = link(resources, zone_group, named, ZONE, value=value_at(item, "properties.privateDnsZoneId"))
        names.update(name_of(each).casefold() for each in found.targets)
        names.add(found.id.rsplit("/", 1)[-1].casefold())
        sure = sure and found.given is not None and all(map(name_of, found.targets))
    return frozenset(names - {""}), sure


def zone_groups(endpoint: Resource, resources: Resources) -> tuple[Resource, ...]:
    """Return the zone groups of an endpoint."""
    return children_of(resources, endpoint, ZONE_GROUP)


def _waits(place: str, status: Value) -> bool:
    if isinstance(status, str) and status:
        return not same_word(status, "Approved")
    return place == _MANUAL


def _of_kind(zones: list[str], row: dict[str, Any], connection: Connection) -> list[str] | None:
    if "hosts" not in row:
        return zones
    kind = connection.target.value("kind") if connection.target else UNKNOWN
    if not isinstance(kind, str):
        return None
    hosts = next((found for name, found in row["hosts"].items() if same_word(name, kind)), row["hosts"]["other"])
    return [zone for zone in zones if zone.split(".")[1] in hosts]
