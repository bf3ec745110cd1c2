from collections.abc import Callable
from typing import Any

import pulumi

from bedplate.components.container_apps_environment import (
    ContainerAppsEnvironment,
    ContainerAppsEnvironmentArgs,
    DedicatedProfileSize,
)
from bedplate.components.resource_group import ResourceGroup
from bedplate.generator.graph import UNKNOWN, Graph, Mode, secret_paths, unknown_paths

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

OTHER_SUBSCRIPTION = "33333333-3333-3333-3333-333333333333"
GROUP = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg"
ENVIRONMENT_ID = f"{GROUP}/providers/Microsoft.App/managedEnvironments/cae-contoso"
WORKSPACE_ID = f"{GROUP}/providers/Microsoft.OperationalInsights/workspaces/log"
INFRASTRUCTURE_ID = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/apps"
SUBNET_ID = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/endpoints"
ZONE = "privatelink.swedencentral.azurecontainerapps.io"
ENVIRONMENT = "azure-native:app:ManagedEnvironment"
ENDPOINT = "azure-native:network:PrivateEndpoint"

DEFAULT_INPUTS = {
    "resourceGroupName": "rg",
    "environmentName": "cae-contoso",
    "location": "swedencentral",
    "appLogsConfiguration": {"destination": "azure-monitor"},
    "peerAuthentication": {"mtls": {"enabled": True}},
    "peerTrafficConfiguration": {"encryption": {"enabled": True}},
    "publicNetworkAccess": "Disabled",
    "vnetConfiguration": {"internal": True, "infrastructureSubnetId": INFRASTRUCTURE_ID},
    "workloadProfiles": [{"name": "Consumption", "workloadProfileType": "Consumption"}],
    "zoneRedundant": True,
}


def _minimal() -> ContainerAppsEnvironmentArgs:
    return {
        "resource_group_name": "rg",
        "location": "swedencentral",
        "environment_name": "cae-contoso",
        "infrastructure_subnet_id": INFRASTRUCTURE_ID,
    }


def test_defaults(record_program: Recording, inputs_by_name: Lookup, mode: Mode) -> None:
    def program() -> None:
        environment = ContainerAppsEnvironment("environment", _minimal())
        pulumi.export("id", environment.environment_id)
        pulumi.export("name", environment.environment_name)
        pulumi.export("domain", environment.default_domain)

    graph = record_program(program)

    assert inputs_by_name(graph, ENVIRONMENT) == {"environment": DEFAULT_INPUTS}
    assert [resource.type for resource in graph.resources if resource.custom] == [ENVIRONMENT]
    domain = graph.outputs["domain"]
    assert (graph.outputs["id"], graph.outputs["name"]) == (ENVIRONMENT_ID, "cae-contoso")
    if mode is Mode.UNKNOWN:
        assert domain is UNKNOWN
    else:
        assert isinstance(domain, str)
        assert domain.startswith("cae-contoso-")
        assert domain.endswith(".swedencentral.azurecontainerapps.io")


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    """Whoever takes the environment's id waits until its private endpoint is connected."""

    def program() -> None:
        environment = ContainerAppsEnvironment(
            "environment",
            {
                **_minimal(),
                "log_analytics_workspace_id": WORKSPACE_ID,
                "private_endpoint": {
                    "private_endpoint_name": "pep-apps",
                    "subnet_id": SUBNET_ID,
                    "private_dns_zone_ids": {ZONE: "apps-zone", "privatelink.blob.core.windows.net": "another"},
                },
            },
            pulumi.ResourceOptions(protect=True),
        )
        taker = environment.environment_id.apply(lambda id_: f"rg-{id_.rsplit('/', 1)[-1]}")
        ResourceGroup("taker", {"resource_group_name": taker, "location": "swedencentral"})

    graph = record_program(program)

    assert inputs_by_name(graph, ENVIRONMENT) == {"environment": DEFAULT_INPUTS}
    [setting] = inputs_by_name(graph, "azure-native:monitor:DiagnosticSetting").values()
    assert setting == {
        "name": "send-to-log-analytics",
        "resourceUri": ENVIRONMENT_ID,
        "workspaceId": WORKSPACE_ID,
        "logs": [
            {"category": "ContainerAppConsoleLogs", "enabled": True},
            {"category": "ContainerAppSystemLogs", "enabled": True},
        ],
        "metrics": [{"category": "AllMetrics", "enabled": True}],
    }
    [endpoint] = inputs_by_name(graph, ENDPOINT).values()
    assert endpoint["privateLinkServiceConnections"] == [
        {"name": "pep-apps", "groupIds": ["managedEnvironments"], "privateLinkServiceId": ENVIRONMENT_ID}
    ]
    [zone_group] = inputs_by_name(graph, "azure-native:network:PrivateDnsZoneGroup").values()
    assert [row["privateDnsZoneId"] for row in zone_group["privateDnsZoneConfigs"]] == ["apps-zone"]
    [taker] = graph.of_type("azure-native:resources:ResourceGroup")
    assert taker.inputs["resourceGroupName"] == "rg-cae-contoso"
    assert {graph[urn].type for urn in taker.dependencies} == {ENVIRONMENT, ENDPOINT}
    protected = {resource.type for resource in graph.resources if resource.options.protect}
    assert protected == {"bedplate:index:ContainerAppsEnvironment", ENVIRONMENT}


def test_max(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        ContainerAppsEnvironment(
            "environment",
            {
                "resource_group_name": pulumi.Output.from_input("rg"),
                "location": "swedencentral",
                "subscription_id": OTHER_SUBSCRIPTION,
                "environment_name": pulumi.Output.from_input("cae-contoso"),
                "infrastructure_subnet_id": INFRASTRUCTURE_ID,
                "infrastructure_resource_group_name": "rg-infrastructure",
                "dedicated_profiles": [
                    {
                        "profile_name": "large",
                        "size": DedicatedProfileSize.E16,
                        "minimum_count": 3,
                        "maximum_count": 6,
                    }
                ],
                "zone_redundant": False,
                "log_analytics_workspace_id": WORKSPACE_ID,
                "private_endpoint": {
                    "private_endpoint_name": "pep-apps",
                    "subnet_id": SUBNET_ID,
                    "location": "norwayeast",
                },
                "tags": {"owner": "ai"},
            },
        )

    graph = record_program(program)

    assert inputs_by_name(graph, ENVIRONMENT) == {
        "environment": {
            **DEFAULT_INPUTS,
            "infrastructureResourceGroup": "rg-infrastructure",
            "workloadProfiles": [
                {"name": "Consumption", "workloadProfileType": "Consumption"},
                {"name": "large", "workloadProfileType": "E16", "minimumCount": 3, "maximumCount": 6},
            ],
            "zoneRedundant": False,
            "tags": {"owner": "ai"},
        }
    }
    [setting] = inputs_by_name(graph, "azure-native:monitor:DiagnosticSetting").values()
    assert setting["resourceUri"] == ENVIRONMENT_ID.replace("11111111-1111-1111-1111-111111111111", OTHER_SUBSCRIPTION)
    [endpoint] = inputs_by_name(graph, ENDPOINT).values()
    assert endpoint["location"] == "norwayeast"
    assert graph.of_type("azure-native:network:PrivateDnsZoneGroup") == ()
    for resource in graph.resources:
        assert unknown_paths(resource.inputs) == ()
        assert secret_paths(resource.inputs) == ()
