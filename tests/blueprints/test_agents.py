"""The stores of agents, the roles on them, and the order in which agents come to life."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pulumi
import pytest

from bedplate.blueprints.chat_account import declare_account
from bedplate.blueprints.chat_agents import declare_agent_state
from bedplate.blueprints.settings import ChatSettings, from_config
from bedplate.blueprints.settings.traffic import Egress
from bedplate.blueprints.zone import Zone
from bedplate.blueprints.zone_data import declare_storage
from bedplate.blueprints.zone_monitoring import declare_monitoring
from bedplate.blueprints.zone_network import ZoneNetwork
from bedplate.components import encryption_key
from bedplate.components.encryption_key import EncryptionKey, EncryptionKeyArgs
from bedplate.components.facts.role_catalogue import role_definition_guid
from bedplate.generator.engine import record_inline
from bedplate.generator.graph import Graph, Mode, Resource

ROLE_ASSIGNMENT = "azure-native:authorization:RoleAssignment"
DATA_ROLE = "azure-native:cosmosdb:SqlResourceSqlRoleAssignment"
IDENTITY = "azure-native:managedidentity:UserAssignedIdentity"
HOST = "azure-native:cognitiveservices:ProjectCapabilityHost"
CONNECTION = "azure-native:cognitiveservices:ProjectConnection"
ENDPOINT = "azure-native:network:PrivateEndpoint"
SEARCH, COSMOS, STORAGE = (
    "azure-native:search:Service",
    "azure-native:cosmosdb:DatabaseAccount",
    "azure-native:storage:StorageAccount",
)
SUBNETS = (
    "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-network/providers"
    "/Microsoft.Network/virtualNetworks/vnet/subnets"
)
OTHER_GROUP = "/subscriptions/99999999-9999-9999-9999-999999999999/resourceGroups/rg-state/providers"
EXISTING = {
    "searchServiceId": f"{OTHER_GROUP}/Microsoft.Search/searchServices/srch-state",
    "cosmosAccountId": f"{OTHER_GROUP}/Microsoft.DocumentDB/databaseAccounts/cosno-state",
    "storageAccountId": f"{OTHER_GROUP}/Microsoft.Storage/storageAccounts/ststate",
}
VAULT_ID = (
    "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-ai/providers/Microsoft.KeyVault/vaults/kv"
)
SETTINGS: dict[str, Any] = {
    "blueprint": "chat",
    "workload": "contoso",
    "location": "swedencentral",
    "subscriptionId": "11111111-1111-1111-1111-111111111111",
    "tenantId": "22222222-2222-2222-2222-222222222222",
    "tags": {"owner": "ai", "costCenter": "1", "dataClassification": "internal"},
    "network": {"addressSpace": "192.168.0.0/21"},
    "models": [{"name": "chat", "model": "gpt-5.1", "version": "2025-11-13", "capacity": 10}],
    "projects": [{"name": "assistant"}, {"name": "Support_Desk"}],
    "host": {"kind": "none"},
}


def declare(settings: ChatSettings, *, customer_key: bool) -> None:
    zone = Zone.of("chat", settings)
    group = zone.resource_group("ai")
    monitoring = declare_monitoring(zone, group)
    network = ZoneNetwork(
        virtual_network_id=pulumi.Output.from_input(SUBNETS.removesuffix("/subnets")),
        subnet_ids={
            "privateEndpoints": pulumi.Output.from_input(f"{SUBNETS}/endpoints"),
            "agents": pulumi.Output.from_input(f"{SUBNETS}/agents"),
        },
        subnet_prefixes={},
        private_dns_zone_ids=None,
        firewall=None,
    )
    storage = declare_storage(zone, group, network, monitoring, key=None, for_hub=False)
    key_args: EncryptionKeyArgs = {
        **zone.place(group),
        "key_vault_id": VAULT_ID,
        "key_name": "data",
        "identity_name": "id-key",
        "key_size": 2048,
    }
    key = EncryptionKey("key", key_args) if customer_key else None
    agents = (
        declare_agent_state(
            zone,
            group,
            settings,
            network=network,
            monitoring=monitoring,
            customer_key=None if key is None else encryption_key.customer_key(key),
        )
        if settings.agent_mode.standard
        else None
    )
    declare_account(
        zone,
        group,
        settings,
        network=network,
        storage=storage,
        monitoring=monitoring,
        agents=agents,
        encryption_key=None if key is None else encryption_key.ai_account_key(key),
    )


@cache
def recorded(
    agent_mode: str,
    environment: str = "dev",
    *,
    existing: bool = False,
    customer_key: bool = False,
    mode: Mode = Mode.KNOWN,
) -> Graph:
    values: dict[str, Any] = {
        **SETTINGS,
        "environment": environment,
        "agents": {"mode": agent_mode, **({"existing": EXISTING} if existing else {})},
    }
    settings = from_config(values)
    return record_inline(lambda: declare(settings, customer_key=customer_key), mode=mode)


def ancestors(graph: Graph, resource: Resource) -> set[str]:
    found: set[str] = set()
    waiting = list(resource.dependencies)
    while waiting:
        urn = waiting.pop()
        if urn not in found:
            found.add(urn)
            waiting.extend(graph[urn].dependencies)
    return found


def only(graph: Graph, token: str, select: Callable[[Resource], bool]) -> Resource:
    [found] = [resource for resource in graph.of_type(token) if select(resource)]
    return found


def stores(graph: Graph) -> dict[str, Resource]:
    return {
        "search": only(graph, SEARCH, lambda _: True),
        "cosmos": only(graph, COSMOS, lambda _: True),
        "storage": only(graph, STORAGE, lambda store: store.name == "agents-storage"),
    }


@pytest.fixture(
    params=[
        pytest.param((agent_mode, environment, mode), id=f"{agent_mode}-{environment}-{mode.value}")
        for agent_mode in ("standardVnet", "standardManaged")
        for environment in ("dev", "prod")
        for mode in Mode
    ]
)
def graph(request: pytest.FixtureRequest) -> Graph:
    """Run the test on every standard mode of agents, small and large, in both modes of the record."""
    agent_mode, environment, mode = request.param
    return recorded(agent_mode, environment, mode=mode)


@pytest.mark.parametrize("agent_mode", [pytest.param(mode, id=mode) for mode in ("basic", "none")])
def test_without_standard_agents_nothing_of_them_is_made(agent_mode: str) -> None:
    graph = recorded(agent_mode)

    for token in (SEARCH, COSMOS, HOST, DATA_ROLE):
        assert graph.of_type(token) == ()
    [account] = graph.of_type("azure-native:cognitiveservices:Account")
    assert "networkInjections" not in account.inputs["properties"]


@pytest.mark.parametrize(
    ("environment", "replicas", "backup", "zones", "sku", "locks"),
    [
        pytest.param("dev", 1, "Continuous7Days", False, "Standard_LRS", 0, id="dev"),
        pytest.param("prod", 3, "Continuous30Days", True, "Standard_ZRS", 3, id="prod"),
    ],
)
def test_stores_are_sized_by_the_environment(
    environment: str,
    replicas: int,
    backup: str,
    zones: bool,  # noqa: FBT001 -- a table's column
    sku: str,
    locks: int,
) -> None:
    graph = recorded("standardVnet", environment)

    found = stores(graph)
    cosmos: Any = found["cosmos"].inputs
    assert found["search"].inputs["replicaCount"] == replicas
    assert cosmos["backupPolicy"]["continuousModeProperties"]["tier"] == backup
    assert cosmos["locations"][0]["isZoneRedundant"] is zones
    assert cosmos["capacity"]["totalThroughputLimit"] == -1
    assert found["storage"].inputs["sku"] == {"name": sku}
    locked = graph.of_type("azure-native:authorization:ManagementLockByScope")
    assert len(locked) == locks
    for lock in locked:
        roles = graph.of_type(ROLE_ASSIGNMENT) + graph.of_type(DATA_ROLE)
        assert {role.urn for role in roles} <= ancestors(graph, lock)


def test_each_project_has_exactly_the_roles_that_its_agents_need(graph: Graph) -> None:
    granted: dict[tuple[str, str], int] = {}
    for assignment in graph.of_type(ROLE_ASSIGNMENT):
        if assignment.name.startswith("project-") and not assignment.name.endswith("-documents"):
            scope = str(assignment.inputs["scope"]).split("/")[-2]
            guid = str(assignment.inputs["roleDefinitionId"]).rsplit("/", 1)[-1]
            granted[scope, guid] = granted.get((scope, guid), 0) + 1
    assert granted == {
        ("databaseAccounts", role_definition_guid("Cosmos DB Operator")): 2,
        ("searchServices", role_definition_guid("Search Service Contributor")): 2,
        ("searchServices", role_definition_guid("Search Index Data Contributor")): 2,
        ("storageAccounts", role_definition_guid("Storage Blob Data Contributor")): 2,
        ("storageAccounts", role_definition_guid("Storage Blob Data Owner")): 2,
    }


def test_owners_of_blobs_are_so_in_the_agent_services_containers_only(graph: Graph) -> None:
    blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs"
    conditions = {
        (assignment.inputs.get("condition"), assignment.inputs.get("conditionVersion"))
        for assignment in graph.of_type(ROLE_ASSIGNMENT)
        if "storage-blob-data-owner" in assignment.name
    }
    expected = (
        f"((!(ActionMatches{{'{blobs}/tags/read'}}) AND !(ActionMatches{{'{blobs}/filter/action'}})"
        f" AND !(ActionMatches{{'{blobs}/tags/write'}})) OR"
        " (@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name]"
        " StringLikeIgnoreCase '*-azureml-agent'))"
    )
    assert conditions == {(expected, "2.0")}


def test_capability_hosts_wait_for_stores_endpoints_roles_and_connections(graph: Graph) -> None:
    hosts = graph.of_type(HOST)
    project_roles = [role for role in graph.of_type(ROLE_ASSIGNMENT) if role.name.startswith("project-")]
    state_endpoints = [endpoint for endpoint in graph.of_type(ENDPOINT) if endpoint.name.startswith("agents-")]
    assert (len(hosts), len(state_endpoints), len(graph.of_type(CONNECTION))) == (2, 3, 10)
    before = {
        resource.urn
        for resource in (*stores(graph).values(), *project_roles, *state_endpoints, *graph.of_type(CONNECTION))
    }
    for host in hosts:
        assert before <= ancestors(graph, host)


def test_the_memory_is_granted_after_the_capability_hosts_that_make_it(graph: Graph) -> None:
    grants = graph.of_type(DATA_ROLE)
    hosts = {host.urn for host in graph.of_type(HOST)}
    account_id = str(grants[0].inputs["scope"]).removesuffix("/dbs/enterprise_memory")
    assert len(grants) == 2
    for grant in grants:
        assert hosts <= ancestors(graph, grant)
        assert grant.inputs["scope"] == f"{account_id}/dbs/enterprise_memory"
        assert (
            grant.inputs["roleDefinitionId"] == f"{account_id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002"
        )
        assert grant.inputs["accountName"] == stores(graph)["cosmos"].inputs["accountName"]
    assert grants[0].urn in ancestors(graph, grants[1])


def test_the_private_endpoint_of_the_account_comes_after_everything_in_it(graph: Graph) -> None:
    endpoint = only(graph, ENDPOINT, lambda resource: resource.name == "ai")
    children = [
        resource
        for resource in graph.resources
        if resource.custom and resource.type.startswith("azure-native:cognitiveservices:")
    ]
    assert {child.urn for child in children} <= ancestors(graph, endpoint)


def test_no_two_projects_have_connections_of_one_name(graph: Graph) -> None:
    names = [str(connection.inputs["connectionName"]) for connection in graph.of_type(CONNECTION)]

    assert len(set(names)) == len(names) == 10
    assert all(3 <= len(name) <= 33 for name in names)
    for host in graph.of_type(HOST):
        properties: Any = host.inputs["projectCapabilityHostProperties"]
        of_project = {
            connection.inputs["connectionName"]: connection.inputs["properties"]["category"]
            for connection in graph.of_type(CONNECTION)
            if connection.inputs["projectName"] == host.inputs["projectName"]
        }
        assert of_project[properties["vectorStoreConnections"][0]] == "CognitiveSearch"
        assert of_project[properties["threadStorageConnections"][0]] == "CosmosDb"
        assert of_project[properties["storageConnections"][0]] == "AzureStorageAccount"


def test_a_managed_network_reaches_the_stores_and_telemetry() -> None:
    graph = recorded("standardManaged")

    rules = graph.of_type("azure-native:cognitiveservices:OutboundRule")
    properties: dict[Any, Any] = {rule.inputs["ruleName"]: rule.inputs["properties"] for rule in rules}
    assert {name: rule["destination"].get("subresourceTarget") for name, rule in properties.items()} == {
        "account": "account",
        "vectors": "searchService",
        "threads": "Sql",
        "files": "blob",
        "telemetry": None,
    }
    assert properties["telemetry"]["destination"]["serviceTag"] == "AzureMonitor"
    state_endpoints = {endpoint.urn for endpoint in graph.of_type(ENDPOINT) if endpoint.name.startswith("agents-")}
    for rule in rules:
        assert state_endpoints <= ancestors(graph, rule)


@pytest.mark.parametrize(
    ("environment", "firewall"), [pytest.param("dev", "Basic", id="dev"), pytest.param("prod", "Standard", id="prod")]
)
def test_hosts_for_agents_pass_the_managed_networks_firewall(environment: str, firewall: str) -> None:
    values = {**SETTINGS, "environment": environment, "agents": {"mode": "standardManaged"}}
    egress = Egress.model_validate({"allowedFqdns": {"agents": ["api.example.com", "*.example.com"]}})
    settings = from_config(values).model_copy(update={"egress": egress})

    graph = record_inline(lambda: declare(settings, customer_key=False), mode=Mode.KNOWN)

    properties: dict[Any, Any] = {
        rule.inputs["ruleName"]: rule.inputs["properties"]
        for rule in graph.of_type("azure-native:cognitiveservices:OutboundRule")
    }
    hosts = {name: rule["destination"] for name, rule in properties.items() if rule["type"] == "FQDN"}
    [network] = graph.of_type("azure-native:cognitiveservices:ManagedNetworkSetting")
    setting: Any = network.inputs["properties"]
    assert hosts == {"rule-any-example-com-47287": "*.example.com", "rule-api-example-com-d0c43": "api.example.com"}
    assert setting["managedNetwork"]["firewallSku"] == firewall


def test_existing_stores_are_used_and_not_made_locked_or_reached() -> None:
    graph = recorded("standardVnet", "prod", existing=True)

    for token in (SEARCH, COSMOS, "azure-native:authorization:ManagementLockByScope"):
        assert graph.of_type(token) == ()
    assert [store.name for store in graph.of_type(STORAGE)] == ["storage"]
    assert {endpoint.name for endpoint in graph.of_type(ENDPOINT)}.isdisjoint(
        {"agents-search", "agents-cosmos", "agents-storage-blob"}
    )
    scopes = {
        assignment.inputs["scope"]
        for assignment in graph.of_type(ROLE_ASSIGNMENT)
        if not assignment.name.endswith("-documents")
    }
    assert scopes == set(EXISTING.values())
    hosts = {host.urn for host in graph.of_type(HOST)}
    for grant in graph.of_type(DATA_ROLE):
        assert grant.inputs["resourceGroupName"] == "rg-state"
        assert grant.inputs["accountName"] == "cosno-state"
        assert hosts <= ancestors(graph, grant)
        assert grant.provider is not None
        provider = graph[grant.provider.rsplit("::", 1)[0]]
        assert provider.inputs["subscriptionId"] == "99999999-9999-9999-9999-999999999999"


def test_the_customers_key_encrypts_the_account_threads_and_files_once_its_role_is_there() -> None:
    graph = recorded("standardVnet", customer_key=True)

    [account] = graph.of_type("azure-native:cognitiveservices:Account")
    [identity] = [each for each in graph.of_type(IDENTITY) if each.name == "key"]
    [role] = [each for each in graph.of_type(ROLE_ASSIGNMENT) if each.name.startswith("key-")]
    found = stores(graph)
    properties: Any = account.inputs["properties"]
    account_identity: Any = account.inputs["identity"]
    assert account_identity["type"] == "SystemAssigned, UserAssigned"
    [identity_id] = account_identity["userAssignedIdentities"]
    assert identity_id.endswith("/userAssignedIdentities/id-key")
    key = properties["encryption"]["keyVaultProperties"]
    assert (key["keyVaultUri"], key["keyName"], len(key["keyVersion"])) == ("https://kv.vault.azure.net/", "data", 32)
    assert key["identityClientId"] == identity.outputs["clientId"]
    assert found["cosmos"].inputs["keyVaultKeyUri"] == "https://kv.vault.azure.net/keys/data"
    encryption: Any = found["storage"].inputs["encryption"]
    assert encryption["keySource"] == "Microsoft.Keyvault"
    for encrypted in (account, found["cosmos"], found["storage"]):
        assert role.urn in ancestors(graph, encrypted)
