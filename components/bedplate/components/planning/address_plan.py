"""Subnet addresses, planned from an address space: pure functions over `ipaddress` networks.

A subnet's place depends on the whole catalogue of subnets, not on those in use, so that switching
an option on or off never moves a subnet that exists.
"""

import ipaddress
from collections.abc import Iterable, Mapping, Sequence

Network = ipaddress.IPv4Network


class AddressPlanError(ValueError):
    """The address space is too small for the subnets."""


def plan_subnets(
    address_space: Sequence[Network],
    prefix_lengths: Mapping[str, int],
    *,
    fixed: Mapping[str, Network] | None = None,
    needed: Iterable[str] | None = None,
) -> dict[str, Network]:
    """Place every needed subnet in the address space.

    Args:
        address_space: disjoint blocks, used in the order given.
        prefix_lengths: prefix length of every subnet that could ever be wanted, by name, in the order in
            which subnets of equal size are placed.
        fixed: subnets whose place the caller chose; nothing else is placed there.
        needed: names of the subnets wanted now; all by default. Where the space cannot hold the whole
            catalogue, only these are placed.

    Returns:
        Networks by name, for the needed names in catalogue order; disjoint, aligned and inside the space.

    Raises:
        AddressPlanError: the space cannot hold even the needed subnets.
    """
    fixed = dict(fixed or {})
    wanted = set(prefix_lengths) if needed is None else set(needed)
    try:
        placed = _place(address_space, prefix_lengths, fixed)
    except AddressPlanError:
        placed = _place(
            address_space, {name: length for name, length in prefix_lengths.items() if name in wanted}, fixed
        )
    return {name: placed[name] for name in prefix_lengths if name in wanted}


def _place(
    address_space: Sequence[Network], prefix_lengths: Mapping[str, int], fixed: Mapping[str, Network]
) -> dict[str, Network]:
    free = list(address_space)
    for taken in fixed.values():
        free = [rest for block in free for rest in _without(block, taken)]
    placed = dict(fixed)
    largest_first = sorted((name for name in prefix_lengths if name not in fixed), key=lambda n: prefix_lengths[n])
    for name in largest_first:
        length = prefix_lengths[name]
        block = next((block for block in free if block.prefixlen <= length), None)
        if block is None:
            spaces = ", ".join(str(space) for space in address_space)
            raise AddressPlanError(f"{spaces} has no room for subnet {name!r} (/{length}); widen the address space")
        subnet = next(block.subnets(new_prefix=length))
        placed[name] = subnet
        at = free.index(block)
        free[at : at + 1] = _without(block, subnet)
    return placed


def _without(block: Network, taken: Network) -> list[Network]:
    if not block.overlaps(taken):
        return [block]
    if block.subnet_of(taken):
        return []
    return sorted(block.address_exclude(taken))
