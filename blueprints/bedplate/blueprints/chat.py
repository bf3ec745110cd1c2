"""The chat landing zone: a private Foundry account with its models and projects, ready for a chat application."""

from dataclasses import dataclass

import pulumi

from bedplate.blueprints.chat_account import declare_account
from bedplate.blueprints.chat_flows import chat_flows
from bedplate.blueprints.settings import ChatSettings
from bedplate.blueprints.zone import Zone
from bedplate.blueprints.zone_data import declare_key_vault, declare_storage, lock_stores
from bedplate.blueprints.zone_monitoring import declare_monitor_private_link, declare_monitoring
from bedplate.blueprints.zone_network import ZoneNetwork, declare_network
from bedplate.components.ai_account import AIAccount
from bedplate.components.alerts import Alerts
from bedplate.components.key_vault import KeyVault
from bedplate.components.managed_identity import ManagedIdentity
from bedplate.components.monitoring import Monitoring
from bedplate.components.resource_group import ResourceGroup
from bedplate.components.role_grants import RoleGrantArgs, RoleGrants
from bedplate.components.storage_account import StorageAccount

_ACCOUNT = "Microsoft.CognitiveServices/accounts"
_VAULT = "Microsoft.KeyVault/vaults"
_STORAGE = "Microsoft.Storage/storageAccounts"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What the last steps of the declaration refer to."""

    network_group: ResourceGroup
    monitoring_group: ResourceGroup
    ai_group: ResourceGroup
    monitoring: Monitoring
    vault: KeyVault
    storage: StorageAccount
    account: AIAccount


def declare_chat(settings: ChatSettings) -> None:
    """Declare the landing zone that the settings describe, and export what its users need."""
    zone = Zone.of("chat", settings)
    network_group, monitoring_group, ai_group = map(zone.resource_group, ("network", "monitoring", "ai"))
    monitoring = declare_monitoring(zone, monitoring_group)
    hub = settings.topology.hub
    network = declare_network(
        zone,
        network_group,
        subnets=settings.needed_subnets,
        flows=chat_flows(
            settings.needed_subnets,
            public_telemetry=not settings.monitor_private_link,
            resolvers=() if hub is None else hub.resolvers,
        ),
        private_dns_zone_names=settings.private_dns_zone_names,
        log_analytics_workspace_id=monitoring.workspace_id,
    )
    if settings.monitor_private_link:
        declare_monitor_private_link(zone, monitoring_group, network, monitoring)
    vault = declare_key_vault(zone, ai_group, network, monitoring)
    storage = declare_storage(zone, ai_group, network, monitoring)
    account = declare_account(zone, ai_group, settings, network=network, storage=storage, monitoring=monitoring)
    parts = _Parts(
        network_group=network_group,
        monitoring_group=monitoring_group,
        ai_group=ai_group,
        monitoring=monitoring,
        vault=vault,
        storage=storage,
        account=account,
    )
    application, grants = _declare_application_identity(zone, settings, parts)
    lock_stores(zone, vault, storage, after=[account, grants])
    _declare_alerts(zone, settings, parts)
    _export(parts, application, network)


def _declare_application_identity(
    zone: Zone, settings: ChatSettings, parts: _Parts
) -> tuple[ManagedIdentity, RoleGrants]:
    identity = ManagedIdentity(
        "application",
        {
            **zone.place(parts.ai_group),
            "identity_name": zone.naming.name("userAssignedIdentity", "application"),
        },
        zone.options(),
    )
    grants: list[RoleGrantArgs] = [
        {"role": "Key Vault Secrets User", "scope": parts.vault.vault_id, "scope_name": "vault"},
        {"role": "Storage Blob Data Reader", "scope": parts.storage.account_id, "scope_name": "storage"},
        {
            "role": "Monitoring Metrics Publisher",
            "scope": parts.monitoring.application_insights_id,
            "scope_name": "application-insights",
        },
    ]
    for project in settings.projects:
        project_id = parts.account.project_ids[project.name]
        grants.append({"role": "Foundry User", "scope": project_id, "scope_name": f"project-{project.name}"})
    role_grants = RoleGrants(
        "application",
        {"principal_id": identity.principal_id, "principal_key": identity.identity_id, "grants": grants},
        zone.options(),
    )
    return identity, role_grants


def _declare_alerts(zone: Zone, settings: ChatSettings, parts: _Parts) -> None:
    groups = (parts.network_group, parts.monitoring_group, parts.ai_group)
    Alerts(
        "alerts",
        {
            **zone.place(parts.monitoring_group),
            "name_prefix": zone.naming.name("metricAlert"),
            "action_group_id": parts.monitoring.action_group_id,
            "resource_group_ids": [group.resource_group_id for group in groups],
            "targets": [
                {
                    "name": "ai",
                    "target_id": parts.account.account_id,
                    "target_type": _ACCOUNT,
                    "has_provisioned_throughput": any(model.sku.provisioned for model in settings.models),
                },
                {"name": "vault", "target_id": parts.vault.vault_id, "target_type": _VAULT},
                {"name": "storage", "target_id": parts.storage.account_id, "target_type": _STORAGE},
            ],
        },
        zone.options(),
    )


def _export(parts: _Parts, application: ManagedIdentity, network: ZoneNetwork) -> None:
    pulumi.export("foundryEndpoint", parts.account.foundry_endpoint)
    pulumi.export("openAIEndpoint", parts.account.openai_endpoint)
    pulumi.export("projectEndpoints", parts.account.project_endpoints)
    pulumi.export("modelDeployments", parts.account.deployment_names)
    pulumi.export("applicationClientId", application.client_id)
    pulumi.export("applicationIdentityId", application.identity_id)
    pulumi.export("applicationInsightsConnectionString", parts.monitoring.application_insights_connection_string)
    pulumi.export("keyVaultUri", parts.vault.vault_uri)
    pulumi.export("storageAccountName", parts.storage.account_name)
    pulumi.export("subnetIds", network.subnet_ids)
