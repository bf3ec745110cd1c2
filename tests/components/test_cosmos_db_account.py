from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from bedplate.components.cosmos.data_role_grants import data_role_assignment_name
from bedplate.components.cosmos_db_account import ContinuousBackup, CosmosDbAccount, CosmosDbAccountArgs
from bedplate.components.managed_identity import ManagedIdentity
from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import Graph, Mode, secret_paths, unknown_paths

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

OTHER_SUBSCRIPTION = "33333333-3333-3333-3333-333333333333"
GROUP = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg"
ACCOUNT_ID = f"{GROUP}/providers/Microsoft.DocumentDB/databaseAccounts/cosno-contoso"
IDENTITY_ID = f"{GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id"
WORKSPACE_ID = f"{GROUP}/providers/Microsoft.OperationalInsights/workspaces/log"
SUBNET_ID = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/endpoints"
ZONE = "privatelink.documents.azure.com"
ASSIGNMENT = "azure-native:cosmosdb:SqlResourceSqlRoleAssignment"
CONTRIBUTOR = "00000000-0000-0000-0000-000000000002"
READER = "00000000-0000-0000-0000-000000000001"

DEFAULT_INPUTS = {
    "resourceGroupName": "rg",
    "accountName": "cosno-contoso",
    "location": "swedencentral",
    "kind": "GlobalDocumentDB",
    "databaseAccountOfferType": "Standard",
    "createMode": "Default",
    "locations": [{"locationName": "swedencentral", "failoverPriority": 0, "isZoneRedundant": True}],
    "consistencyPolicy": {"defaultConsistencyLevel": "Session"},
    "backupPolicy": {"type": "Continuous", "continuousModeProperties": {"tier": "Continuous30Days"}},
    "capacity": {"totalThroughputLimit": -1},
    "disableLocalAuth": True,
    "disableKeyBasedMetadataWriteAccess": True,
    "enableFreeTier": False,
    "enableMultipleWriteLocations": False,
    "minimalTlsVersion": "Tls12",
    "publicNetworkAccess": "Disabled",
    "networkAclBypass": "None",
    "networkAclBypassResourceIds": [],
    "ipRules": [],
    "isVirtualNetworkFilterEnabled": False,
    "virtualNetworkRules": [],
}


def _minimal() -> CosmosDbAccountArgs:
    return {"resource_group_name": "rg", "location": "swedencentral", "account_name": "cosno-contoso"}


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        account = CosmosDbAccount("cosmos", _minimal())
        pulumi.export("id", account.account_id)
        pulumi.export("name", account.account_name)
        pulumi.export("endpoint", account.document_endpoint)

    graph = record_program(program)

    assert inputs_by_name(graph, "azure-native:cosmosdb:DatabaseAccount") == {"cosmos": DEFAULT_INPUTS}
    assert [resource.type for resource in graph.resources if resource.custom] == [
        "azure-native:cosmosdb:DatabaseAccount"
    ]
    assert dict(graph.outputs) == {
        "id": ACCOUNT_ID,
        "name": "cosno-contoso",
        "endpoint": "https://cosno-contoso.documents.azure.com:443/",
    }


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    """Roles on data come one after the other, then the private endpoint, then the lock."""

    def program() -> None:
        CosmosDbAccount(
            "cosmos",
            {
                **_minimal(),
                "data_role_grants": [
                    {
                        "role": "Cosmos DB Built-in Data Contributor",
                        "principal_id": "44444444-4444-4444-4444-444444444444",
                        "principal_key": IDENTITY_ID,
                        "principal_name": "project",
                        "database_name": "enterprise_memory",
                    },
                    {
                        "role": "Cosmos DB Built-in Data Reader",
                        "principal_id": "44444444-4444-4444-4444-444444444444",
                        "principal_key": IDENTITY_ID,
                        "principal_name": "project",
                    },
                ],
                "log_analytics_workspace_id": WORKSPACE_ID,
                "private_endpoint": {
                    "private_endpoint_name": "pep-cosmos",
                    "subnet_id": SUBNET_ID,
                    "private_dns_zone_ids": {ZONE: "cosmos-zone", "privatelink.blob.core.windows.net": "another"},
                },
                "lock": True,
            },
            pulumi.ResourceOptions(protect=True),
        )

    graph = record_program(program)

    assert inputs_by_name(graph, "azure-native:cosmosdb:DatabaseAccount") == {"cosmos": DEFAULT_INPUTS}
    contributor = "cosmos-data-contributor-project-enterprise_memory"
    reader = "cosmos-data-reader-project"
    assert inputs_by_name(graph, ASSIGNMENT) == {
        name: {
            "resourceGroupName": "rg",
            "accountName": "cosno-contoso",
            "roleAssignmentId": assignment,
            "roleDefinitionId": f"{ACCOUNT_ID}/sqlRoleDefinitions/{role}",
            "scope": scope,
            "principalId": "44444444-4444-4444-4444-444444444444",
        }
        for name, assignment, role, scope in (
            (contributor, "898b6c84-be4a-5a55-a5a0-0702e90de57e", CONTRIBUTOR, f"{ACCOUNT_ID}/dbs/enterprise_memory"),
            (reader, "7b33f38b-e71e-5700-b3cd-5ab4c634e879", READER, ACCOUNT_ID),
        )
    }
    [account] = graph.of_type("azure-native:cosmosdb:DatabaseAccount")
    assignments = {assignment.name: assignment for assignment in graph.of_type(ASSIGNMENT)}
    [endpoint] = graph.of_type("azure-native:network:PrivateEndpoint")
    assert account.urn in assignments[contributor].dependencies
    assert assignments[reader].urn not in assignments[contributor].dependencies
    assert assignments[contributor].urn in assignments[reader].dependencies
    assert assignments[reader].urn in endpoint.dependencies
    assert all(assignment.options.delete_before_replace for assignment in assignments.values())
    [declared] = inputs_by_name(graph, "azure-native:network:PrivateEndpoint").values()
    assert declared["privateLinkServiceConnections"] == [
        {"name": "pep-cosmos", "groupIds": ["Sql"], "privateLinkServiceId": ACCOUNT_ID}
    ]
    [zone_group] = inputs_by_name(graph, "azure-native:network:PrivateDnsZoneGroup").values()
    assert zone_group["privateDnsZoneConfigs"] == [
        {"name": "privatelink-documents-azure-com", "privateDnsZoneId": "cosmos-zone"}
    ]
    [setting] = inputs_by_name(graph, "azure-native:monitor:DiagnosticSetting").values()
    assert setting["resourceUri"] == ACCOUNT_ID
    assert setting["workspaceId"] == WORKSPACE_ID
    assert setting["logAnalyticsDestinationType"] == "Dedicated"
    assert [log["category"] for log in setting["logs"]] == [
        "ControlPlaneRequests",
        "DataPlaneRequests",
        "PartitionKeyRUConsumption",
        "PartitionKeyStatistics",
        "QueryRuntimeStatistics",
    ]
    [lock] = graph.of_type("azure-native:authorization:ManagementLockByScope")
    assert lock.inputs["scope"] == ACCOUNT_ID
    assert {graph[urn].type for urn in lock.dependencies} == {
        "azure-native:cosmosdb:DatabaseAccount",
        ASSIGNMENT,
        "azure-native:monitor:DiagnosticSetting",
        "azure-native:network:PrivateEndpoint",
        "azure-native:network:PrivateDnsZoneGroup",
    }
    protected = {resource.type for resource in graph.resources if resource.options.protect}
    assert protected == {"bedplate:index:CosmosDbAccount", "azure-native:cosmosdb:DatabaseAccount"}


def test_max(record_program: Recording, inputs_by_name: Lookup, mode: Mode) -> None:
    """A grant to an identity that Azure has yet to make has its name in the first preview already."""

    def program() -> None:
        identity = ManagedIdentity(
            "identity", {"resource_group_name": "rg", "location": "swedencentral", "identity_name": "id"}
        )
        CosmosDbAccount(
            "cosmos",
            {
                "resource_group_name": pulumi.Output.from_input("rg"),
                "location": "swedencentral",
                "subscription_id": OTHER_SUBSCRIPTION,
                "account_name": pulumi.Output.from_input("cosno-contoso"),
                "zone_redundant": False,
                "backup": ContinuousBackup.SEVEN_DAYS,
                "total_throughput_limit": 6000,
                "data_role_grants": [
                    {
                        "role": "Cosmos DB Built-in Data Contributor",
                        "principal_id": identity.principal_id,
                        "principal_key": identity.identity_id,
                        "principal_name": "identity",
                    }
                ],
                "log_analytics_workspace_id": WORKSPACE_ID,
                "private_endpoint": {
                    "private_endpoint_name": "pep-cosmos",
                    "subnet_id": SUBNET_ID,
                    "location": "norwayeast",
                },
                "lock": True,
                "tags": {"owner": "ai"},
            },
        )

    graph = record_program(program)
    account_id = ACCOUNT_ID.replace("11111111-1111-1111-1111-111111111111", OTHER_SUBSCRIPTION)

    assert inputs_by_name(graph, "azure-native:cosmosdb:DatabaseAccount") == {
        "cosmos": {
            **DEFAULT_INPUTS,
            "locations": [{"locationName": "swedencentral", "failoverPriority": 0, "isZoneRedundant": False}],
            "backupPolicy": {"type": "Continuous", "continuousModeProperties": {"tier": "Continuous7Days"}},
            "capacity": {"totalThroughputLimit": 6000},
            "tags": {"owner": "ai"},
        }
    }
    [assignment] = graph.of_type(ASSIGNMENT)
    assert assignment.inputs["roleAssignmentId"] == data_role_assignment_name(account_id, IDENTITY_ID, CONTRIBUTOR)
    assert assignment.inputs["scope"] == account_id
    assert unknown_paths(assignment.inputs) == ((("principalId",),) if mode is Mode.UNKNOWN else ())
    [endpoint] = inputs_by_name(graph, "azure-native:network:PrivateEndpoint").values()
    assert endpoint["location"] == "norwayeast"
    assert endpoint["privateLinkServiceConnections"][0]["privateLinkServiceId"] == account_id
    assert graph.of_type("azure-native:network:PrivateDnsZoneGroup") == ()
    for resource in graph.resources:
        assert secret_paths(resource.inputs) == ()
    assert {r.name for r in graph.resources if r.custom and unknown_paths(r.inputs)} <= {assignment.name}


def test_an_unknown_data_role_is_refused(record_program: Recording) -> None:
    def program() -> None:
        CosmosDbAccount(
            "cosmos",
            {
                **_minimal(),
                "data_role_grants": [
                    {"role": "Owner", "principal_id": "p", "principal_key": "k", "principal_name": "someone"}
                ],
            },
        )

    with pytest.raises(ProgramError, match="holds no 'Owner' for data of Cosmos DB; known are: Cosmos DB Built-in"):
        record_program(program)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param((f"{ACCOUNT_ID}/dbs/chat", IDENTITY_ID, READER), id="another-scope"),
        pytest.param((ACCOUNT_ID, f"{IDENTITY_ID}2", READER), id="another-principal"),
        pytest.param((ACCOUNT_ID, IDENTITY_ID, CONTRIBUTOR), id="another-role"),
    ],
)
def test_an_assignment_is_named_by_scope_principal_and_role(other: tuple[str, str, str]) -> None:
    name = data_role_assignment_name(ACCOUNT_ID, IDENTITY_ID, READER)

    assert name == data_role_assignment_name(ACCOUNT_ID.upper(), IDENTITY_ID.lower(), READER)
    assert name != data_role_assignment_name(*other)
