"""Where Azure Bastion can do what, from `facts/bastion.toml`."""

from functools import cache

from bedplate.components.facts import read_facts


@cache
def bastion_zone_regions() -> frozenset[str]:
    """Return the regions in which a Bastion host may stand in availability zones."""
    return frozenset(read_facts("bastion")["zoneRegions"])
