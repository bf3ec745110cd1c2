"""The arguments with which the tests of the AI account and its parts declare it."""

import pulumi

from bedplate.components.ai.project_connection import ConnectionCategory
from bedplate.components.ai_account import AIAccountArgs
from bedplate.components.planning.content_filter import FilterAction, SeverityThreshold
from bedplate.components.planning.deployment_plan import DeploymentSku

GROUP = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-chat"
ACCOUNT_ID = f"{GROUP}/providers/Microsoft.CognitiveServices/accounts/aif-chat"
WORKSPACE_ID = f"{GROUP}/providers/Microsoft.OperationalInsights/workspaces/log-chat"
NETWORK_ID = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet-chat"
IDENTITY_ID = f"{GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-agents"
INSIGHTS_ID = f"{GROUP}/providers/Microsoft.Insights/components/appi-chat"
STORAGE_ID = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/stchat"
SEARCH_ID = f"{GROUP}/providers/Microsoft.Search/searchServices/srch-chat"
COSMOS_ID = f"{GROUP}/providers/Microsoft.DocumentDB/databaseAccounts/cosmos-chat"
ZONES = (
    "privatelink.cognitiveservices.azure.com",
    "privatelink.openai.azure.com",
    "privatelink.services.ai.azure.com",
)
ZONE_IDS: dict[str, pulumi.Input[str]] = {
    zone: f"{GROUP}/providers/Microsoft.Network/privateDnsZones/{zone}" for zone in ZONES
}
CANARY = "InstrumentationKey=canary"
TAGS = {"owner": "platform"}

MODULE = "azure-native:cognitiveservices:"


def defaults() -> AIAccountArgs:
    return {"resource_group_name": "rg-chat", "location": "swedencentral", "account_name": "aif-chat"}


def waf_aligned() -> AIAccountArgs:
    return {
        **defaults(),
        "agent_subnet_id": f"{NETWORK_ID}/subnets/snet-agents",
        "content_filters": [{"policy_name": "strict"}],
        "deployments": [
            {
                "deployment_name": "chat",
                "model_name": "gpt-4.1",
                "model_version": "2025-04-14",
                "sku": DeploymentSku.DATA_ZONE_STANDARD,
                "capacity": 50,
                "content_filter": "strict",
            }
        ],
        "projects": [
            {
                "project_name": "proj-chat",
                "user_assigned_identity_ids": [IDENTITY_ID],
                "connections": [
                    {
                        "connection_name": "con-insights",
                        "category": ConnectionCategory.APPLICATION_INSIGHTS,
                        "target_id": INSIGHTS_ID,
                        "connection_string": CANARY,
                    }
                ],
            }
        ],
        "log_analytics_workspace_id": WORKSPACE_ID,
        "private_endpoint": {
            "private_endpoint_name": "pep-aif-chat",
            "subnet_id": f"{NETWORK_ID}/subnets/snet-endpoints",
            "private_dns_zone_ids": ZONE_IDS,
        },
    }


def maximum() -> AIAccountArgs:
    """Return everything that an account can have, each list in an order that is not the one to declare in."""
    base = waf_aligned()
    return {
        **base,
        "tags": {"owner": "platform"},
        "custom_sub_domain_name": "contoso-chat",
        "user_assigned_identity_ids": [IDENTITY_ID],
        "trust_azure_services": True,
        "allowed_fqdns": ["www.contoso.com", "srch-chat.search.windows.net"],
        "encryption_key": {
            "key_vault_uri": "https://kv-chat.vault.azure.net/",
            "key_name": "account",
            "key_version": "7c5f",
            "identity_client_id": "33333333-3333-3333-3333-333333333333",
        },
        "restore": True,
        "blocklists": [
            {"blocklist_name": "rivals", "terms": ["Fabrikam"], "patterns": ["north ?wind"]},
            {"blocklist_name": "codenames", "description": "Not announced yet", "terms": ["Tailspin"]},
        ],
        "content_filters": [
            {"policy_name": "strict", "blocklists": ["rivals", "codenames"]},
            {
                "policy_name": "clinical",
                "prompt": {"self_harm": SeverityThreshold.HIGH, "violence": SeverityThreshold.HIGH},
                "completion": {"hate": SeverityThreshold.LOW},
                "protected_material_code": FilterAction.ANNOTATE,
                "profanity": FilterAction.BLOCK,
            },
        ],
        "deployments": [
            {
                "deployment_name": "chat",
                "model_name": "gpt-4.1",
                "model_version": "2025-04-14",
                "sku": DeploymentSku.DATA_ZONE_PROVISIONED_MANAGED,
                "capacity": 15,
                "content_filter": "strict",
                "spillover_deployment_name": "chat-overflow",
            },
            {
                "deployment_name": "embedding",
                "model_name": "text-embedding-3-large",
                "model_version": "1",
                "sku": DeploymentSku.GLOBAL_STANDARD,
                "capacity": 100,
            },
            {
                "deployment_name": "chat-overflow",
                "model_name": "gpt-4.1",
                "model_version": "2025-04-14",
                "sku": DeploymentSku.DATA_ZONE_STANDARD,
                "capacity": 50,
                "content_filter": "clinical",
            },
        ],
        "projects": [
            {
                "project_name": "proj-support",
                "display_name": "Support",
                "description": "Answers customers",
                "capability_host": {
                    "name": "agents",
                    "vector_store_connection": "con-search",
                    "storage_connection": "con-files",
                    "thread_storage_connection": "con-threads",
                },
                "connections": [
                    {
                        "connection_name": "con-threads",
                        "category": ConnectionCategory.COSMOS_DB,
                        "target_id": COSMOS_ID,
                        "target_location": "westeurope",
                    },
                    {
                        "connection_name": "con-files",
                        "category": ConnectionCategory.STORAGE,
                        "target_id": STORAGE_ID,
                    },
                    {
                        "connection_name": "con-search",
                        "category": ConnectionCategory.AI_SEARCH,
                        "target_id": SEARCH_ID,
                    },
                ],
            },
            *base.get("projects", []),
        ],
    }
