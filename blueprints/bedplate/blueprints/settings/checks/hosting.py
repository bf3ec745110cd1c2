"""The application's host: settings that its kind reads, and instances in order."""

from collections.abc import Iterator

from bedplate.blueprints.settings.checks.context import Context
from bedplate.blueprints.settings.checks.unread import unread_keys
from bedplate.blueprints.settings.findings import Finding
from bedplate.blueprints.settings.hosting import Host, HostKind, SignInMode
from bedplate.blueprints.settings.landing_zone import Settings
from bedplate.components.hosting.instances import ZONE_REDUNDANT_MINIMUM
from bedplate.components.hosting.runtimes import runtime_runs_from_package

_UNREAD = {
    HostKind.APP_SERVICE: (),
    HostKind.CONTAINER_APPS: ("sku", "runtime", "package_url"),
    HostKind.NONE: tuple(
        name
        for name in Host.model_fields
        if name not in {"kind", "container_registry", "existing_container_registry_id"}
    ),
}


def check_host_reads(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find settings of a host that the chosen kind does not read, or that exclude each other."""
    host = settings.host
    because, hint = f"host.kind {host.kind} does not read it", "remove it, or choose another host.kind"
    yield from unread_keys("toggle-host", ("host",), host, _UNREAD[host.kind], because=because, hint=hint)
    if host.image is not None and host.kind is HostKind.APP_SERVICE:
        because, hint = "an image brings its own", "remove it, or host.image"
        yield from unread_keys("toggle-host", ("host",), host, ("runtime", "package_url"), because=because, hint=hint)
    if host.sign_in.mode is SignInMode.APPLICATION:
        because, hint = "the application checks sign-in itself", "remove it, or write host.signIn.mode: entra"
        path = ("host", "signIn")
        yield from unread_keys("toggle-host", path, host.sign_in, ("client_id",), because=because, hint=hint)
    if host.existing_container_registry_id is not None and host.container_registry:
        message = "the zone cannot both make a registry and use another"
        hint = "remove containerRegistry, or existingContainerRegistryId"
        yield Finding("toggle-host", ("host", "containerRegistry"), message, hint, of_key=True)


def check_instances(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find a least number of instances above the most."""
    least, most = settings.host.minimum_instances, settings.sizing.maximum_instances
    if least is not None and settings.host.kind is not HostKind.NONE and least > most:
        message = f"{least} instances always run, but {most} are the most"
        hint = f"write {most} or less, or raise host.maximumInstances"
        yield Finding("instances", ("host", "minimumInstances"), message, hint)
    if settings.sizing.zone_redundant and settings.host.kind is HostKind.APP_SERVICE:
        for key, instances in (("minimumInstances", least), ("maximumInstances", settings.host.maximum_instances)):
            if instances is not None and instances < ZONE_REDUNDANT_MINIMUM:
                message = f"App Service spreads {ZONE_REDUNDANT_MINIMUM} instances or more over zones, not {instances}"
                hint = f"write {ZONE_REDUNDANT_MINIMUM} or more, or set resilience.zoneRedundant: false"
                yield Finding("instances", ("host", key), message, hint)


def check_package(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find a package for a runtime that does not run from one."""
    host = settings.host
    if host.kind is not HostKind.APP_SERVICE or host.image is not None or host.package_url is None:
        return
    if not runtime_runs_from_package(host.runtime):
        message = f"App Service does not run {host.runtime} from a package"
        hint = "remove it and deploy into the running application, or choose another host.runtime or host.image"
        yield Finding("toggle-host", ("host", "packageUrl"), message, hint, of_key=True)
