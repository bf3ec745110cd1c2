from collections.abc import Callable
from typing import Any

import pulumi

from bedplate.components.storage_account import StorageAccount, StorageRedundancy
from bedplate.generator.graph import Graph, unknown_paths

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

GROUP = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg"
ACCOUNT_ID = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/stcontoso"
WORKSPACE_ID = f"{GROUP}/providers/Microsoft.OperationalInsights/workspaces/log"
SUBNET_ID = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/endpoints"
KEY = {"enabled": True, "keyType": "Account"}
DEFAULT_INPUTS = {
    "resourceGroupName": "rg",
    "accountName": "stcontoso",
    "location": "swedencentral",
    "kind": "StorageV2",
    "sku": {"name": "Standard_ZRS"},
    "accessTier": "Hot",
    "allowBlobPublicAccess": False,
    "allowCrossTenantReplication": False,
    "allowSharedKeyAccess": False,
    "allowedCopyScope": "AAD",
    "defaultToOAuthAuthentication": True,
    "enableHttpsTrafficOnly": True,
    "enableNfsV3": False,
    "encryption": {
        "keySource": "Microsoft.Storage",
        "requireInfrastructureEncryption": True,
        "services": {"blob": KEY, "file": KEY, "queue": KEY, "table": KEY},
    },
    "isHnsEnabled": False,
    "isLocalUserEnabled": False,
    "isSftpEnabled": False,
    "minimumTlsVersion": "TLS1_2",
    "networkRuleSet": {
        "bypass": "None",
        "defaultAction": "Deny",
        "ipRules": [],
        "resourceAccessRules": [],
        "virtualNetworkRules": [],
    },
    "publicNetworkAccess": "Disabled",
}


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        account = StorageAccount(
            "storage",
            {"resource_group_name": "rg", "location": "swedencentral", "account_name": "stcontoso"},
        )
        pulumi.export("id", account.account_id)
        pulumi.export("name", account.account_name)

    graph = record_program(program)

    retention = {"enabled": True, "days": 30}
    assert inputs_by_name(graph, "azure-native:storage:StorageAccount") == {"storage": DEFAULT_INPUTS}
    assert inputs_by_name(graph, "azure-native:storage:BlobServiceProperties") == {
        "storage": {
            "resourceGroupName": "rg",
            "accountName": "stcontoso",
            "blobServicesName": "default",
            "isVersioningEnabled": True,
            "changeFeed": {"enabled": True},
            "deleteRetentionPolicy": {**retention, "allowPermanentDelete": False},
            "containerDeleteRetentionPolicy": retention,
        }
    }
    assert len([resource for resource in graph.resources if resource.custom]) == 2
    assert dict(graph.outputs) == {"id": ACCOUNT_ID, "name": "stcontoso"}


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        StorageAccount(
            "storage",
            {
                "resource_group_name": "rg",
                "location": "swedencentral",
                "account_name": "stcontoso",
                "containers": ["documents"],
                "log_analytics_workspace_id": WORKSPACE_ID,
                "private_endpoints": {
                    "blob": {
                        "private_endpoint_name": "pep-blob",
                        "subnet_id": SUBNET_ID,
                        "private_dns_zone_ids": {"privatelink.blob.core.windows.net": "zone"},
                    }
                },
                "lock": True,
            },
            pulumi.ResourceOptions(protect=True),
        )

    graph = record_program(program)

    [container] = inputs_by_name(graph, "azure-native:storage:BlobContainer").values()
    assert container["containerName"] == "documents"
    assert container["publicAccess"] == "None"
    [setting] = inputs_by_name(graph, "azure-native:monitor:DiagnosticSetting").values()
    assert setting["resourceUri"] == f"{ACCOUNT_ID}/blobServices/default"
    assert [log["category"] for log in setting["logs"]] == ["StorageDelete", "StorageRead", "StorageWrite"]
    [lock] = graph.of_type("azure-native:authorization:ManagementLockByScope")
    assert {graph[urn].type for urn in lock.dependencies} == {
        "azure-native:storage:StorageAccount",
        "azure-native:storage:BlobServiceProperties",
        "azure-native:storage:BlobContainer",
        "azure-native:monitor:DiagnosticSetting",
        "azure-native:network:PrivateEndpoint",
        "azure-native:network:PrivateDnsZoneGroup",
    }
    assert {resource.type for resource in graph.resources if resource.options.protect} == {
        "bedplate:index:StorageAccount",
        "azure-native:storage:StorageAccount",
        "azure-native:storage:BlobServiceProperties",
        "azure-native:storage:BlobContainer",
    }


def test_max(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        StorageAccount(
            "storage",
            {
                "resource_group_name": "rg",
                "location": "swedencentral",
                "subscription_id": "33333333-3333-3333-3333-333333333333",
                "account_name": "stcontoso",
                "redundancy": StorageRedundancy.GEO_ZONE_REDUNDANT,
                "containers": ["documents", "results"],
                "soft_delete_days": 7,
                "log_analytics_workspace_id": WORKSPACE_ID,
                "private_endpoints": {
                    group: {"private_endpoint_name": f"pep-{group}", "subnet_id": SUBNET_ID}
                    for group in ("table", "queue", "file", "dfs", "blob")
                },
                "lock": True,
                "tags": {"owner": "ai"},
            },
        )

    graph = record_program(program)

    [account] = inputs_by_name(graph, "azure-native:storage:StorageAccount").values()
    assert account == {**DEFAULT_INPUTS, "sku": {"name": "Standard_GZRS"}, "tags": {"owner": "ai"}}
    endpoints = inputs_by_name(graph, "azure-native:network:PrivateEndpoint")
    assert {name: endpoint["privateLinkServiceConnections"][0]["groupIds"] for name, endpoint in endpoints.items()} == {
        f"storage-{group}": [group] for group in ("blob", "dfs", "file", "queue", "table")
    }
    [service] = inputs_by_name(graph, "azure-native:storage:BlobServiceProperties").values()
    assert service["deleteRetentionPolicy"]["days"] == 7
    settings = inputs_by_name(graph, "azure-native:monitor:DiagnosticSetting")
    account_id = ACCOUNT_ID.replace("11111111-1111-1111-1111-111111111111", "33333333-3333-3333-3333-333333333333")
    assert {name: setting["resourceUri"] for name, setting in settings.items()} == {
        # What is called through `dfs` is in the log of blobs.
        f"storage-{service}": f"{account_id}/{service}Services/default"
        for service in ("blob", "file", "queue", "table")
    }
    [lock] = graph.of_type("azure-native:authorization:ManagementLockByScope")
    assert {setting.urn for setting in graph.of_type("azure-native:monitor:DiagnosticSetting")} <= set(
        lock.dependencies
    )
    assert all(unknown_paths(resource.inputs) == () for resource in graph.resources)
