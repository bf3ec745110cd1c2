"""The application's host: settings that its kind reads, and instances in order."""

import re
from collections.abc import Iterator

from bedplate.blueprints.settings.checks.context import Context
from bedplate.blueprints.settings.checks.unread import unread_keys
from bedplate.blueprints.settings.findings import Finding, shown
from bedplate.blueprints.settings.hosting import Host, HostKind, SignInMode
from bedplate.blueprints.settings.landing_zone import Settings
from bedplate.components.hosting.instances import ZONE_REDUNDANT_MINIMUM
from bedplate.components.hosting.runtimes import runtime_runs_from_package

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*", re.ASCII)
"""Name of an environment variable.

Source: learn.microsoft.com/azure/app-service/configure-common, "Configure app settings". Checked 2026-11-21.
"""
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
    if host.container_registry is False and settings.has_hub and host.existing_container_registry_id is None:
        message = "a Machine Learning hub needs a container registry"
        hint = "remove it, or name one in host.existingContainerRegistryId"
        yield Finding("toggle-host", ("host", "containerRegistry"), message, hint, of_key=True)
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


def check_app_settings(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find environment variables that Azure refuses, or that would be lost under those that the host sets by itself."""
    host = settings.host
    if host.kind is HostKind.NONE:
        return
    taken = _set_by_host(host)
    for name in host.app_settings:
        path = ("host", "appSettings", name)
        if _VARIABLE.fullmatch(name) is None:
            message = f"{shown(name)} cannot name an environment variable"
            hint = "write letters, digits, periods and underscores, no digit first"
            yield Finding("app-setting", path, message, hint, of_key=True)
        elif name.upper() in taken:
            setting = taken[name.upper()]
            yield Finding("app-setting", path, f"{name} follows from host.{setting}", "remove it", of_key=True)


def _set_by_host(host: Host) -> dict[str, str]:
    """Return the app settings that a web app gets from other settings, each with the setting that brings it."""
    taken: dict[str, str] = {}
    if host.kind is not HostKind.APP_SERVICE:
        return taken
    if host.sign_in.client_id is not None:
        taken["OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID"] = "signIn.clientId"
    if host.image is not None:
        taken["WEBSITES_PORT"] = "port"
    if host.package_url is not None:
        taken["WEBSITE_RUN_FROM_PACKAGE"] = taken["WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID"] = "packageUrl"
    return taken
