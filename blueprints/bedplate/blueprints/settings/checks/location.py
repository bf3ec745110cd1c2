"""The region: that it exists, and that it has what is asked of it."""

from collections.abc import Iterator

from bedplate.blueprints.settings.checks.context import Context
from bedplate.blueprints.settings.findings import Finding, shown
from bedplate.blueprints.settings.landing_zone import Settings
from bedplate.blueprints.settings.nearest import nearest
from bedplate.components.facts.regions import region, region_names

_SOVEREIGN = ("usgov", "usdod", "ussec", "usnat", "china")


def check_location(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find a region that Azure's public cloud does not have."""
    name = settings.location
    if name in region_names():
        return
    compact = name.replace(" ", "").lower()
    if compact in region_names():
        hint = f"write {compact}"
    elif compact.startswith(_SOVEREIGN):
        hint = "this release builds in Azure's public cloud only"
    else:
        found = nearest(compact, region_names())
        hint = f"did you mean {found}?" if found else "write its programmatic name, as swedencentral"
    yield Finding("region-unknown", ("location",), f"there is no Azure region {shown(name)}", hint)


def check_availability_zones(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find zone redundancy asked of a region without availability zones."""
    if settings.location not in region_names() or region(settings.location).availability_zones:
        return
    if not settings.sizing.zone_redundant:
        return
    message = f"region {settings.location} has no availability zones to spread resources over"
    if settings.resilience.zone_redundant:
        hint = "choose another region, or write false"
        yield Finding("region-zones", ("resilience", "zoneRedundant"), message, hint)
    else:
        hint = f"choose another region, or set resilience.zoneRedundant: false; {settings.environment} asks for zones"
        yield Finding("region-zones", ("location",), message, hint)
