"""The AI account of a chat landing zone: models, content filters, projects and the identities they work under."""

import re
from typing import Literal

from bedplate.blueprints.settings import ChatSettings
from bedplate.blueprints.settings.models import ContentFilter, ModelDeployment, Project
from bedplate.blueprints.zone import Zone
from bedplate.blueprints.zone_network import ZoneNetwork
from bedplate.components.ai.model_deployment import ModelDeploymentArgs
from bedplate.components.ai.project import AIProjectArgs
from bedplate.components.ai.project_connection import ConnectionCategory
from bedplate.components.ai_account import AIAccount, AIAccountArgs
from bedplate.components.managed_identity import ManagedIdentity
from bedplate.components.monitoring import Monitoring
from bedplate.components.planning.content_filter import ContentFilterArgs, HarmThresholdsArgs
from bedplate.components.resource_group import ResourceGroup
from bedplate.components.role_grants import RoleGrants
from bedplate.components.storage_account import StorageAccount


def declare_account(
    zone: Zone,
    group: ResourceGroup,
    settings: ChatSettings,
    *,
    network: ZoneNetwork,
    storage: StorageAccount,
    monitoring: Monitoring,
) -> AIAccount:
    """Declare the account, its projects each under an identity that already has its roles."""
    args: AIAccountArgs = {
        **zone.place(group),
        "account_name": zone.naming.name("aiAccount"),
        "content_filters": [_content_filter(content_filter) for content_filter in settings.content_filters],
        "deployments": [_deployment(deployment) for deployment in settings.models],
        "projects": [_project(zone, group, project, storage, monitoring) for project in settings.projects],
        "log_analytics_workspace_id": monitoring.workspace_id,
        "private_endpoint": zone.private_endpoint(
            "ai", network.subnet_ids["privateEndpoints"], network.private_dns_zone_ids
        ),
    }
    if settings.agents.network_injection:
        args["agent_subnet_id"] = network.subnet_ids["agents"]
    return AIAccount("ai", args, zone.options(holds_state=True))


def _project(
    zone: Zone, group: ResourceGroup, project: Project, storage: StorageAccount, monitoring: Monitoring
) -> AIProjectArgs:
    identity = _project_identity(zone, group, project)
    roles = RoleGrants(
        f"project-{project.name}",
        {
            "principal_id": identity.principal_id,
            "principal_key": identity.identity_id,
            "grants": [
                {"role": "Storage Blob Data Contributor", "scope": storage.account_id, "scope_name": "documents"}
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
                "connection_name": "application-insights",
                "category": ConnectionCategory.APPLICATION_INSIGHTS,
                "target_id": monitoring.application_insights_id,
                "connection_string": monitoring.application_insights_connection_string,
            },
            {
                "connection_name": "documents",
                "category": ConnectionCategory.STORAGE,
                "target_id": roles.granted_scope_ids["documents"],
            },
        ],
    }
    if project.description is not None:
        args["description"] = project.description
    return args


def _project_identity(zone: Zone, group: ResourceGroup, project: Project) -> ManagedIdentity:
    qualifier = re.sub(r"[^a-z0-9]+", "-", f"project-{project.name}".lower()).strip("-")
    return ManagedIdentity(
        f"project-{project.name}",
        {**zone.place(group), "identity_name": zone.naming.name("userAssignedIdentity", qualifier)},
        zone.options(),
    )


def _deployment(deployment: ModelDeployment) -> ModelDeploymentArgs:
    args: ModelDeploymentArgs = {
        "deployment_name": deployment.name,
        "model_name": deployment.model,
        "model_version": deployment.version,
        "sku": deployment.sku,
        "capacity": deployment.capacity,
        "version_upgrade_option": deployment.version_upgrade_option,
    }
    if deployment.content_filter is not None:
        args["content_filter"] = deployment.content_filter
    if deployment.spillover_to is not None:
        args["spillover_deployment_name"] = deployment.spillover_to
    return args


def _content_filter(content_filter: ContentFilter) -> ContentFilterArgs:
    return {
        "policy_name": content_filter.name,
        "prompt": _thresholds(content_filter, "prompt"),
        "completion": _thresholds(content_filter, "completion"),
        "jailbreak": content_filter.jailbreak,
        "indirect_attack": content_filter.indirect_attack,
        "protected_material_text": content_filter.protected_material_text,
        "protected_material_code": content_filter.protected_material_code,
        "profanity": content_filter.profanity,
    }


def _thresholds(content_filter: ContentFilter, direction: Literal["prompt", "completion"]) -> HarmThresholdsArgs:
    return {
        "hate": getattr(content_filter.hate, direction),
        "sexual": getattr(content_filter.sexual, direction),
        "self_harm": getattr(content_filter.self_harm, direction),
        "violence": getattr(content_filter.violence, direction),
    }
