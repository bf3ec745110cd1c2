"""What a chat landing zone consists of once it is declared, and what it tells those who use it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pulumi

from bedplate.blueprints.chat_agents import AgentState
from bedplate.blueprints.chat_classic import ClassicHub
from bedplate.blueprints.chat_host import ChatHost
from bedplate.blueprints.chat_identity import ChatIdentity
from bedplate.blueprints.chat_ingress import ChatIngress
from bedplate.blueprints.chat_watch import Part
from bedplate.blueprints.zone_data import SecretStore
from bedplate.blueprints.zone_network import ZoneNetwork
from bedplate.components.ai_account import AIAccount
from bedplate.components.container_registry import ContainerRegistry
from bedplate.components.monitoring import Monitoring
from bedplate.components.storage_account import StorageAccount

_SHORT_NAMES = {
    "Microsoft.Web/sites": "application",
    "Microsoft.Web/serverfarms": "application-plan",
    "Microsoft.App/containerApps": "application",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatParts:
    """The workload of a chat landing zone."""

    foundry: bool
    """Whether the AI account has Foundry's projects."""
    secrets: SecretStore
    """Where secrets are."""
    storage: StorageAccount
    """Where documents are."""
    registry: ContainerRegistry | None
    """Where images are, if the zone has a registry of its own."""
    account: AIAccount
    """The AI account."""
    agents: AgentState | None
    """The stores of agents, where they are the customer's."""
    classic: ClassicHub | None
    """The Machine Learning hub of a classic zone."""
    identity: ChatIdentity
    """The application's identity."""
    host: ChatHost | None
    """What runs the application."""
    ingress: ChatIngress | None
    """The public way in."""


def watched_parts(parts: ChatParts) -> list[Part]:
    """Return the resources of the zone's own that people watch over."""
    found = [*_stores(parts), *_agent_stores(parts.agents), *_application(parts)]
    if parts.classic is not None:
        search_id = parts.classic.search_service.search_service_id
        found.append(Part("search", "ai", "Microsoft.Search/searchServices", search_id))
    return found


def export_outcome(parts: ChatParts, *, network: ZoneNetwork, monitoring: Monitoring) -> None:
    """Export addresses, names and ids as stack outputs."""
    account, identity = parts.account, parts.identity.identity
    pulumi.export("openAIEndpoint", account.openai_endpoint)
    if parts.foundry:
        pulumi.export("foundryEndpoint", account.foundry_endpoint)
        pulumi.export("projectEndpoints", account.project_endpoints)
    pulumi.export("modelDeployments", account.deployment_names)
    pulumi.export("applicationClientId", identity.client_id)
    pulumi.export("applicationIdentityId", identity.identity_id)
    pulumi.export("applicationInsightsConnectionString", monitoring.application_insights_connection_string)
    pulumi.export("keyVaultUri", parts.secrets.vault_uri)
    pulumi.export("storageAccountName", parts.storage.account_name)
    pulumi.export("subnetIds", dict(network.subnet_ids))
    if parts.registry is not None:
        pulumi.export("containerRegistryServer", parts.registry.login_server)
    if parts.host is not None:
        pulumi.export("applicationHost", parts.host.fqdn)
    if parts.ingress is not None:
        pulumi.export("publicHost", parts.ingress.host_name)


def _stores(parts: ChatParts) -> Iterator[Part]:
    yield Part("ai", "ai", "Microsoft.CognitiveServices/accounts", parts.account.account_id)
    if parts.secrets.vault is not None:
        yield Part("vault", "ai", "Microsoft.KeyVault/vaults", parts.secrets.vault_id)
    yield Part("storage", "ai", "Microsoft.Storage/storageAccounts", parts.storage.account_id)
    if parts.registry is not None:
        yield Part("registry", "ai", "Microsoft.ContainerRegistry/registries", parts.registry.registry_id)


def _agent_stores(state: AgentState | None) -> Iterator[Part]:
    if state is None:
        return
    if state.search_service is not None:
        yield Part("agents-search", "ai", "Microsoft.Search/searchServices", state.search_service_id)
    if state.cosmos_account is not None:
        yield Part("agents-cosmos", "ai", "Microsoft.DocumentDB/databaseAccounts", state.cosmos_account_id)
    if state.storage_account is not None:
        yield Part("agents-storage", "ai", "Microsoft.Storage/storageAccounts", state.storage_account_id)


def _application(parts: ChatParts) -> Iterator[Part]:
    if parts.host is not None:
        for azure_type, resource_id in parts.host.resource_ids.items():
            yield Part(_SHORT_NAMES[azure_type], "application", azure_type, resource_id)
    if parts.ingress is not None:
        yield Part("ingress", "application", parts.ingress.azure_type, parts.ingress.resource_id)
