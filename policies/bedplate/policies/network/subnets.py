"""Subnets, whether they are declared in their network or apart from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from bedplate.policies.facts import read_facts
from bedplate.policies.relations import Link, link, name_of, objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import UNKNOWN, Value, is_array, same_word, value_at

NETWORK = "Microsoft.Network/virtualNetworks"
SUBNET = "Microsoft.Network/virtualNetworks/subnets"


@dataclass(frozen=True, slots=True)
class Subnet:
    """One subnet."""

    declared_in: Resource
    """The network that lists it, or itself."""
    path: str
    """Dotted path of the subnet in that resource; empty for a subnet of its own."""
    body: Value
    """Its object, with `name` and `properties`; `UNKNOWN` for a list of subnets that is not known."""

    @property
    def name(self) -> str:
        """Its name; empty where it is not known."""
        if not self.path:
            return name_of(self.declared_in)
        name = value_at(self.body, "name")
        return name if isinstance(name, str) else ""

    @property
    def said(self) -> str:
        """How a reason names it."""
        return f"subnet {self.name}" if self.name else "the subnet"

    @property
    def id(self) -> str | None:
        """Its ARM id, if it is known."""
        if not self.path or self.declared_in.id is None:
            return self.declared_in.id
        return f"{self.declared_in.id}/subnets/{self.name}" if self.name else None

    def value(self, path: str) -> Value:
        """Return the value at a dotted path below the subnet's `properties`."""
        return value_at(self.body, f"properties.{path}")

    def place(self, path: str) -> str:
        """Return the dotted path of such a value in the resource that declares it."""
        return ".".join(filter(None, (self.path, "properties", path)))

    def link(self, resources: Resources, path: str, *types: str) -> Link:
        """Return what an id below the subnet's `properties` names."""
        return link(resources, self.declared_in, self.place(path), *types, value=self.value(path))

    @property
    def delegations(self) -> Value:
        """Names of the services that it is delegated to; `UNKNOWN` where nobody can tell."""
        names = [value_at(item, "properties.serviceName") for _path, item in objects_at(self.body, _DELEGATIONS)]
        return UNKNOWN if UNKNOWN in names else names

    @property
    def prefixes(self) -> tuple[IPv4Network | IPv6Network, ...] | None:
        """Its address ranges; `None` where they are not known."""
        return ranges(self.value("addressPrefixes")) or ranges([self.value("addressPrefix")])


_DELEGATIONS = "properties.delegations"


def subnets_in(resource: Resource) -> Iterator[Subnet]:
    """Yield the subnets that a network lists, or a subnet that is declared by itself."""
    if resource.type.casefold() == SUBNET.casefold():
        yield Subnet(resource, "", resource.body)
    else:
        for path, body in objects_at(resource.body, "properties.subnets"):
            yield Subnet(resource, path, body)


def all_subnets(resources: Resources) -> tuple[Subnet, ...]:
    """Return all declared subnets."""
    return tuple(subnet for resource in resources.of_type(NETWORK, SUBNET) for subnet in subnets_in(resource))


def subnet_with_id(resources: Resources, id_: Value) -> Subnet | None:
    """Return the declared subnet with an id."""
    if not isinstance(id_, str):
        return None
    return next((each for each in all_subnets(resources) if each.id and same_word(each.id, id_)), None)


def is_prescribed(subnet: Subnet, purpose: str) -> bool:
    """Return whether a subnet's name is one that Azure prescribes for a purpose.

    Args:
        subnet: the subnet.
        purpose: a list of names in the table of subnets, for example `withoutSecurityGroup`.
    """
    return any(same_word(subnet.name, name) for name in read_facts("subnets")[purpose])


def ranges(prefixes: Value) -> tuple[IPv4Network | IPv6Network, ...] | None:
    """Return address prefixes as ranges; `None` where any is missing, unknown or no prefix."""
    try:
        return tuple(ip_network(each, strict=False) for each in prefixes) if is_array(prefixes) else None
    except (TypeError, ValueError):
        return None


def hold(prefixes: Iterable[IPv4Network | IPv6Network], address: Value) -> bool:
    """Return whether an address is in one of some ranges; what is no address is in none."""
    try:
        return any(ip_address(address) in each for each in prefixes)
    except ValueError:
        return False
