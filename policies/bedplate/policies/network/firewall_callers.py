"""Services whose subnets send what they call on the Internet through a firewall, and what they need to call there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from bedplate.policies.facts import read_facts
from bedplate.policies.network.private_endpoints import cloud
from bedplate.policies.network.subnets import SUBNET, Subnet, subnet_with_id, subnets_in
from bedplate.policies.relations import children_of, link, objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import UNKNOWN, Value, same_word, value_at

_TABLE = "Microsoft.Network/routeTables"


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
            for place, id_ in _subnet_ids(service, row):
                subnet = _subnet(service, place, id_, resources)
                if id_ is UNKNOWN if subnet is None else _passes(subnet, firewall, resources):
                    yield Caller(service, subnet, tuple(_needs(row, service.value("location"))))


def _needs(row: dict[str, Any], location: Value) -> Iterator[Need]:
    """Yield the needs of a row in the cloud of a region; those of the public one where the region is not known."""
    name = cloud(location) if isinstance(location, str) else "public"
    for each in row["needs"]:
        need = Need(
            host=each.get("host", {}).get(name),
            tags=tuple(map(tuple, each.get("tags", ()))),
            fqdn_tag=each.get("fqdnTag", ""),
        )
        if need.host or "host" not in each:
            yield need


def _subnet_ids(service: Resource, row: dict[str, Any]) -> list[tuple[str, Value]]:
    if "list" not in row:
        return [(row["subnet"], service.value(row["subnet"]))]
    items = objects_at(service.body, row["list"])
    found = [(f"{place}.{row['subnet']}", value_at(item, row["subnet"])) for place, item in items]
    return list({str(id_): (place, id_) for place, id_ in found}.values())


def _subnet(service: Resource, place: str, id_: Value, resources: Resources) -> Subnet | None:
    if id_ is not UNKNOWN:
        return subnet_with_id(resources, id_)
    made_from = link(resources, service, place, SUBNET, value=id_).targets
    return next(subnets_in(made_from[0])) if len(made_from) == 1 else None


def _passes(subnet: Subnet, firewall: Resource, resources: Resources) -> bool:
    for table in subnet.link(resources, "routeTable.id", _TABLE).targets[:1]:
        routes = [body for _path, body in objects_at(table.body, "properties.routes")]
        routes += [each.body for each in children_of(resources, table, f"{_TABLE}/routes")]
        return any(
            _is_of(value_at(each, "properties.nextHopIpAddress"), firewall, table, resources)
            for each in routes
            if value_at(each, "properties.addressPrefix") == "0.0.0.0/0"
        )
    return False


def _is_of(hop: Value, firewall: Resource, table: Resource, resources: Resources) -> bool:
    if not isinstance(hop, str):
        return hop is UNKNOWN and any(each is firewall for each in resources.sources(table))
    for path, item in objects_at(firewall.body, "properties.ipConfigurations"):
        place = f"{path}.properties.subnet.id"
        held = _subnet(firewall, place, value_at(item, "properties.subnet.id"), resources)
        if value_at(item, "properties.privateIPAddress") == hop or _holds(held, hop):
            return True
    return False


def _holds(subnet: Subnet | None, address: str) -> bool:
    try:
        return subnet is not None and any(ip_address(address) in each for each in subnet.prefixes or ())
    except ValueError:
        return False
