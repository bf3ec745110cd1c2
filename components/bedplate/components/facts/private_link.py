"""Which private DNS zones a private endpoint needs, from the one table `facts/private_link.toml`."""

from functools import cache
from typing import Any

from bedplate.components.facts import read_facts
from bedplate.components.facts.clouds import cloud_of, programmatic_name


@cache
def _rows() -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (azure_type, row["groupId"]): row for azure_type, rows in read_facts("private_link").items() for row in rows
    }


def private_dns_zones(azure_type: str, group_id: str, location: str) -> tuple[str, ...]:
    """Return the exact set of zone names that an endpoint to this target registers in, sorted.

    Args:
        azure_type: ARM type of the target, for example `Microsoft.KeyVault/vaults`.
        group_id: sub-resource of the target, for example `vault`.
        location: region of the target, for example `usgovvirginia`: the zones differ between the clouds, and those of
            some services are named after the region.

    Raises:
        KeyError: the table holds no such target.
        ValueError: the region's cloud has no such target.
    """
    row, cloud = _rows()[azure_type, group_id], cloud_of(location)
    if cloud.name not in row:
        raise ValueError(f"{cloud.display_name} has no private link to {azure_type} ({group_id})")
    return tuple(sorted(zone.replace("{region}", programmatic_name(location)) for zone in row[cloud.name]))
