"""What the agents of each project need: roles on the stores, connections to them, a capability host, their memory."""

import hashlib
from collections.abc import Mapping

import pulumi
import pulumi_azure_native as azure_native

from bedplate.blueprints.chat_agents import AgentState
from bedplate.blueprints.settings import ChatSettings
from bedplate.blueprints.settings.traffic import FirewallSku
from bedplate.blueprints.zone import Zone
from bedplate.components.ai.capability_host import AgentCapabilityHostArgs
from bedplate.components.ai.managed_network import ManagedAgentNetworkArgs, ManagedNetworkFirewallSku
from bedplate.components.ai.project_connection import ConnectionCategory, ProjectConnectionArgs
from bedplate.components.cosmos.data_role_grants import CosmosDataRoleGrantArgs, grant_data_roles
from bedplate.components.facts.clouds import cloud_of
from bedplate.components.managed_identity import ManagedIdentity
from bedplate.components.planning.naming import words_of
from bedplate.components.role_grants import RoleGrantArgs

_MEMORY_DATABASE = "enterprise_memory"
_BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs"
# Where blobs have no directories, an owner can do no more than a contributor but for the index tags, and this narrows
# those to the agent service's own containers. The service team's text also wants a container's name to begin with the
# project's internal id, which Azure makes up with the project. That keeps the projects of an account from each other's
# tags, though not from each other's blobs, as the service wants every project to be contributor to the whole account.
# Source: microsoft-foundry/foundry-samples, infrastructure-setup-bicep, 15-private-network-standard-agent-setup,
# blob-storage-container-role-assignments.bicep; actions of both roles in
# learn.microsoft.com/azure/role-based-access-control/built-in-roles/storage. Checked 2026-11-21.
_AGENT_CONTAINERS_ONLY = (
    f"((!(ActionMatches{{'{_BLOBS}/tags/read'}}) AND !(ActionMatches{{'{_BLOBS}/filter/action'}})"
    f" AND !(ActionMatches{{'{_BLOBS}/tags/write'}}))"
    " OR (@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name]"
    " StringLikeIgnoreCase '*-azureml-agent'))"
)


def agent_grants(state: AgentState) -> list[RoleGrantArgs]:
    """Return the roles that a project must have on the stores before its capability host is made."""
    return [
        {"role": "Cosmos DB Operator", "scope": state.cosmos_account_id, "scope_name": "threads"},
        {"role": "Search Service Contributor", "scope": state.search_service_id, "scope_name": "vectors"},
        {"role": "Search Index Data Contributor", "scope": state.search_service_id, "scope_name": "vectors"},
        {"role": "Storage Blob Data Contributor", "scope": state.storage_account_id, "scope_name": "files"},
        {
            "role": "Storage Blob Data Owner",
            "scope": state.storage_account_id,
            "scope_name": "files",
            "condition": _AGENT_CONTAINERS_ONLY,
        },
    ]


def connection_name(zone: Zone, purpose: str, project_name: str) -> str:
    """Return the name of a project's connection; no other project has a connection of this name.

    Connections of the same name in two projects have been taken for one another:
    Azure/terraform-azurerm-avm-ptn-aiml-ai-foundry, pull request 76.
    """
    return zone.naming.name("aiConnection", f"{purpose}-{words_of(project_name)}")


def agent_connections(
    zone: Zone, project_name: str, granted_scope_ids: pulumi.Output[dict[str, str]]
) -> list[ProjectConnectionArgs]:
    """Return a project's connections to the stores, whose ids come from its roles so that these are there before."""
    purposes = (
        ("vectors", ConnectionCategory.AI_SEARCH),
        ("threads", ConnectionCategory.COSMOS_DB),
        ("files", ConnectionCategory.STORAGE),
    )
    return [
        {
            "connection_name": connection_name(zone, purpose, project_name),
            "category": category,
            "target_id": granted_scope_ids[purpose],
        }
        for purpose, category in purposes
    ]


def agent_capability_host(zone: Zone, project_name: str) -> AgentCapabilityHostArgs:
    """Return the capability host that has a project's agents use the stores."""
    return {
        "name": zone.naming.name("aiCapabilityHost", words_of(project_name)),
        "vector_store_connection": connection_name(zone, "vectors", project_name),
        "thread_storage_connection": connection_name(zone, "threads", project_name),
        "storage_connection": connection_name(zone, "files", project_name),
    }


def agent_managed_network(zone: Zone, settings: ChatSettings, state: AgentState) -> ManagedAgentNetworkArgs:
    """Return what agents reach from the network that Microsoft manages: the stores, telemetry, and hosts allowed."""
    hosts = settings.egress.allowed_fqdns.get("agents", ())
    return {
        "private_endpoints": [
            {"rule_name": "vectors", "target_id": state.search_service_id, "subresource": "searchService"},
            {"rule_name": "threads", "target_id": state.cosmos_account_id, "subresource": "Sql"},
            {"rule_name": "files", "target_id": state.storage_account_id, "subresource": "blob"},
        ],
        "allowed_service_tags": {"telemetry": "AzureMonitor"},
        "allowed_fqdns": {zone.naming.name("aiOutboundRule", _qualifier(host)): host for host in hosts},
        "firewall_sku": (
            ManagedNetworkFirewallSku.BASIC
            if settings.sizing.firewall_sku is FirewallSku.BASIC
            else ManagedNetworkFirewallSku.STANDARD
        ),
    }


def _qualifier(host: str) -> str:
    """Return what tells the rule of a host apart: its words, and a digest, as `a-b.com` and `a.b.com` share them."""
    digest = hashlib.sha256(host.encode()).hexdigest()[:5]
    return f"{words_of(host.replace('*', 'any'))}-{digest}"


def grant_agent_memory(
    zone: Zone, state: AgentState, identities: Mapping[str, ManagedIdentity], *, after: pulumi.Resource
) -> list[pulumi.Resource]:
    """Let the projects read and write the database that the agent service has made for them, and return the grants.

    The role on the database, and not on containers, as these come into being when agents first need them.

    Args:
        zone: the landing zone.
        state: the stores.
        identities: the projects' identities by name.
        after: the AI account, with the capability hosts that make the database.
    """
    grants: list[CosmosDataRoleGrantArgs] = [
        {
            "role": "Cosmos DB Built-in Data Contributor",
            "principal_id": identity.principal_id,
            "principal_key": identity.identity_id,
            "principal_name": project_name,
            "database_name": _MEMORY_DATABASE,
        }
        for project_name, identity in identities.items()
    ]
    account_id = state.cosmos_account_id
    return grant_data_roles(
        "agents",
        grants,
        resource_group_name=account_id.apply(lambda id_: id_.split("/")[4]),
        account_name=account_id.apply(lambda id_: id_.rsplit("/", 1)[-1]),
        account_id=account_id,
        after=after,
        parent=zone.root,
        provider=_provider_of_existing_account(zone),
    )


def _provider_of_existing_account(zone: Zone) -> pulumi.ProviderResource | None:
    settings = zone.settings
    existing = settings.agents.existing.cosmos_account_id if isinstance(settings, ChatSettings) else None
    subscription_id = settings.subscription_id if existing is None else existing.split("/")[2].lower()
    if subscription_id == settings.subscription_id:
        return None
    return azure_native.Provider(
        "agent-memory",
        subscription_id=subscription_id,
        environment=cloud_of(settings.location).azure_environment,
    )
