"""What Azure Front Door can do where, from `facts/front_door.toml`."""

from functools import cache

from bedplate.components.facts import read_facts


@cache
def private_link_regions() -> tuple[str, ...]:
    """Return the regions from which Front Door starts private links, sorted."""
    return tuple(sorted(read_facts("front_door")["privateLinkRegions"]))
