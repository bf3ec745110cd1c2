"""The identity of the chat application, and all that it may do."""

from collections.abc import Sequence
from dataclasses import dataclass

from bedplate.blueprints.chat_application import ApplicationIdentity
from bedplate.blueprints.settings import ChatSettings
from bedplate.blueprints.settings.landing_zone import Generation
from bedplate.blueprints.zone import Zone
from bedplate.blueprints.zone_data import SecretStore
from bedplate.components.ai_account import AIAccount
from bedplate.components.container_registry import ContainerRegistry
from bedplate.components.managed_identity import ManagedIdentity
from bedplate.components.monitoring import Monitoring
from bedplate.components.resource_group import ResourceGroup
from bedplate.components.role_grants import RoleGrantArgs, RoleGrants
from bedplate.components.storage_account import StorageAccount


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatIdentity:
    """The application's identity once its roles are granted."""

    identity: ManagedIdentity
    """The identity itself."""
    grants: RoleGrants
    """Its roles."""
    application: ApplicationIdentity
    """What a host needs of it; its ids wait for the roles."""


def declare_application_identity(
    zone: Zone,
    group: ResourceGroup,
    settings: ChatSettings,
    *,
    secrets: SecretStore,
    storage: StorageAccount,
    monitoring: Monitoring,
    account: AIAccount,
    registry: ContainerRegistry | None,
) -> ChatIdentity:
    """Declare the identity under which the application works, with each role at the narrowest scope.

    Args:
        zone: the landing zone.
        group: resource group of the identity.
        settings: the zone's settings.
        secrets: the key vault that it reads secrets from.
        storage: the account that it reads documents from.
        monitoring: where it sends telemetry.
        account: the AI account that it calls.
        registry: the zone's own registry that it pulls images from.
    """
    identity = ManagedIdentity(
        "application",
        {**zone.place(group), "identity_name": zone.naming.name("userAssignedIdentity", "application")},
        zone.options(),
    )
    grants = RoleGrants(
        "application",
        {
            "principal_id": identity.principal_id,
            "principal_key": identity.identity_id,
            "grants": [
                {"role": "Key Vault Secrets User", "scope": secrets.vault_id, "scope_name": "vault"},
                {"role": "Storage Blob Data Reader", "scope": storage.account_id, "scope_name": "storage"},
                {
                    "role": "Monitoring Metrics Publisher",
                    "scope": monitoring.application_insights_id,
                    "scope_name": "application-insights",
                },
                *_grants_on_models(settings, account),
                *_grants_on_images(settings, registry),
            ],
        },
        zone.options(),
    )
    return ChatIdentity(
        identity=identity,
        grants=grants,
        application=ApplicationIdentity(
            identity_id=grants.granted_scope_ids.apply(lambda _: identity.identity_id),
            client_id=identity.client_id,
        ),
    )


def _grants_on_models(settings: ChatSettings, account: AIAccount) -> Sequence[RoleGrantArgs]:
    if settings.generation is Generation.CLASSIC:
        return [{"role": "Cognitive Services OpenAI User", "scope": account.account_id, "scope_name": "models"}]
    return [
        {"role": "Foundry User", "scope": account.project_ids[project.name], "scope_name": f"project-{project.name}"}
        for project in settings.projects
    ]


def _grants_on_images(settings: ChatSettings, registry: ContainerRegistry | None) -> Sequence[RoleGrantArgs]:
    if registry is not None:
        return [{"role": "AcrPull", "scope": registry.registry_id, "scope_name": "registry"}]
    existing_id = settings.host.existing_container_registry_id
    return [] if existing_id is None else [{"role": "AcrPull", "scope": existing_id, "scope_name": "registry"}]
