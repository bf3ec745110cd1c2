"""Host names behind private endpoints and their DNS records, from the one table `facts/private_link_hosts.toml`."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from bedplate.components.facts import read_facts
from bedplate.components.facts.clouds import cloud_of, programmatic_name
from bedplate.components.facts.private_link import private_dns_zones


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateLinkHost:
    """One host name that a private endpoint makes private."""

    fqdn: str
    """Name that clients call, for example `kv-chat.vault.azure.net`; `<...>` where Azure makes a part of it up."""
    zone: str
    """Private DNS zone that holds its address, for example `privatelink.vaultcore.azure.net`."""
    record: str
    """Name of the A record in that zone, for example `kv-chat`."""
    forwarded_domain: str
    """Public domain that DNS servers elsewhere must forward for the name to resolve privately: `vault.azure.net`."""


@cache
def _rows() -> dict[tuple[str, str], list[dict[str, Any]]]:
    return {
        (azure_type, row["groupId"]): row["hosts"]
        for azure_type, rows in read_facts("private_link_hosts").items()
        for row in rows
    }


def private_link_hosts(azure_type: str, group_id: str, host: str, location: str) -> tuple[PrivateLinkHost, ...]:
    """Return the host names of a private endpoint's target; none where no document lists them.

    Args:
        azure_type: ARM type of the target, for example `Microsoft.KeyVault/vaults`.
        group_id: sub-resource of the target, for example `vault`.
        host: the target's name, or its subdomain where it has one.
        location: region of the target.

    Raises:
        KeyError: the table of private link targets holds no such target.
        ValueError: the region's cloud has no such target.
    """
    zones, suffixes = private_dns_zones(azure_type, group_id, location), cloud_of(location).suffixes
    rows = _rows().get((azure_type, group_id), [])
    there = [row for row in rows if "zone" in row or row["suffix"] in suffixes]
    return tuple(_host(row, host, location, zones) for row in there)


def _host(row: dict[str, Any], host: str, location: str, zones: tuple[str, ...]) -> PrivateLinkHost:
    region = programmatic_name(location)
    label = row["label"].replace("{host}", host).replace("{region}", region)
    zone, domain = _place(row, location, zones)
    return PrivateLinkHost(fqdn=f"{label}.{domain}", zone=zone, record=label, forwarded_domain=domain)


def _place(row: dict[str, Any], location: str, zones: tuple[str, ...]) -> tuple[str, str]:
    if "zone" in row:
        zone = next(zone for zone in zones if row["zone"] in zone)
        return zone, zone.removeprefix("privatelink.")
    suffix = cloud_of(location).suffixes[row["suffix"]]
    domain = f"{programmatic_name(location)}.{suffix}" if row.get("region") else suffix
    twin = f"privatelink.{domain}"
    return (twin if twin in zones else zones[0]), domain
