"""The AI account of a chat landing zone: models, content filters, projects and the identities they work under."""

from dataclasses import dataclass

from bedplate.blueprints.agent_projects import (
    agent_capability_host,
    agent_connections,
    agent_grants,
    agent_managed_network,
    connection_name,
    grant_agent_memory,
)
from bedplate.blueprints.chat_agents import AgentState, lock_agent_state
from bedplate.blueprints.model_arguments import content_filter_args, deployment_args
from bedplate.blueprints.project_identity import declare_project_identity
from bedplate.blueprints.settings import ChatSettings
from bedplate.blueprints.settings.agents import AgentMode
from bedplate.blueprints.settings.models import Project
from bedplate.blueprints.zone import Zone
from bedplate.blueprints.zone_network import ZoneNetwork
from bedplate.components.ai.account_arguments import AIAccountKeyArgs
from bedplate.components.ai.project import AIProjectArgs
from bedplate.components.ai.project_connection import ConnectionCategory
from bedplate.components.ai_account import AIAccount, AIAccountArgs
from bedplate.components.managed_identity import ManagedIdentity
from bedplate.components.monitoring import Monitoring
from bedplate.components.resource_group import ResourceGroup
from bedplate.components.role_grants import RoleGrants
from bedplate.components.storage_account import StorageAccount


@dataclass(frozen=True, slots=True, kw_only=True)
class _DeclaredProject:
    """One project before the account that it belongs to."""

    identity: ManagedIdentity
    roles: RoleGrants
    args: AIProjectArgs


def declare_account(
    zone: Zone,
    group: ResourceGroup,
    settings: ChatSettings,
    *,
    network: ZoneNetwork,
    storage: StorageAccount,
    monitoring: Monitoring,
    agents: AgentState | None = None,
    encryption_key: AIAccountKeyArgs | None = None,
) -> AIAccount:
    """Declare the account, its projects each under an identity that already has its roles.

    Args:
        zone: the landing zone.
        group: resource group of the account.
        settings: the zone's settings.
        network: where the private endpoint and injected agents lie.
        storage: where the documents are.
        monitoring: what receives logs and traces.
        agents: the stores of agents, where the mode of agents wants the customer's own; they are locked here, once
            every role on them is declared.
        encryption_key: the customer's own key; Microsoft's by default.
    """
    projects = {
        project.name: _declare_project(zone, group, project, storage, monitoring, agents)
        for project in settings.projects
    }
    args: AIAccountArgs = {
        **zone.place(group),
        "account_name": zone.naming.name("aiAccount"),
        "content_filters": [content_filter_args(content_filter) for content_filter in settings.content_filters],
        "deployments": [deployment_args(deployment) for deployment in settings.models],
        "projects": [project.args for project in projects.values()],
        "log_analytics_workspace_id": monitoring.workspace_id,
        "private_endpoint": zone.private_endpoint(
            "ai", network.subnet_ids["privateEndpoints"], network.private_dns_zone_ids
        ),
    }
    if encryption_key is not None:
        args["encryption_key"] = encryption_key
    if settings.agent_mode is AgentMode.STANDARD_VNET:
        args["agent_subnet_id"] = network.subnet_ids["agents"]
    if settings.agent_mode is AgentMode.STANDARD_MANAGED and agents is not None:
        args["managed_network"] = agent_managed_network(zone, settings, agents)
    account = AIAccount("ai", args, zone.options(holds_state=True))
    if agents is not None:
        identities = {name: project.identity for name, project in projects.items()}
        memory = grant_agent_memory(zone, agents, identities, after=account)
        lock_agent_state(zone, agents, after=[account, *(project.roles for project in projects.values()), *memory])
    return account


def _declare_project(
    zone: Zone,
    group: ResourceGroup,
    project: Project,
    storage: StorageAccount,
    monitoring: Monitoring,
    agents: AgentState | None,
) -> _DeclaredProject:
    identity = declare_project_identity(zone, group, project)
    roles = RoleGrants(
        f"project-{project.name}",
        {
            "principal_id": identity.principal_id,
            "principal_key": identity.identity_id,
            "grants": [
                {"role": "Storage Blob Data Contributor", "scope": storage.account_id, "scope_name": "documents"},
                *([] if agents is None else agent_grants(agents)),
            ],
        },
        zone.options(),
    )
    args: AIProjectArgs = {
        "project_name": project.name,
        "display_name": project.display_name or project.name,
        "user_assigned_identity_ids": [identity.identity_id],
        "connections": [
            {
                "connection_name": connection_name(zone, "insights", project.name),
                "category": ConnectionCategory.APPLICATION_INSIGHTS,
                "target_id": monitoring.application_insights_id,
                "connection_string": monitoring.application_insights_connection_string,
            },
            {
                "connection_name": connection_name(zone, "documents", project.name),
                "category": ConnectionCategory.STORAGE,
                "target_id": roles.granted_scope_ids["documents"],
            },
            *([] if agents is None else agent_connections(zone, project.name, roles.granted_scope_ids)),
        ],
    }
    if agents is not None:
        args["capability_host"] = agent_capability_host(zone, project.name)
    if project.description is not None:
        args["description"] = project.description
    return _DeclaredProject(identity=identity, roles=roles, args=args)
