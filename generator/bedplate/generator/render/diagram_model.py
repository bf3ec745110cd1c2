"""What a network diagram shows, before any decision on places, shapes or colours.

All texts are ready to be drawn: secrets and unknown values are masked, control characters are visible.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A private endpoint in a subnet."""

    urn: str
    name: str
    target: str
    """Key of the service that it leads to."""
    groups: tuple[str, ...]
    """Sub-resources of the target, for example `blob`."""
    zones: int
    """How many private DNS zones it registers its names in."""

    @property
    def detail(self) -> str:
        """What it leads to and how it is found: `blob · 1 DNS zone`."""
        zones = f"{self.zones or 'no'} DNS zone{'s' if self.zones > 1 else ''}"
        return " · ".join([*([", ".join(self.groups)] if self.groups else []), zones])


@dataclass(frozen=True, slots=True, kw_only=True)
class Resident:
    """What lives in a subnet, such as a firewall, or runs inside it, such as agents."""

    urn: str
    label: str
    name: str
    details: tuple[str, ...] = ()
    """What belongs to it, one line each: its firewall policy, its public address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """A way in from the Internet that lies outside every network, such as Front Door."""

    card: Resident
    target: str
    """Key of the service that it leads to; empty where that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subnet:
    """A subnet with what is in it."""

    key: str
    name: str
    prefixes: tuple[str, ...]
    notes: tuple[str, ...]
    """Delegation, routes, and security group."""
    endpoints: tuple[Endpoint, ...]
    residents: tuple[Resident, ...]
    """Network appliances and machines."""
    guests: tuple[Resident, ...]
    """Services elsewhere whose code runs in the subnet or calls out from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A virtual network."""

    key: str
    name: str
    group: str
    """Name of its resource group."""
    prefixes: tuple[str, ...]
    managed: bool
    """Whether the stack declares it; otherwise the stack only uses it."""
    notes: tuple[str, ...]
    """Its DNS servers and flow logs."""
    subnets: tuple[Subnet, ...]
    """Those with private endpoints last."""
    peers: tuple[str, ...]
    """Names of the networks that it is peered with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowEnd:
    """One end of a flow: a subnet of the diagram, or something outside."""

    name: str
    subnet: str | None = None
    """Key of the subnet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Traffic that security groups allow, or that a default route or a firewall carries."""

    source: FlowEnd
    target: FlowEnd
    ports: str
    """For example `tcp 443, 8080`, or `any port`."""
    agreed: bool
    """Whether the security groups of both ends allow it, as far as both ends have one."""
    route: bool = False
    """Whether it is the way out; `ports` then tells what may take it: `tcp 443 to Internet`, `27 allowed hosts`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A resource that people would name when they tell what a stack is made of."""

    key: str
    label: str
    name: str
    facts: tuple[str, ...]
    children: tuple[str, ...]
    """Parts with names of their own, such as model deployments, one line each."""
    counted: tuple[str, ...]
    """Other parts: `4 connections`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceGroup:
    """Services of one resource group."""

    title: str
    services: tuple[Service, ...]
    counted: tuple[str, ...]
    """What else is in it: `12 metric alerts`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneSet:
    """Private DNS zones that are linked to the same networks."""

    networks: tuple[str, ...]
    """Keys of the networks that the diagram shows; names of others."""
    title: str
    zones: tuple[str, ...]
    managed: bool = True
    """Whether the stack declares them; otherwise its endpoints only register their names in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """Everything that a network diagram shows."""

    title: str
    networks: tuple[Network, ...]
    flows: tuple[Flow, ...]
    groups: tuple[ServiceGroup, ...]
    zone_sets: tuple[ZoneSet, ...]
    entrances: tuple[Entrance, ...]
    legend: tuple[str, ...]
    """What is counted and not drawn: identities, role assignments, locks."""

    def subnets(self) -> Iterator[Subnet]:
        """Yield the subnets of all networks."""
        for network in self.networks:
            yield from network.subnets

    def endpoints(self) -> Iterator[Endpoint]:
        """Yield the private endpoints of all subnets."""
        for subnet in self.subnets():
            yield from subnet.endpoints

    def services(self) -> Iterator[Service]:
        """Yield the services of all groups."""
        for group in self.groups:
            yield from group.services
