from collections.abc import Callable
from typing import Any

import pulumi

from bedplate.components.container_registry import ContainerRegistry, ContainerRegistryArgs
from bedplate.generator.graph import Graph, secret_paths, unknown_paths

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

OTHER_SUBSCRIPTION = "33333333-3333-3333-3333-333333333333"
GROUP = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg"
REGISTRY_ID = f"{GROUP}/providers/Microsoft.ContainerRegistry/registries/crContoso"
WORKSPACE_ID = f"{GROUP}/providers/Microsoft.OperationalInsights/workspaces/log"
SUBNET_ID = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/endpoints"
ZONE = "privatelink.azurecr.io"

DEFAULT_POLICIES = {
    "azureADAuthenticationAsArmPolicy": {"status": "disabled"},
    "exportPolicy": {"status": "disabled"},
    "quarantinePolicy": {"status": "disabled"},
    "retentionPolicy": {"status": "enabled", "days": 30},
    "trustPolicy": {"status": "disabled", "type": "Notary"},
}
DEFAULT_INPUTS = {
    "resourceGroupName": "rg",
    "registryName": "crContoso",
    "location": "swedencentral",
    "sku": {"name": "Premium"},
    "adminUserEnabled": False,
    "anonymousPullEnabled": False,
    "dataEndpointEnabled": True,
    "networkRuleBypassOptions": "None",
    "networkRuleSet": {"defaultAction": "Deny", "ipRules": []},
    "policies": DEFAULT_POLICIES,
    "publicNetworkAccess": "Disabled",
    "zoneRedundancy": "Enabled",
}


def _minimal() -> ContainerRegistryArgs:
    return {"resource_group_name": "rg", "location": "swedencentral", "registry_name": "crContoso"}


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        registry = ContainerRegistry("registry", _minimal())
        pulumi.export("id", registry.registry_id)
        pulumi.export("name", registry.registry_name)
        pulumi.export("server", registry.login_server)

    graph = record_program(program)

    assert inputs_by_name(graph, "azure-native:containerregistry:Registry") == {"registry": DEFAULT_INPUTS}
    assert [resource.type for resource in graph.resources if resource.custom] == [
        "azure-native:containerregistry:Registry"
    ]
    assert dict(graph.outputs) == {"id": REGISTRY_ID, "name": "crContoso", "server": "crcontoso.azurecr.io"}


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        ContainerRegistry(
            "registry",
            {
                **_minimal(),
                "log_analytics_workspace_id": WORKSPACE_ID,
                "private_endpoint": {
                    "private_endpoint_name": "pep-registry",
                    "subnet_id": SUBNET_ID,
                    "private_dns_zone_ids": {ZONE: "registry-zone", "privatelink.blob.core.windows.net": "another"},
                },
                "lock": True,
            },
            pulumi.ResourceOptions(protect=True),
        )

    graph = record_program(program)

    assert inputs_by_name(graph, "azure-native:containerregistry:Registry") == {"registry": DEFAULT_INPUTS}
    [setting] = inputs_by_name(graph, "azure-native:monitor:DiagnosticSetting").values()
    assert setting == {
        "name": "send-to-log-analytics",
        "resourceUri": REGISTRY_ID,
        "workspaceId": WORKSPACE_ID,
        "logs": [
            {"category": "ContainerRegistryLoginEvents", "enabled": True},
            {"category": "ContainerRegistryRepositoryEvents", "enabled": True},
        ],
        "metrics": [{"category": "AllMetrics", "enabled": True}],
    }
    [endpoint] = inputs_by_name(graph, "azure-native:network:PrivateEndpoint").values()
    assert endpoint["privateLinkServiceConnections"] == [
        {"name": "pep-registry", "groupIds": ["registry"], "privateLinkServiceId": REGISTRY_ID}
    ]
    [zone_group] = inputs_by_name(graph, "azure-native:network:PrivateDnsZoneGroup").values()
    assert zone_group["privateDnsZoneConfigs"] == [
        {"name": "privatelink-azurecr-io", "privateDnsZoneId": "registry-zone"}
    ]
    [lock] = graph.of_type("azure-native:authorization:ManagementLockByScope")
    assert lock.inputs["scope"] == REGISTRY_ID
    assert {graph[urn].type for urn in lock.dependencies} == {
        "azure-native:containerregistry:Registry",
        "azure-native:monitor:DiagnosticSetting",
        "azure-native:network:PrivateEndpoint",
        "azure-native:network:PrivateDnsZoneGroup",
    }
    protected = {resource.type for resource in graph.resources if resource.options.protect}
    assert protected == {"bedplate:index:ContainerRegistry", "azure-native:containerregistry:Registry"}


def test_max(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        ContainerRegistry(
            "registry",
            {
                "resource_group_name": pulumi.Output.from_input("rg"),
                "location": "swedencentral",
                "subscription_id": OTHER_SUBSCRIPTION,
                "registry_name": pulumi.Output.from_input("crContoso"),
                "zone_redundant": False,
                "untagged_retention_days": 7,
                "accept_arm_tokens": True,
                "trust_azure_services": True,
                "log_analytics_workspace_id": WORKSPACE_ID,
                "private_endpoint": {
                    "private_endpoint_name": "pep-registry",
                    "subnet_id": SUBNET_ID,
                    "location": "norwayeast",
                },
                "lock": True,
                "tags": {"owner": "ai"},
            },
        )

    graph = record_program(program)

    assert inputs_by_name(graph, "azure-native:containerregistry:Registry") == {
        "registry": {
            **DEFAULT_INPUTS,
            "networkRuleBypassOptions": "AzureServices",
            "policies": {
                **DEFAULT_POLICIES,
                "azureADAuthenticationAsArmPolicy": {"status": "enabled"},
                "retentionPolicy": {"status": "enabled", "days": 7},
            },
            "zoneRedundancy": "Disabled",
            "tags": {"owner": "ai"},
        }
    }
    [setting] = inputs_by_name(graph, "azure-native:monitor:DiagnosticSetting").values()
    assert setting["resourceUri"] == REGISTRY_ID.replace("11111111-1111-1111-1111-111111111111", OTHER_SUBSCRIPTION)
    [endpoint] = inputs_by_name(graph, "azure-native:network:PrivateEndpoint").values()
    assert endpoint["location"] == "norwayeast"
    assert graph.of_type("azure-native:network:PrivateDnsZoneGroup") == ()
    for resource in graph.resources:
        assert unknown_paths(resource.inputs) == ()
        assert secret_paths(resource.inputs) == ()
