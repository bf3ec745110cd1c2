"""The classic generation of a chat landing zone: Azure OpenAI, and a hub where flows still run."""

from dataclasses import dataclass

import pulumi

from bedplate.blueprints.model_arguments import content_filter_args, deployment_args
from bedplate.blueprints.project_identity import declare_project_identity
from bedplate.blueprints.settings import ChatSettings
from bedplate.blueprints.settings.models import Project
from bedplate.blueprints.zone import Zone
from bedplate.blueprints.zone_data import SecretStore
from bedplate.blueprints.zone_network import ZoneNetwork
from bedplate.components.ai.account_arguments import AIAccountKeyArgs
from bedplate.components.ai_account import AIAccount, AIAccountArgs, AIAccountKind
from bedplate.components.ai_hub import AIHub, AIHubArgs
from bedplate.components.container_registry import ContainerRegistry
from bedplate.components.hub.hub_arguments import (
    HubConnectionArgs,
    HubConnectionCategory,
    HubProjectArgs,
    WorkspaceIdentityArgs,
)
from bedplate.components.managed_identity import ManagedIdentity, ManagedIdentityArgs
from bedplate.components.monitoring import Monitoring
from bedplate.components.planning.naming import words_of
from bedplate.components.resource_group import ResourceGroup
from bedplate.components.search_service import SearchService
from bedplate.components.shared.known import known
from bedplate.components.shared.lock import lock_against_deletion
from bedplate.components.storage_account import StorageAccount


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassicHub:
    """The hub and what was made for it alone."""

    hub: AIHub
    """The hub."""
    search_service: SearchService
    """The search service that the hub's projects keep their indexes in."""


def declare_classic_account(
    zone: Zone,
    group: ResourceGroup,
    settings: ChatSettings,
    *,
    network: ZoneNetwork,
    monitoring: Monitoring,
    encryption_key: AIAccountKeyArgs | None = None,
) -> AIAccount:
    """Declare the Azure OpenAI account with its models and content filters.

    Args:
        zone: the landing zone.
        group: resource group of the account.
        settings: the zone's settings.
        network: where the private endpoint lies.
        monitoring: what receives the logs.
        encryption_key: the customer's own key; Microsoft's by default.
    """
    args: AIAccountArgs = {
        **zone.place(group),
        "account_name": zone.naming.name("openAIAccount"),
        "kind": AIAccountKind.OPENAI,
        "content_filters": [content_filter_args(content_filter) for content_filter in settings.content_filters],
        "deployments": [deployment_args(deployment) for deployment in settings.models],
        "log_analytics_workspace_id": monitoring.workspace_id,
        "private_endpoint": zone.private_endpoint(
            "ai", network.subnet_ids["privateEndpoints"], network.private_dns_zone_ids
        ),
    }
    if encryption_key is not None:
        args["encryption_key"] = encryption_key
    return AIAccount("ai", args, zone.options(holds_state=True))


def declare_hub(  # noqa: PLR0913 -- each is another part of the zone
    zone: Zone,
    group: ResourceGroup,
    settings: ChatSettings,
    *,
    network: ZoneNetwork,
    monitoring: Monitoring,
    secrets: SecretStore,
    storage: StorageAccount,
    registry: ContainerRegistry | None,
    account: AIAccount,
) -> ClassicHub | None:
    """Declare the hub with its projects and their search service; `None` where the settings want no hub.

    Its stores must be known to be reachable from it: whatever is given here as a component is waited for with all that
    belongs to it, private endpoints among it.

    Args:
        zone: the landing zone.
        group: resource group of hub, projects and search service.
        settings: the zone's settings.
        network: where the private endpoints lie.
        monitoring: what receives logs and telemetry.
        secrets: the key vault; it lets services pass that Microsoft trusts.
        storage: the storage account, with private endpoints to `blob` and to `file`; it lets such services pass too.
        registry: the zone's own registry, which lets them pass too; `None` where the settings name one that exists.
        account: the Azure OpenAI account.

    Raises:
        ValueError: there is neither a registry nor one named in the settings.
    """
    if not settings.has_hub:
        return None
    search = _declare_search(zone, group, network, monitoring)
    args: AIHubArgs = {
        **zone.place(group),
        "hub_name": zone.naming.name("aiHub"),
        "identity": _identity(_declare_hub_identity(zone, group)),
        "storage_account_id": known(storage, storage.account_id),
        "key_vault_id": secrets.vault_id if secrets.vault is None else known(secrets.vault, secrets.vault_id),
        "container_registry_id": _registry_id(settings, registry),
        "application_insights_id": monitoring.application_insights_id,
        "connections": _connections(zone, account, search),
        "projects": [_project(zone, group, project) for project in settings.projects],
        "log_analytics_workspace_id": monitoring.workspace_id,
        "private_endpoint": zone.private_endpoint(
            "hub", network.subnet_ids["privateEndpoints"], network.private_dns_zone_ids
        ),
    }
    hub = AIHub("hub", args, zone.options(holds_state=True))
    if settings.sizing.locks:
        lock_against_deletion("search", scope=search.search_service_id, parent=zone.root, after=[search, hub])
    return ClassicHub(hub=hub, search_service=search)


def _declare_search(zone: Zone, group: ResourceGroup, network: ZoneNetwork, monitoring: Monitoring) -> SearchService:
    return SearchService(
        "search",
        {
            **zone.place(group),
            "search_service_name": zone.naming.name("aiSearch"),
            "replica_count": zone.settings.sizing.search_replicas,
            "log_analytics_workspace_id": monitoring.workspace_id,
            "private_endpoint": zone.private_endpoint(
                "search", network.subnet_ids["privateEndpoints"], network.private_dns_zone_ids
            ),
        },
        zone.options(holds_state=True),
    )


def _declare_hub_identity(zone: Zone, group: ResourceGroup) -> ManagedIdentity:
    args: ManagedIdentityArgs = {
        **zone.place(group),
        "identity_name": zone.naming.name("userAssignedIdentity", "hub"),
    }
    return ManagedIdentity("hub", args, zone.options())


def _identity(identity: ManagedIdentity) -> WorkspaceIdentityArgs:
    return {"identity_id": identity.identity_id, "principal_id": identity.principal_id}


def _registry_id(settings: ChatSettings, registry: ContainerRegistry | None) -> pulumi.Input[str]:
    if registry is not None:
        return known(registry, registry.registry_id)
    existing_id = settings.host.existing_container_registry_id
    if existing_id is None:
        raise ValueError("a hub needs a container registry: pass one, or name one in host.existingContainerRegistryId")
    return existing_id


def _connections(zone: Zone, account: AIAccount, search: SearchService) -> list[HubConnectionArgs]:
    return [
        {
            "connection_name": zone.naming.name("aiConnection", "models"),
            "category": HubConnectionCategory.AZURE_OPENAI,
            "target_id": known(account, account.account_id),
            "endpoint": account.openai_endpoint,
        },
        {
            "connection_name": zone.naming.name("aiConnection", "indexes"),
            "category": HubConnectionCategory.AI_SEARCH,
            "target_id": known(search, search.search_service_id),
            "endpoint": search.endpoint,
        },
    ]


def _project(zone: Zone, group: ResourceGroup, project: Project) -> HubProjectArgs:
    args: HubProjectArgs = {
        "project_name": project.name,
        "workspace_name": zone.naming.name("aiHubProject", words_of(project.name)),
        "display_name": project.display_name or project.name,
        "identity": _identity(declare_project_identity(zone, group, project)),
    }
    if project.description is not None:
        args["description"] = project.description
    return args
