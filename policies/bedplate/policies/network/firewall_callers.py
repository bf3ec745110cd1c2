"""Services whose subnets send what they call on the Internet through a firewall, and what they need to call there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bedplate.policies.facts import read_facts
from bedplate.policies.network.routes import EVERYWHERE, TABLE, routes_of
from bedplate.policies.network.service_subnets import declared_subnet, named_subnets
from bedplate.policies.network.subnets import Subnet, hold
from bedplate.policies.regions import cloud_of, region_of
from bedplate.policies.relations import objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import UNKNOWN, Value, same_word, value_at


@dataclass(frozen=True, slots=True)
class Need:
    """What a service must reach, in any of several ways."""

    host: str | None
    """Exact host, or `*.` and a domain; `None` where only tags stand for it."""
    tags: tuple[tuple[str, ...], ...]
    """Service tags; all of one tuple together do."""
    fqdn_tag: str
    """Tag of the firewall that stands for it; empty for none."""

    @property
    def said(self) -> str:
        """How a reason names it."""
        return self.host or f"the service tag {' and '.join(self.tags[0])}"


@dataclass(frozen=True, slots=True)
class Caller:
    """One service in one subnet."""

    service: Resource
    subnet: Subnet | None
    """`None` where nobody can tell which."""
    needs: tuple[Need, ...]


def callers(firewall: Resource, resources: Resources) -> Iterator[Caller]:
    """Yield the services that call through a firewall, or may."""
    for type_, row in read_facts("egress_hosts")["services"].items():
        for service in resources.of_type(type_):
            condition = row.get("when")
            if condition and not same_word(service.value(condition["path"]), condition["value"]):
                continue
            # Pools of one cluster share a subnet.
            for named in {str(each.id): each for each in named_subnets(service)}.values():
                subnet = declared_subnet(service, named, resources)
                may_pass = _passes(subnet, firewall, resources) if subnet else named.id is UNKNOWN
                if may_pass:
                    yield Caller(service, subnet, tuple(_needs(row, service.value("location"))))


def _needs(row: dict[str, Any], location: Value) -> Iterator[Need]:
    """Yield the needs of a row in the cloud of a region; those of the public one where the region is not known."""
    name = cloud_of(region_of(location))
    for each in row["needs"]:
        need = Need(
            host=each.get("host", {}).get(name),
            tags=tuple(map(tuple, each.get("tags", ()))),
            fqdn_tag=each.get("fqdnTag", ""),
        )
        if need.host or "host" not in each:
            yield need


def _passes(subnet: Subnet, firewall: Resource, resources: Resources) -> bool:
    tables = subnet.link(resources, "routeTable.id", TABLE).targets[:1]
    return any(
        _is_of(route.value("nextHopIpAddress"), firewall, table, resources)
        for table in tables
        for route in routes_of(table, resources)
        if route.value("addressPrefix") == EVERYWHERE
    )


def _is_of(hop: Value, firewall: Resource, table: Resource, resources: Resources) -> bool:
    if not isinstance(hop, str):
        return hop is UNKNOWN and any(each is firewall for each in resources.sources(table))
    configurations = objects_at(firewall.body, "properties.ipConfigurations")
    if any(value_at(each, "properties.privateIPAddress") == hop for _path, each in configurations):
        return True
    held = (declared_subnet(firewall, named, resources) for named in named_subnets(firewall))
    return any(hold(each.prefixes or (), hop) for each in held if each is not None)
