"""What the landing zone is, at a glance."""

from __future__ import annotations

from bedplate.blueprints.settings.network import TopologyKind
from bedplate.components.facts.clouds import cloud_of
from bedplate.generator.work_order.markdown import Section, code, codes, plain, section, table
from bedplate.generator.work_order.recorded_zone import RecordedZone

_LINE = "\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_"


def summary(zone: RecordedZone) -> Section:
    """Return the section that says whose landing zone this is and where it goes."""
    settings = zone.settings
    rows = [
        ("Landing zone", f"{plain(settings.workload)}, {settings.environment}, blueprint {code(settings.blueprint)}"),
        ("Stack", code(f"{zone.graph.project}/{zone.graph.stack}")),
        ("Topology", _topology(zone)),
        ("Tenant", code(settings.tenant_id)),
        ("Subscription", code(settings.subscription_id)),
        ("Region", f"{code(settings.location)} in {plain(cloud_of(settings.location).display_name)}"),
        ("Address space", codes(str(block) for block in settings.network.address_space)),
        ("Resource groups", codes(zone.name(each) for each in zone.of_type("azure-native:resources:ResourceGroup"))),
        ("Resources", str(len(zone.resources))),
        *((f"Tag {code(name)}", plain(value)) for name, value in sorted(settings.tags.items())),
        ("Needed by", f"{_LINE} (date, filled in by the workload team)"),
        ("Answered by", f"{_LINE} (name, filled in by the platform team)"),
    ]
    return section("Summary", table(("What", "Value"), rows))


def _topology(zone: RecordedZone) -> str:
    settings = zone.settings
    if settings.topology.kind is TopologyKind.STANDALONE:
        return "standalone: the zone brings its own DNS zones and way out"
    hub = settings.topology.hub
    kind = "a virtual WAN's hub" if hub is not None and hub.virtual_hub_id is not None else "a hub network"
    return f"spoke of {kind}, which the platform team owns"
