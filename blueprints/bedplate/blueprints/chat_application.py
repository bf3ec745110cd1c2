"""What the host of a chat landing zone tells the application, whatever kind of host it is."""

from dataclasses import dataclass

import pulumi

from bedplate.blueprints.settings import ChatSettings
from bedplate.blueprints.settings.hosting import SignInMode
from bedplate.blueprints.settings.landing_zone import Generation
from bedplate.blueprints.settings.traffic import IngressKind
from bedplate.components.ai_account import AIAccount
from bedplate.components.facts.clouds import cloud_of
from bedplate.components.hosting.instances import instance_range
from bedplate.components.hosting.sign_in import SignInArgs
from bedplate.components.monitoring import Monitoring
from bedplate.components.storage_account import StorageAccount


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationIdentity:
    """The identity under which the application works."""

    identity_id: pulumi.Output[str]
    """ARM id of the identity, as it comes out of its role grants: the host waits for them."""
    client_id: pulumi.Output[str]
    """Client id of the identity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """The application as its host sees it."""

    identity: ApplicationIdentity
    """Under which identity it works."""
    monitoring: Monitoring
    """Where its logs and telemetry go."""
    app_settings: dict[str, pulumi.Input[str]]
    """Environment variables: where the zone's services are, then the user's own."""
    sign_in: SignInArgs | None
    """Who may sign in; `None` where the application itself checks, or nobody reaches it from outside."""
    instances: tuple[int, int]
    """Least and most instances."""
    registry_server: str | None
    """Host of the image if it is an Azure Container Registry, which the identity pulls from."""


def describe_application(
    settings: ChatSettings,
    identity: ApplicationIdentity,
    monitoring: Monitoring,
    *,
    account: AIAccount,
    storage: StorageAccount,
) -> Application:
    """Return what the settings and the zone's services make of the application.

    Args:
        settings: settings of the zone.
        identity: the application's identity, all of whose roles are granted.
        monitoring: where logs and telemetry go.
        account: the AI account that the application calls.
        storage: the storage account of its documents.
    """
    return Application(
        identity=identity,
        monitoring=monitoring,
        app_settings=_app_settings(settings, account, storage),
        sign_in=_sign_in(settings),
        instances=_instances(settings),
        registry_server=_registry_server(settings),
    )


def _app_settings(settings: ChatSettings, account: AIAccount, storage: StorageAccount) -> dict[str, pulumi.Input[str]]:
    found: dict[str, pulumi.Input[str]] = {"AZURE_STORAGE_ACCOUNT_NAME": storage.account_name}
    # The application's role reaches one project of a Foundry account, and not the account's own address.
    if settings.generation is Generation.FOUNDRY:
        found["AZURE_AI_PROJECT_ENDPOINT"] = account.project_endpoints[settings.projects[0].name]
    else:
        found["AZURE_OPENAI_ENDPOINT"] = account.openai_endpoint
    return {**found, **settings.host.app_settings}


def _instances(settings: ChatSettings) -> tuple[int, int]:
    most = settings.sizing.maximum_instances
    least, _ = instance_range(settings.host.minimum_instances, most, zone_redundant=settings.sizing.zone_redundant)
    return min(least, most), most


def _registry_server(settings: ChatSettings) -> str | None:
    server = (settings.host.image or "").partition("/")[0]
    return server if server.endswith(f".{cloud_of(settings.location).suffixes['containerRegistry']}") else None


def _sign_in(settings: ChatSettings) -> SignInArgs | None:
    chosen = settings.host.sign_in
    if chosen.mode is not SignInMode.ENTRA or chosen.client_id is None:
        return None
    sign_in: SignInArgs = {"client_id": chosen.client_id, "tenant_id": settings.tenant_id}
    if settings.ingress.kind is IngressKind.APPLICATION_GATEWAY:
        sign_in["original_host_header"] = "X-Original-Host"
    return sign_in
