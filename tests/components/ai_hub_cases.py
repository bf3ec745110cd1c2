"""Arguments and expectations that the tests of ai hub share."""

from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from bedplate.components.ai.managed_network import ManagedNetworkFirewallSku
from bedplate.components.ai_hub import AIHub, AIHubArgs
from bedplate.components.hub.hub_arguments import HubConnectionCategory
from bedplate.generator.graph import Graph, Resource

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

MODULE = "azure-native:machinelearningservices:"
WORKSPACE, RULE, CONNECTION = (
    f"{MODULE}Workspace",
    f"{MODULE}ManagedNetworkSettingsRule",
    f"{MODULE}WorkspaceConnection",
)
ROLE = "azure-native:authorization:RoleAssignment"
LOCK = "azure-native:authorization:ManagementLockByScope"
SETTING = "azure-native:monitor:DiagnosticSetting"
ENDPOINT = "azure-native:network:PrivateEndpoint"
ZONE_GROUP = "azure-native:network:PrivateDnsZoneGroup"

GROUP = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg"
WORKSPACES = f"{GROUP}/providers/Microsoft.MachineLearningServices/workspaces"
STORAGE_ID = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/st"
VAULT_ID = f"{GROUP}/providers/Microsoft.KeyVault/vaults/kv"
REGISTRY_ID = f"{GROUP}/providers/Microsoft.ContainerRegistry/registries/cr"
INSIGHTS_ID = f"{GROUP}/providers/Microsoft.Insights/components/appi"
ACCOUNT_ID = f"{GROUP}/providers/Microsoft.CognitiveServices/accounts/oai"
SEARCH_ID = f"{GROUP}/providers/Microsoft.Search/searchServices/srch"
LOG_ID = f"{GROUP}/providers/Microsoft.OperationalInsights/workspaces/log"
SUBNET_ID = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/endpoints"
IDENTITIES = f"{GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities"
ZONES = ("privatelink.api.azureml.ms", "privatelink.notebooks.azure.net")

HUB_PRINCIPAL, FIRST_PRINCIPAL, SECOND_PRINCIPAL = "principal-of-hub", "principal-of-first", "principal-of-second"
# Names to GUIDs as learn.microsoft.com/azure/role-based-access-control/built-in-roles has them, written out again.
ROLE_NAMES = {
    "b78c5d69-af96-48a3-bf8d-a8b4d589de94": "Azure AI Administrator",
    "b556d68e-0be0-4f35-a333-ad7ee1ce17ea": "Azure AI Enterprise Network Connection Approver",
    "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd": "Cognitive Services OpenAI User",
    "b86a8fe4-44ce-4948-aee5-eccb2c155cd7": "Key Vault Secrets Officer",
    "8ebe5a00-799e-43f5-93ac-243d3dce84a7": "Search Index Data Contributor",
    "7ca78c08-252a-4471-8644-bb5ff32d4ba0": "Search Service Contributor",
    "ba92f5b4-2d11-453d-a403-e96b0029c9fe": "Storage Blob Data Contributor",
    "69566ab7-960f-475b-8e7c-b3118f30c6bd": "Storage File Data Privileged Contributor",
}
ON_DEPENDENCIES = {
    ("Azure AI Administrator", STORAGE_ID),
    ("Storage Blob Data Contributor", STORAGE_ID),
    ("Storage File Data Privileged Contributor", STORAGE_ID),
    ("Azure AI Administrator", VAULT_ID),
    ("Key Vault Secrets Officer", VAULT_ID),
    ("Azure AI Administrator", REGISTRY_ID),
    ("Azure AI Administrator", INSIGHTS_ID),
}
APPROVER = "Azure AI Enterprise Network Connection Approver"
ON_HUB_TARGETS = {(APPROVER, STORAGE_ID), (APPROVER, VAULT_ID), (APPROVER, REGISTRY_ID)}
ON_CONNECTIONS = {
    ("Cognitive Services OpenAI User", ACCOUNT_ID),
    ("Search Index Data Contributor", SEARCH_ID),
    ("Search Service Contributor", SEARCH_ID),
}

PRIVATE = {
    "publicNetworkAccess": "Disabled",
    "allowPublicAccessWhenBehindVnet": False,
    "systemDatastoresAuthMode": "Identity",
    "enableDataIsolation": True,
    "hbiWorkspace": False,
    "v1LegacyMode": False,
    "sku": {"name": "Basic", "tier": "Basic"},
    "resourceGroupName": "rg",
    "location": "swedencentral",
}


def workspace_identity(name: str) -> dict[str, Any]:
    return {
        "identity": {"type": "UserAssigned", "userAssignedIdentities": [f"{IDENTITIES}/id-{name}"]},
        "primaryUserAssignedIdentity": f"{IDENTITIES}/id-{name}",
    }


HUB_INPUTS = {
    **PRIVATE,
    **workspace_identity("hub"),
    "workspaceName": "hub-contoso",
    "kind": "Hub",
    "friendlyName": "hub-contoso",
    "storageAccount": STORAGE_ID,
    "keyVault": VAULT_ID,
    "containerRegistry": REGISTRY_ID,
    "applicationInsights": INSIGHTS_ID,
    "managedNetwork": {"isolationMode": "AllowOnlyApprovedOutbound", "enableNetworkMonitor": False},
}


def project_inputs(name: str) -> dict[str, Any]:
    return {
        **PRIVATE,
        **workspace_identity(name),
        "workspaceName": f"proj-{name}",
        "kind": "Project",
        "hubResourceId": f"{WORKSPACES}/hub-contoso",
        "friendlyName": name,
        "description": name,
    }


def defaults() -> AIHubArgs:
    return {
        "resource_group_name": "rg",
        "location": "swedencentral",
        "hub_name": "hub-contoso",
        "identity": {"identity_id": f"{IDENTITIES}/id-hub", "principal_id": HUB_PRINCIPAL},
        "storage_account_id": STORAGE_ID,
        "key_vault_id": VAULT_ID,
        "container_registry_id": REGISTRY_ID,
        "application_insights_id": INSIGHTS_ID,
    }


def waf_aligned() -> AIHubArgs:
    return {
        **defaults(),
        "connections": [
            {
                "connection_name": "models",
                "category": HubConnectionCategory.AZURE_OPENAI,
                "target_id": ACCOUNT_ID,
                "endpoint": "https://oai.openai.azure.com/",
            },
            {
                "connection_name": "indexes",
                "category": HubConnectionCategory.AI_SEARCH,
                "target_id": SEARCH_ID,
                "endpoint": "https://srch.search.windows.net",
            },
        ],
        "projects": [
            {
                "project_name": "first",
                "workspace_name": "proj-first",
                "identity": {"identity_id": f"{IDENTITIES}/id-first", "principal_id": FIRST_PRINCIPAL},
            }
        ],
        "log_analytics_workspace_id": LOG_ID,
        "private_endpoint": {
            "private_endpoint_name": "pep-hub",
            "subnet_id": SUBNET_ID,
            "private_dns_zone_ids": {zone: f"id-of-{zone}" for zone in (*ZONES, "privatelink.openai.azure.com")},
        },
    }


def maximum() -> AIHubArgs:
    """Return everything that a hub can have, each list in an order that is not the one to declare in."""
    base = waf_aligned()
    return {
        **base,
        "display_name": "Contoso",
        "allowed_fqdns": {"wikipedia": "en.wikipedia.org", "docs": "*.contoso.com"},
        "firewall_sku": ManagedNetworkFirewallSku.BASIC,
        "projects": [
            {
                "project_name": "second",
                "workspace_name": "proj-second",
                "display_name": "Second",
                "description": "Flows of the second team",
                "identity": {"identity_id": f"{IDENTITIES}/id-second", "principal_id": SECOND_PRINCIPAL},
            },
            *base.get("projects", []),
        ],
        "high_business_impact": True,
        "lock": True,
        "tags": {"owner": "ai"},
    }


each_case = pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(defaults, id="defaults"),
        pytest.param(waf_aligned, id="waf_aligned"),
        pytest.param(maximum, id="max"),
    ],
)


def program(args: AIHubArgs, opts: pulumi.ResourceOptions | None = None) -> Callable[[], None]:
    def declare() -> None:
        hub = AIHub("ai", args, opts)
        for output in ("hub_id", "hub_name", "project_ids"):
            pulumi.export(output, getattr(hub, output))

    return declare


def ancestors(graph: Graph, resource: Resource) -> set[str]:
    """Return the URNs of all that a resource waits for, directly or through others."""
    found: set[str] = set()
    waiting = list(resource.dependencies)
    while waiting:
        urn = waiting.pop()
        if urn not in found:
            found.add(urn)
            waiting.extend(graph[urn].dependencies)
    return found


def roles_of(graph: Graph, principal: str) -> list[tuple[str, Any]]:
    return sorted(
        (ROLE_NAMES[str(role.inputs["roleDefinitionId"]).rsplit("/", 1)[-1]], role.inputs["scope"])
        for role in graph.of_type(ROLE)
        if role.inputs["principalId"] == principal
    )
