"""The region: that it exists, and that it has what is asked of it."""

from collections.abc import Iterator

from bedplate.blueprints.settings.checks.context import Context
from bedplate.blueprints.settings.findings import Finding, shown
from bedplate.blueprints.settings.landing_zone import Settings
from bedplate.blueprints.settings.nearest import nearest
from bedplate.blueprints.settings.zone import ZoneSettings
from bedplate.components.facts.clouds import Cloud
from bedplate.components.facts.regions import region, region_names

_SECRET = ("ussec", "usnat")
_BUILT_ON = {"Azure OpenAI": "openAI", "Microsoft Foundry": "aiServices"}


def check_location(settings: ZoneSettings, _: Context) -> Iterator[Finding]:
    """Find a region that Azure does not have."""
    name = settings.location
    if name in region_names():
        return
    compact = name.replace(" ", "").lower()
    if compact in region_names():
        hint = f"write {compact}"
    elif compact.startswith(_SECRET):
        hint = "the host names of Azure's secret clouds are not public, so nothing can be built there"
    else:
        found = nearest(compact, region_names())
        hint = f"did you mean {found}?" if found else "write its programmatic name, as swedencentral"
    yield Finding("region-unknown", ("location",), f"there is no Azure region {shown(name)}", hint)


def check_cloud(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find a region whose cloud lacks what a chat landing zone is built on."""
    if settings.location not in region_names():
        return
    cloud = region(settings.location).cloud
    lacking = services_lacking_in(cloud)
    if lacking:
        message = f"{cloud.display_name} has neither {' nor '.join(lacking)}, which the landing zone is built on"
        hint = f"choose a region of another cloud, if {region(settings.location).geography}'s law lets the data leave"
        yield Finding("cloud-service", ("location",), message, hint)


def services_lacking_in(cloud: Cloud) -> tuple[str, ...]:
    """Return the names of the services that every landing zone needs and that a cloud does not have."""
    return tuple(name for name, service in _BUILT_ON.items() if service not in cloud.suffixes)


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
