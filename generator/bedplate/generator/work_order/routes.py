"""The way out: route tables, their routes, and the subnets that they hold for."""

from __future__ import annotations

from bedplate.blueprints.settings.traffic import EgressKind
from bedplate.components.facts.subnet_catalogue import subnet_purposes
from bedplate.generator.graph import Value
from bedplate.generator.render.properties import at, items
from bedplate.generator.work_order.markdown import Section, checklist, code, codes, section, table
from bedplate.generator.work_order.recorded_zone import RecordedZone
from bedplate.generator.work_order.subnets import RecordedSubnet, subnets_of

_TABLE = "azure-native:network:RouteTable"
_TITLE = "Routes"


def routes(zone: RecordedZone) -> Section:
    """Return the section on default routes, their next hop, and the subnets that carry them."""
    subnets = subnets_of(zone)
    if zone.settings.egress_kind is EgressKind.NONE:
        return section(_TITLE, "No route leads out of the zone: its subnets have no default outbound access.")
    return section(
        _TITLE,
        table(("Route table", "Route", "Destination", "Next hop", "Subnets"), _rows(zone, subnets)),
        *_tasks(zone, subnets),
    )


def _rows(zone: RecordedZone, subnets: tuple[RecordedSubnet, ...]) -> list[tuple[str, ...]]:
    return [
        (
            code(zone.name(each)),
            code(_text(at(route, "name"))),
            code(_text(at(route, "addressPrefix"))),
            f"{code(_text(at(route, 'nextHopType')))} {code(_text(at(route, 'nextHopIpAddress')))}",
            codes(subnet.name for subnet in subnets if _same(subnet.route_table_id, zone.arm_id(each))),
        )
        for each in zone.of_type(_TABLE)
        for route in items(each.inputs, "routes")
    ]


def _tasks(zone: RecordedZone, subnets: tuple[RecordedSubnet, ...]) -> list[str]:
    hub = zone.settings.topology.hub
    if hub is None:
        return ["Nothing for others to do: the zone's own firewall is the next hop."]
    blocks = codes(str(block) for block in zone.settings.network.address_space)
    tasks = [f"The hub's firewall knows the way back to {blocks} and lets the traffic under *Firewall rules* pass."]
    if hub.route_table_id is not None:
        names = codes(subnet.name for subnet in subnets if _same(subnet.route_table_id, hub.route_table_id))
        there = [
            subnet.name for subnet in subnets if not subnet.made and subnet_purposes()[subnet.purpose].default_route
        ]
        tasks.insert(
            0,
            f"The route table {code(hub.route_table_id)} holds `0.0.0.0/0` to the firewall as `VirtualAppliance`, lies"
            f" in {code(zone.settings.location)}, and may be tied to {names or 'the subnets'}.",
        )
        tasks += [f"It is tied to {codes(there)} already."] if there else []
    elif hub.virtual_hub_id is not None:
        tasks.insert(0, "The virtual WAN's hub brings the default route; the zone has no route table.")
    elif hub.firewall_private_ip_address is not None:
        address = code(str(hub.firewall_private_ip_address))
        tasks.insert(0, f"{address} is the private address of the hub's firewall and stays so.")
    return [checklist(tasks)]


def _same(left: str | None, right: str) -> bool:
    return left is not None and left.lower() == right.lower()


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""
