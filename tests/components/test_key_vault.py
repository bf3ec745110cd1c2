from collections.abc import Callable
from typing import Any

import pulumi

from bedplate.components.key_vault import KeyVault
from bedplate.generator.graph import Graph, secret_paths, unknown_paths

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

OTHER_SUBSCRIPTION = "33333333-3333-3333-3333-333333333333"
GROUP = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg"
VAULT_ID = f"{GROUP}/providers/Microsoft.KeyVault/vaults/kv-contoso"
WORKSPACE_ID = f"{GROUP}/providers/Microsoft.OperationalInsights/workspaces/log"
SUBNET_ID = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/endpoints"
ZONE = "privatelink.vaultcore.azure.net"
ZONE_ID = f"{GROUP}/providers/Microsoft.Network/privateDnsZones/{ZONE}"

DEFAULT_INPUTS = {
    "resourceGroupName": "rg",
    "vaultName": "kv-contoso",
    "location": "swedencentral",
    "properties": {
        "tenantId": "22222222-2222-2222-2222-222222222222",
        "sku": {"family": "A", "name": "standard"},
        "enableRbacAuthorization": True,
        "enableSoftDelete": True,
        "softDeleteRetentionInDays": 90,
        "enablePurgeProtection": True,
        "enabledForDeployment": False,
        "enabledForDiskEncryption": False,
        "enabledForTemplateDeployment": False,
        "publicNetworkAccess": "Disabled",
        "networkAcls": {"bypass": "None", "defaultAction": "Deny", "ipRules": [], "virtualNetworkRules": []},
    },
}


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        vault = KeyVault(
            "vault",
            {
                "resource_group_name": "rg",
                "location": "swedencentral",
                "vault_name": "kv-contoso",
                "tenant_id": "22222222-2222-2222-2222-222222222222",
            },
        )
        pulumi.export("id", vault.vault_id)
        pulumi.export("name", vault.vault_name)
        pulumi.export("uri", vault.vault_uri)

    graph = record_program(program)

    assert inputs_by_name(graph, "azure-native:keyvault:Vault") == {"vault": DEFAULT_INPUTS}
    assert [resource.type for resource in graph.resources if resource.custom] == ["azure-native:keyvault:Vault"]
    assert dict(graph.outputs) == {
        "id": VAULT_ID,
        "name": "kv-contoso",
        "uri": "https://kv-contoso.vault.azure.net/",
    }


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        KeyVault(
            "vault",
            {
                "resource_group_name": "rg",
                "location": "swedencentral",
                "vault_name": "kv-contoso",
                "tenant_id": "22222222-2222-2222-2222-222222222222",
                "log_analytics_workspace_id": WORKSPACE_ID,
                "private_endpoint": {
                    "private_endpoint_name": "pep-vault",
                    "subnet_id": SUBNET_ID,
                    "private_dns_zone_ids": {ZONE: ZONE_ID, "privatelink.blob.core.windows.net": "another"},
                },
                "lock": True,
            },
            pulumi.ResourceOptions(protect=True),
        )

    graph = record_program(program)

    assert inputs_by_name(graph, "azure-native:keyvault:Vault") == {"vault": DEFAULT_INPUTS}
    [setting] = inputs_by_name(graph, "azure-native:monitor:DiagnosticSetting").values()
    assert setting["resourceUri"] == VAULT_ID
    assert setting["workspaceId"] == WORKSPACE_ID
    assert [log["category"] for log in setting["logs"]] == ["AuditEvent", "AzurePolicyEvaluationDetails"]
    [endpoint] = inputs_by_name(graph, "azure-native:network:PrivateEndpoint").values()
    assert endpoint["privateLinkServiceConnections"] == [
        {"name": "pep-vault", "groupIds": ["vault"], "privateLinkServiceId": VAULT_ID}
    ]
    [zone_group] = inputs_by_name(graph, "azure-native:network:PrivateDnsZoneGroup").values()
    assert zone_group["privateDnsZoneConfigs"] == [
        {"name": "privatelink-vaultcore-azure-net", "privateDnsZoneId": ZONE_ID}
    ]
    [lock] = graph.of_type("azure-native:authorization:ManagementLockByScope")
    assert lock.inputs["scope"] == VAULT_ID
    assert {graph[urn].type for urn in lock.dependencies} == {
        "azure-native:keyvault:Vault",
        "azure-native:monitor:DiagnosticSetting",
        "azure-native:network:PrivateEndpoint",
        "azure-native:network:PrivateDnsZoneGroup",
    }
    protected = {resource.type for resource in graph.resources if resource.options.protect}
    assert protected == {"bedplate:index:KeyVault", "azure-native:keyvault:Vault"}


def test_max(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        KeyVault(
            "vault",
            {
                "resource_group_name": pulumi.Output.from_input("rg"),
                "location": "swedencentral",
                "subscription_id": OTHER_SUBSCRIPTION,
                "vault_name": pulumi.Output.from_input("kv-contoso"),
                "tenant_id": "22222222-2222-2222-2222-222222222222",
                "soft_delete_retention_in_days": 7,
                "trust_azure_services": True,
                "log_analytics_workspace_id": WORKSPACE_ID,
                "private_endpoint": {
                    "private_endpoint_name": "pep-vault",
                    "subnet_id": SUBNET_ID,
                    "location": "norwayeast",
                },
                "lock": True,
                "tags": {"owner": "ai"},
            },
        )

    graph = record_program(program)

    [vault] = inputs_by_name(graph, "azure-native:keyvault:Vault").values()
    assert vault["properties"]["softDeleteRetentionInDays"] == 7
    assert vault["properties"]["networkAcls"]["bypass"] == "AzureServices"
    assert vault["tags"] == {"owner": "ai"}
    [setting] = inputs_by_name(graph, "azure-native:monitor:DiagnosticSetting").values()
    assert setting["resourceUri"] == VAULT_ID.replace("11111111-1111-1111-1111-111111111111", OTHER_SUBSCRIPTION)
    [endpoint] = inputs_by_name(graph, "azure-native:network:PrivateEndpoint").values()
    assert endpoint["location"] == "norwayeast"
    assert endpoint["tags"] == {"owner": "ai"}
    assert graph.of_type("azure-native:network:PrivateDnsZoneGroup") == ()
    for resource in graph.resources:
        assert unknown_paths(resource.inputs) == ()
        assert secret_paths(resource.inputs) == ()
