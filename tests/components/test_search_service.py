from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from bedplate.components.search_service import SearchService, SearchServiceArgs, SearchSku, SemanticRanking
from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import UNKNOWN, Graph, Mode, secret_paths, unknown_paths

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

OTHER_SUBSCRIPTION = "33333333-3333-3333-3333-333333333333"
GROUP = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg"
SEARCH_ID = f"{GROUP}/providers/Microsoft.Search/searchServices/srch-contoso"
ACCOUNT_ID = f"{GROUP}/providers/Microsoft.CognitiveServices/accounts/aif"
STORAGE_ID = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/st"
WORKSPACE_ID = f"{GROUP}/providers/Microsoft.OperationalInsights/workspaces/log"
SUBNET_ID = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/endpoints"
ZONE = "privatelink.search.windows.net"
LINK = "azure-native:search:SharedPrivateLinkResource"

DEFAULT_INPUTS = {
    "resourceGroupName": "rg",
    "searchServiceName": "srch-contoso",
    "location": "swedencentral",
    "sku": {"name": "standard"},
    "replicaCount": 3,
    "partitionCount": 1,
    "hostingMode": "Default",
    "identity": {"type": "SystemAssigned"},
    "disableLocalAuth": True,
    "publicNetworkAccess": "Disabled",
    "networkRuleSet": {"bypass": "None", "ipRules": []},
    "encryptionWithCmk": {"enforcement": "Disabled"},
    "semanticSearch": "standard",
}


def _minimal() -> SearchServiceArgs:
    return {"resource_group_name": "rg", "location": "swedencentral", "search_service_name": "srch-contoso"}


def test_defaults(record_program: Recording, inputs_by_name: Lookup, mode: Mode) -> None:
    def program() -> None:
        service = SearchService("search", _minimal())
        pulumi.export("id", service.search_service_id)
        pulumi.export("name", service.search_service_name)
        pulumi.export("endpoint", service.endpoint)
        pulumi.export("principal", service.principal_id)

    graph = record_program(program)

    assert inputs_by_name(graph, "azure-native:search:Service") == {"search": DEFAULT_INPUTS}
    assert [resource.type for resource in graph.resources if resource.custom] == ["azure-native:search:Service"]
    principal = graph.outputs["principal"]
    assert {key: value for key, value in graph.outputs.items() if key != "principal"} == {
        "id": SEARCH_ID,
        "name": "srch-contoso",
        "endpoint": "https://srch-contoso.search.windows.net",
    }
    assert principal is UNKNOWN if mode is Mode.UNKNOWN else isinstance(principal, str)


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    """Links come one after the other, then the private endpoint, then the lock."""

    def program() -> None:
        SearchService(
            "search",
            {
                **_minimal(),
                "shared_private_links": [
                    {"shared_private_link_name": "models", "target_id": ACCOUNT_ID, "group_id": "openai_account"},
                    {"shared_private_link_name": "documents", "target_id": STORAGE_ID, "group_id": "blob"},
                ],
                "log_analytics_workspace_id": WORKSPACE_ID,
                "private_endpoint": {
                    "private_endpoint_name": "pep-search",
                    "subnet_id": SUBNET_ID,
                    "private_dns_zone_ids": {ZONE: "search-zone", "privatelink.blob.core.windows.net": "another"},
                },
                "lock": True,
            },
            pulumi.ResourceOptions(protect=True),
        )

    graph = record_program(program)

    assert inputs_by_name(graph, "azure-native:search:Service") == {"search": DEFAULT_INPUTS}
    assert inputs_by_name(graph, LINK) == {
        f"search-{name}": {
            "resourceGroupName": "rg",
            "searchServiceName": "srch-contoso",
            "sharedPrivateLinkResourceName": name,
            "properties": {
                "privateLinkResourceId": target,
                "groupId": group,
                "requestMessage": "Access of search service srch-contoso",
            },
        }
        for name, target, group in (("models", ACCOUNT_ID, "openai_account"), ("documents", STORAGE_ID, "blob"))
    }
    [service] = graph.of_type("azure-native:search:Service")
    links = {link.name: link for link in graph.of_type(LINK)}
    [endpoint] = graph.of_type("azure-native:network:PrivateEndpoint")
    assert links["search-documents"].urn not in links["search-models"].dependencies
    assert service.urn in links["search-models"].dependencies
    assert links["search-models"].urn in links["search-documents"].dependencies
    assert links["search-documents"].urn in endpoint.dependencies
    [declared] = inputs_by_name(graph, "azure-native:network:PrivateEndpoint").values()
    assert declared["privateLinkServiceConnections"] == [
        {"name": "pep-search", "groupIds": ["searchService"], "privateLinkServiceId": SEARCH_ID}
    ]
    [zone_group] = inputs_by_name(graph, "azure-native:network:PrivateDnsZoneGroup").values()
    assert zone_group["privateDnsZoneConfigs"] == [
        {"name": "privatelink-search-windows-net", "privateDnsZoneId": "search-zone"}
    ]
    [setting] = inputs_by_name(graph, "azure-native:monitor:DiagnosticSetting").values()
    assert setting == {
        "name": "send-to-log-analytics",
        "resourceUri": SEARCH_ID,
        "workspaceId": WORKSPACE_ID,
        "logs": [{"category": "OperationLogs", "enabled": True}],
        "metrics": [{"category": "AllMetrics", "enabled": True}],
    }
    [lock] = graph.of_type("azure-native:authorization:ManagementLockByScope")
    assert lock.inputs["scope"] == SEARCH_ID
    assert {graph[urn].name for urn in lock.dependencies if graph[urn].type == LINK} == set(links)
    assert {graph[urn].type for urn in lock.dependencies} == {
        "azure-native:search:Service",
        LINK,
        "azure-native:monitor:DiagnosticSetting",
        "azure-native:network:PrivateEndpoint",
        "azure-native:network:PrivateDnsZoneGroup",
    }
    protected = {resource.type for resource in graph.resources if resource.options.protect}
    assert protected == {"bedplate:index:SearchService", "azure-native:search:Service"}


def test_max(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        SearchService(
            "search",
            {
                "resource_group_name": pulumi.Output.from_input("rg"),
                "location": "swedencentral",
                "subscription_id": OTHER_SUBSCRIPTION,
                "search_service_name": pulumi.Output.from_input("srch-contoso"),
                "sku": SearchSku.STANDARD2,
                "replica_count": 2,
                "partition_count": 4,
                "semantic_ranking": SemanticRanking.DISABLED,
                "require_customer_managed_keys": True,
                "trust_azure_services": True,
                "shared_private_links": [
                    {
                        "shared_private_link_name": "a" * 60,
                        "target_id": ACCOUNT_ID,
                        "group_id": "foundry_account",
                        "request_message": "For the chat",
                    }
                ],
                "log_analytics_workspace_id": WORKSPACE_ID,
                "private_endpoint": {
                    "private_endpoint_name": "pep-search",
                    "subnet_id": SUBNET_ID,
                    "location": "norwayeast",
                },
                "lock": True,
                "tags": {"owner": "ai"},
            },
        )

    graph = record_program(program)

    assert inputs_by_name(graph, "azure-native:search:Service") == {
        "search": {
            **DEFAULT_INPUTS,
            "sku": {"name": "standard2"},
            "replicaCount": 2,
            "partitionCount": 4,
            "semanticSearch": "disabled",
            "encryptionWithCmk": {"enforcement": "Enabled"},
            "networkRuleSet": {"bypass": "AzureServices", "ipRules": []},
            "tags": {"owner": "ai"},
        }
    }
    [link] = inputs_by_name(graph, LINK).values()
    assert link["properties"]["requestMessage"] == "For the chat"
    [endpoint] = inputs_by_name(graph, "azure-native:network:PrivateEndpoint").values()
    assert endpoint["location"] == "norwayeast"
    [setting] = inputs_by_name(graph, "azure-native:monitor:DiagnosticSetting").values()
    assert setting["resourceUri"] == SEARCH_ID.replace("11111111-1111-1111-1111-111111111111", OTHER_SUBSCRIPTION)
    assert graph.of_type("azure-native:network:PrivateDnsZoneGroup") == ()
    for resource in graph.resources:
        assert unknown_paths(resource.inputs) == ()
        assert secret_paths(resource.inputs) == ()


@pytest.mark.parametrize(
    ("names", "problems"),
    [
        pytest.param(["a" * 61], ["has 61"], id="too-long"),
        pytest.param(["-models"], ["'-models' must match"], id="hyphen-first"),
        pytest.param(["models", "Models"], ["'models' is declared 2 times"], id="repeated"),
        pytest.param(["a b", "c", "c"], ["'c' is declared 2 times", "'a b' must match"], id="all-at-once"),
    ],
)
def test_names_of_links_that_azure_refuses_are_refused(
    record_program: Recording, names: list[str], problems: list[str]
) -> None:
    def program() -> None:
        SearchService(
            "search",
            {
                **_minimal(),
                "shared_private_links": [
                    {"shared_private_link_name": name, "target_id": STORAGE_ID, "group_id": "blob"} for name in names
                ],
            },
        )

    with pytest.raises(ProgramError, match="search service 'search'") as refused:
        record_program(program)

    assert [problem for problem in problems if problem not in str(refused.value)] == []


def test_identities_beside_its_own_serve_indexes_with_the_customers_key(
    record_program: Recording, inputs_by_name: Lookup
) -> None:
    identity = f"{GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id"

    graph = record_program(
        lambda: SearchService(
            "search",
            {**_minimal(), "user_assigned_identity_ids": [identity], "require_customer_managed_keys": True},
        )
    )

    assert inputs_by_name(graph, "azure-native:search:Service") == {
        "search": {
            **DEFAULT_INPUTS,
            "identity": {"type": "SystemAssigned, UserAssigned", "userAssignedIdentities": [identity]},
            "encryptionWithCmk": {"enforcement": "Enabled"},
        }
    }
