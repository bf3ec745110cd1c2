"""IPv4 blocks that a landing zone must or must not use, from the one table `facts/reserved_ranges.toml`."""

from functools import cache
from ipaddress import IPv4Network

from bedplate.components.facts import read_facts


@cache
def private_blocks() -> tuple[IPv4Network, ...]:
    """Return the blocks that the network must be taken from."""
    return tuple(IPv4Network(block) for block in read_facts("reserved_ranges")["private"])


@cache
def reserved_blocks() -> dict[IPv4Network, str]:
    """Return the blocks that neither the network nor a peered one may touch, with who uses each."""
    return {IPv4Network(block): user for block, user in read_facts("reserved_ranges")["reserved"].items()}
