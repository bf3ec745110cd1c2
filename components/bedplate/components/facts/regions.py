"""Azure regions, from the one table `facts/regions.toml`."""

from dataclasses import dataclass
from functools import cache

from bedplate.components.facts import read_facts
from bedplate.components.facts.clouds import Cloud, cloud_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One region of Azure."""

    name: str
    """Programmatic name, for example `swedencentral`."""
    display_name: str
    """Name for people, for example `Sweden Central`."""
    code: str
    """Two to four letters and digits that stand for the region in names, for example `sdc`."""
    cloud: Cloud
    """Cloud that it is in."""
    geography: str
    """Data-residency boundary that the region lies in, for example `Sweden`."""
    availability_zones: bool
    """Whether the region has availability zones."""
    paired_region: str | None
    """Programmatic name of the region it is paired with, if any."""
    restricted: bool
    """Whether Azure opens the region only to customers who ask."""
    agents_accept_10: bool
    """Whether network-injected agents accept an address space in 10.0.0.0/8."""


@cache
def _regions() -> dict[str, Region]:
    return {
        name: Region(
            name=name,
            display_name=row["displayName"],
            code=row["code"],
            cloud=cloud_of(name),
            geography=row["geography"],
            availability_zones=row["availabilityZones"],
            paired_region=row.get("pairedRegion"),
            restricted=row.get("restricted", False),
            agents_accept_10=row.get("agentsAccept10", False),
        )
        for name, row in read_facts("regions")["regions"].items()
    }


def region_names() -> tuple[str, ...]:
    """Return the programmatic names of all regions, sorted."""
    return tuple(sorted(_regions()))


def region(name: str) -> Region:
    """Return the region with this programmatic name.

    Raises:
        ValueError: no such region.
    """
    try:
        return _regions()[name]
    except KeyError:
        raise ValueError(f"no such Azure region: {name!r}") from None
