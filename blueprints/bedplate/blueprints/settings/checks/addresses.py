"""Addresses: the zone's own blocks, its subnets, and its neighbours."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Network
from itertools import combinations

from pydantic import BaseModel

from bedplate.blueprints.settings.agents import AgentMode
from bedplate.blueprints.settings.checks.context import Context
from bedplate.blueprints.settings.findings import Finding
from bedplate.blueprints.settings.landing_zone import Settings
from bedplate.blueprints.settings.partial import read, usable, whole
from bedplate.blueprints.settings.positions import Path
from bedplate.components.facts.regions import region, region_names
from bedplate.components.facts.reserved_ranges import private_blocks, reserved_blocks

_TEN = IPv4Network("10.0.0.0/8")
LEAST_ADDRESSES = 1024
"""Addresses of the smallest network that a landing zone fits into: a /22."""

_MOST_CLIENTS = 300
_MOST_BLOCKS = 200
"""Each is a rule of a security group, which has room for 400 in all."""
_MOST_DNS_SERVERS = 20
"""Azure's limit for one network.

Source: learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits.
"""


@dataclass(frozen=True, slots=True)
class _Block:
    path: Path
    owner: str
    network: IPv4Network


def check_own_blocks(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find own blocks that are public, too small in all, or overlap one another."""
    blocks = _own(settings)
    for block in blocks:
        if not any(block.network.subnet_of(private) for private in private_blocks()):
            allowed = ", ".join(str(private) for private in private_blocks())
            message = f"{block.network} is not private"
            yield Finding("cidr-public", block.path, message, f"take it from {allowed}")
    for one, other in combinations(blocks, 2):
        if one.network.overlaps(other.network):
            message = f"{other.network} overlaps {one.network} of the same network"
            yield Finding("cidr-overlap", other.path, message, "make the blocks disjoint")
    if sum(network.num_addresses for network in whole(settings.network.address_space)) < LEAST_ADDRESSES:
        message = f"the address space has fewer than {LEAST_ADDRESSES} addresses"
        yield Finding(
            "cidr-size", ("network", "addressSpace"), message, "give a /22 at least; a /21 leaves room to grow"
        )


def check_reserved_ranges(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find blocks, own or peered, in ranges that the platform uses itself."""
    for block in [*_own(settings), *_peered(settings)]:
        for reserved, user in reserved_blocks().items():
            if block.network.overlaps(reserved):
                message = f"{block.network} of {block.owner} overlaps {reserved}, which is reserved for {user}"
                yield Finding("cidr-reserved", block.path, message, "choose another block")


def check_region_accepts_ten(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find 10.0.0.0/8 in a region where network-injected agents refuse it."""
    if settings.location not in region_names() or region(settings.location).agents_accept_10:
        return
    if settings.agent_mode is not AgentMode.STANDARD_VNET:
        return
    for block in _own(settings):
        if block.network.overlaps(_TEN):
            message = f"agents in {settings.location} do not accept {block.network}, or any block of {_TEN}"
            yield Finding("cidr-region", block.path, message, "take 172.16.0.0/12 or 192.168.0.0/16")


def check_neighbours(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find own blocks that a neighbour uses too, and peered networks that overlap one another."""
    own, peered = _own(settings), _peered(settings)
    for neighbour in [*peered, *_reserved(settings)]:
        clash = _first_overlap(neighbour, own)
        if clash is not None:
            message = f"{neighbour.network} of {neighbour.owner} overlaps {clash.network} of the landing zone"
            yield Finding("cidr-overlap", neighbour.path, message, "move one of the two")
    for index, block in enumerate(peered):
        clash = _first_overlap(block, (other for other in peered[:index] if other.path[:-1] != block.path[:-1]))
        if clash is not None:
            message = f"{block.network} of {block.owner} overlaps {clash.network} of {clash.owner}"
            hint = "Azure peers a network only with networks that are disjoint"
            yield Finding("cidr-overlap", block.path, message, hint)


def _first_overlap(block: _Block, others: Iterable[_Block]) -> _Block | None:
    return next((other for other in others if block.network.overlaps(other.network)), None)


def check_firewall_in_hub(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find a next hop that lies outside the hub."""
    hub = settings.topology.hub
    if hub is None or hub.firewall_private_ip_address is None:
        return
    address, space = hub.firewall_private_ip_address, whole(hub.address_space)
    if not any(address in block for block in space):
        message = f"{address} is not an address of the hub ({', '.join(str(block) for block in space)})"
        path = ("topology", "hub", "firewallPrivateIpAddress")
        yield Finding("hub-address", path, message, "write the private address of the hub's firewall")


def check_numbers(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find more addresses than the rules of one security group, or Azure, have room for."""
    hub = read(settings.topology, "hub")
    lists: list[tuple[Path, BaseModel | None, str, int]] = [
        (("ingress", "allowedClients"), settings.ingress, "allowed_clients", _MOST_CLIENTS),
        (("access", "allowedClients"), settings.access, "allowed_clients", _MOST_CLIENTS),
        (("topology", "hub", "addressSpace"), hub, "address_space", _MOST_BLOCKS),
        (("topology", "hub", "dnsServers"), hub, "dns_servers", _MOST_DNS_SERVERS),
    ]
    for path, section, field, most in lists:
        given = () if section is None else read(section, field) or ()
        if len(given) > most:
            message = f"{len(given)} entries are more than {most}"
            yield Finding("out-of-range", path, message, "join neighbouring blocks, or name fewer", of_key=True)


def _own(settings: Settings) -> list[_Block]:
    return _blocks(("network", "addressSpace"), "the landing zone", settings.network)


def _blocks(path: Path, owner: str, holder: BaseModel) -> list[_Block]:
    networks: tuple[IPv4Network, ...] = read(holder, "address_space") or ()
    return [_Block((*path, index), owner, network) for index, network in usable(enumerate(networks))]


def _peered(settings: Settings) -> list[_Block]:
    hub = read(settings.topology, "hub")
    blocks = [] if hub is None else _blocks(("topology", "hub", "addressSpace"), "the hub", hub)
    return blocks + _named(settings, "peers")


def _reserved(settings: Settings) -> list[_Block]:
    return _named(settings, "reserved")


def _named(settings: Settings, field: str) -> list[_Block]:
    blocks: list[_Block] = []
    for index, neighbour in enumerate(read(settings.network, field) or ()):
        path = ("network", field, index, "addressSpace")
        owner = read(neighbour, "name") or f"entry {index + 1} of {field}"
        blocks += _blocks(path, owner, neighbour)
    return blocks
