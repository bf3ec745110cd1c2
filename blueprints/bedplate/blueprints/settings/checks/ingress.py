"""The way in: what each kind of ingress needs, what it does not read, and who may sign in behind it."""

from collections.abc import Iterator

from bedplate.blueprints.settings.checks.context import Context
from bedplate.blueprints.settings.checks.unread import unread_keys
from bedplate.blueprints.settings.findings import Finding
from bedplate.blueprints.settings.hosting import HostKind, SignInMode
from bedplate.blueprints.settings.landing_zone import Settings
from bedplate.blueprints.settings.operations import Environment
from bedplate.blueprints.settings.traffic import IngressKind
from bedplate.components.facts.front_door import private_link_regions
from bedplate.components.facts.regions import region, region_names


def check_ingress_needs(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find a public way in that lacks what it cannot do without."""
    ingress = settings.ingress
    if ingress.kind.public and settings.host.kind is HostKind.NONE:
        message = "there is no application to lead users to"
        hint = "choose host.kind appService or containerApps, or ingress.kind internal"
        yield Finding("ingress-incomplete", ("ingress", "kind"), message, hint)
    if ingress.kind.public and ingress.host_name is not None and ingress.host_name.startswith("*."):
        message = "users need one name to type, not a pattern"
        yield Finding("ingress-incomplete", ("ingress", "hostName"), message, "write it without *.")
    if ingress.kind is not IngressKind.APPLICATION_GATEWAY:
        return
    if ingress.certificate is None:
        message = "an application gateway needs its certificate"
        hint = "add ingress.certificate with keyVaultId and name"
        yield Finding("ingress-incomplete", ("ingress",), message, hint, of_key=True)
    if ingress.host_name is None:
        message = "an application gateway needs the name that users type"
        hint = "add ingress.hostName, as chat.example.com"
        yield Finding("ingress-incomplete", ("ingress",), message, hint, of_key=True)


def check_ingress_reads(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find settings of an ingress that the chosen kind does not read."""
    unread: dict[IngressKind, tuple[str, ...]] = {
        IngressKind.INTERNAL: ("host_name", "certificate", "rate_limit_per_minute", "private_link_location"),
        IngressKind.FRONT_DOOR: ("certificate",),
        IngressKind.APPLICATION_GATEWAY: ("private_link_location",),
    }
    yield from unread_keys(
        "toggle-ingress",
        ("ingress",),
        settings.ingress,
        unread[settings.ingress.kind],
        because=f"ingress.kind {settings.ingress.kind} does not read it",
        hint=f"remove it, or write ingress.kind: {IngressKind.APPLICATION_GATEWAY}",
    )


def check_front_door_region(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find a Front Door whose private link cannot start where it shall."""
    ingress = settings.ingress
    if ingress.kind is not IngressKind.FRONT_DOOR:
        return
    given = ingress.private_link_location
    wanted = settings.location if given is None else given
    if wanted in private_link_regions():
        if settings.location in region_names() and region(wanted).cloud != region(settings.location).cloud:
            message = f"{wanted} is in another cloud than {settings.location}"
            path = ("ingress", "privateLinkLocation")
            yield Finding("ingress-region", path, message, "name a region of the same cloud")
        return
    message = f"Azure Front Door starts no private link from {wanted}"
    near = ", ".join(private_link_regions())
    path = ("ingress", "kind" if given is None else "privateLinkLocation")
    yield Finding("ingress-region", path, message, f"add ingress.privateLinkLocation, the nearest of {near}")


def check_sign_in(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find an application that anybody could use who reaches it."""
    sign_in, host = settings.host.sign_in, settings.host.kind
    if host is HostKind.NONE or sign_in.mode is not SignInMode.ENTRA or sign_in.client_id is not None:
        return
    if settings.environment is Environment.DEV and not settings.ingress.kind.public:
        return
    message = "nothing says which application registration users sign in with"
    hint = "add host.signIn.clientId, or host.signIn.mode: application where the application checks sign-in itself"
    yield Finding("sign-in-missing", ("host", "signIn"), message, hint, of_key=True)
