"""The classic generation: an Azure OpenAI account, and a hub whose stores, roles and order are right."""

from functools import cache
from typing import Any

import pulumi
import pytest

from bedplate.blueprints.chat_classic import declare_classic_account, declare_hub
from bedplate.blueprints.settings import ChatSettings, from_config
from bedplate.blueprints.zone import Zone
from bedplate.blueprints.zone_data import declare_registry, declare_secret_store, declare_storage
from bedplate.blueprints.zone_monitoring import declare_monitoring
from bedplate.blueprints.zone_network import ZoneNetwork
from bedplate.generator.engine import ProgramError, record_inline
from bedplate.generator.graph import Graph, Mode, Resource

WORKSPACE = "azure-native:machinelearningservices:Workspace"
CONNECTION = "azure-native:machinelearningservices:WorkspaceConnection"
RULE = "azure-native:machinelearningservices:ManagedNetworkSettingsRule"
ACCOUNT = "azure-native:cognitiveservices:Account"
SEARCH = "azure-native:search:Service"
ENDPOINT = "azure-native:network:PrivateEndpoint"
ROLE = "azure-native:authorization:RoleAssignment"
LOCK = "azure-native:authorization:ManagementLockByScope"
IDENTITY = "azure-native:managedidentity:UserAssignedIdentity"

SUBNET = (
    "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-network/providers"
    "/Microsoft.Network/virtualNetworks/vnet/subnets/endpoints"
)
OTHER_GROUP = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-shared/providers"
EXISTING_VAULT = f"{OTHER_GROUP}/Microsoft.KeyVault/vaults/kv-shared"
EXISTING_REGISTRY = f"{OTHER_GROUP}/Microsoft.ContainerRegistry/registries/crshared"
SETTINGS: dict[str, Any] = {
    "blueprint": "chat",
    "generation": "classic",
    "workload": "contoso",
    "location": "swedencentral",
    "subscriptionId": "11111111-1111-1111-1111-111111111111",
    "tenantId": "22222222-2222-2222-2222-222222222222",
    "tags": {"owner": "ai", "costCenter": "1", "dataClassification": "internal"},
    "network": {"addressSpace": "192.168.0.0/21"},
    "contentFilters": [{"name": "strict", "hate": {"prompt": "Low"}}],
    "models": [
        {"name": "chat", "model": "gpt-5.1", "version": "2025-11-13", "capacity": 10, "contentFilter": "strict"}
    ],
    "host": {"kind": "none"},
}
HUB: dict[str, Any] = {
    "classic": {"orchestration": "hub"},
    "projects": [{"name": "Support_Desk", "displayName": "Support"}, {"name": "assistant", "description": "Flows"}],
}
APPROVER = "b556d68e-0be0-4f35-a333-ad7ee1ce17ea"
# GUIDs as learn.microsoft.com/azure/role-based-access-control/built-in-roles has them, by the type of the scope.
DEPENDENCY_ROLES = {
    ("storageAccounts", "b78c5d69-af96-48a3-bf8d-a8b4d589de94"),
    ("storageAccounts", "ba92f5b4-2d11-453d-a403-e96b0029c9fe"),
    ("storageAccounts", "69566ab7-960f-475b-8e7c-b3118f30c6bd"),
    ("vaults", "b78c5d69-af96-48a3-bf8d-a8b4d589de94"),
    ("vaults", "b86a8fe4-44ce-4948-aee5-eccb2c155cd7"),
    ("registries", "b78c5d69-af96-48a3-bf8d-a8b4d589de94"),
    ("components", "b78c5d69-af96-48a3-bf8d-a8b4d589de94"),
    ("workspaces", "b78c5d69-af96-48a3-bf8d-a8b4d589de94"),
}
HUB_ROLES = DEPENDENCY_ROLES | {
    (type_, APPROVER)
    for type_ in ("storageAccounts", "vaults", "registries", "accounts", "searchServices", "workspaces")
}
PROJECT_ROLES = DEPENDENCY_ROLES | {
    ("accounts", "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd"),
    ("searchServices", "8ebe5a00-799e-43f5-93ac-243d3dce84a7"),
    ("searchServices", "7ca78c08-252a-4471-8644-bb5ff32d4ba0"),
}


def declare(settings: ChatSettings, *, registry: bool) -> None:
    zone = Zone.of("chat", settings)
    group = zone.resource_group("ai")
    monitoring = declare_monitoring(zone, group)
    network = ZoneNetwork(
        virtual_network_id=pulumi.Output.from_input(SUBNET.rsplit("/subnets/", 1)[0]),
        subnet_ids={"privateEndpoints": pulumi.Output.from_input(SUBNET)},
        subnet_prefixes={},
        private_dns_zone_ids=None,
        firewall=None,
    )
    account = declare_classic_account(zone, group, settings, network=network, monitoring=monitoring)
    classic = declare_hub(
        zone,
        group,
        settings,
        network=network,
        monitoring=monitoring,
        secrets=declare_secret_store(zone, group, network, monitoring, trust_azure_services=True),
        storage=declare_storage(zone, group, network, monitoring, key=None, for_hub=True),
        registry=declare_registry(zone, group, network, monitoring, key=None, for_hub=True) if registry else None,
        account=account,
    )
    if classic is not None:
        pulumi.export("projects", classic.hub.project_ids)
        pulumi.export("search", classic.search_service.search_service_name)


@cache
def recorded(
    environment: str = "test", *, hub: bool = True, existing: bool = False, generation: int = 1, mode: Mode = Mode.KNOWN
) -> Graph:
    values = {
        **SETTINGS,
        "environment": environment,
        "lifecycle": {"generation": generation},
        **(HUB if hub else {}),
    }
    if existing:
        values["existingKeyVaultId"] = EXISTING_VAULT
        values["host"] = {"kind": "none", "existingContainerRegistryId": EXISTING_REGISTRY}
    settings = from_config(values)
    return record_inline(lambda: declare(settings, registry=not existing), mode=mode)


@pytest.fixture(
    params=[
        pytest.param((environment, mode), id=f"{environment}-{mode.value}")
        for environment in ("dev", "prod")
        for mode in Mode
    ]
)
def graph(request: pytest.FixtureRequest) -> Graph:
    """Run the test on a hub small and large, in both modes of the record."""
    environment, mode = request.param
    return recorded(environment, mode=mode)


def ancestors(graph: Graph, resource: Resource) -> set[str]:
    found: set[str] = set()
    waiting = list(resource.dependencies)
    while waiting:
        urn = waiting.pop()
        if urn not in found:
            found.add(urn)
            waiting.extend(graph[urn].dependencies)
    return found


def roles_by_identity(graph: Graph) -> dict[str, list[tuple[str, str]]]:
    """Return type of the scope and GUID of every role, by the identity's logical name."""
    found: dict[str, list[tuple[str, str]]] = {}
    for assignment in graph.of_type(ROLE):
        scope, definition = str(assignment.inputs["scope"]), str(assignment.inputs["roleDefinitionId"])
        owner = assignment.name.removeprefix("hub")
        project = next((name for name in ("Support_Desk", "assistant") if f"/{name}-" in owner), None)
        identity = "hub" if project is None else f"project-{project}"
        found.setdefault(identity, []).append((scope.split("/")[-2], definition.rsplit("/", 1)[-1]))
    return {identity: sorted(roles) for identity, roles in found.items()}


@pytest.mark.parametrize("mode", [pytest.param(mode, id=mode.value) for mode in Mode])
def test_an_application_that_calls_azure_openai_needs_no_hub(mode: Mode) -> None:
    graph = recorded(hub=False, mode=mode)

    [account] = graph.of_type(ACCOUNT)
    assert account.inputs["kind"] == "OpenAI"
    assert str(account.inputs["accountName"]).startswith("oai-contoso-test-")
    assert [
        deployment.inputs["deploymentName"] for deployment in graph.of_type("azure-native:cognitiveservices:Deployment")
    ] == ["chat"]
    [policy] = graph.of_type("azure-native:cognitiveservices:RaiPolicy")
    assert policy.inputs["raiPolicyName"] == "strict"
    for token in (WORKSPACE, SEARCH, CONNECTION, RULE, ROLE):
        assert graph.of_type(token) == ()


def test_the_hub_has_one_workspace_for_each_project(graph: Graph) -> None:
    workspaces = {workspace.name: workspace.inputs for workspace in graph.of_type(WORKSPACE)}

    assert {name: (inputs["kind"], inputs["friendlyName"]) for name, inputs in workspaces.items()} == {
        "hub": ("Hub", workspaces["hub"]["workspaceName"]),
        "hub/Support_Desk": ("Project", "Support"),
        "hub/assistant": ("Project", "assistant"),
    }
    assert {name: inputs.get("description") for name, inputs in workspaces.items()} == {
        "hub": None,
        "hub/Support_Desk": "Support_Desk",
        "hub/assistant": "Flows",
    }
    assert len({inputs["workspaceName"] for inputs in workspaces.values()}) == 3
    projects: Any = graph.outputs["projects"]
    assert set(projects) == {"Support_Desk", "assistant"}


def test_raising_the_generation_frees_every_name_that_azure_holds() -> None:
    first, second = (
        {workspace.inputs["workspaceName"] for workspace in recorded(generation=generation).of_type(WORKSPACE)}
        for generation in (1, 2)
    )

    assert (len(first), len(second)) == (3, 3)
    assert first.isdisjoint(second)


def test_identities_have_exactly_their_roles(graph: Graph) -> None:
    assert roles_by_identity(graph) == {
        "hub": sorted(HUB_ROLES),
        "project-Support_Desk": sorted(PROJECT_ROLES),
        "project-assistant": sorted(PROJECT_ROLES),
    }
    assert {identity.name for identity in graph.of_type(IDENTITY)} == {
        "hub",
        "project-Support_Desk",
        "project-assistant",
    }


def test_connections_lead_to_the_zones_own_models_and_indexes(graph: Graph) -> None:
    [account], [search] = graph.of_type(ACCOUNT), graph.of_type(SEARCH)
    found: dict[str, Any] = {
        connection.name: connection.inputs["properties"] for connection in graph.of_type(CONNECTION)
    }

    assert {name: (properties["category"], properties["target"]) for name, properties in found.items()} == {
        "hub-con-models": ("AzureOpenAI", f"https://{account.inputs['accountName']}.openai.azure.com/"),
        "hub-con-indexes": ("CognitiveSearch", f"https://{search.inputs['searchServiceName']}.search.windows.net"),
    }
    assert {rule.name for rule in graph.of_type(RULE)} == set(found)


def test_the_hub_waits_until_all_it_uses_can_be_reached(graph: Graph) -> None:
    before = {endpoint.urn for endpoint in graph.of_type(ENDPOINT) if endpoint.name != "hub"}
    [hub] = [workspace for workspace in graph.of_type(WORKSPACE) if workspace.name == "hub"]
    [endpoint] = [endpoint for endpoint in graph.of_type(ENDPOINT) if endpoint.name == "hub"]
    writes = {resource.urn for token in (WORKSPACE, RULE, CONNECTION) for resource in graph.of_type(token)}

    assert len(before) == 6
    assert before <= ancestors(graph, hub)
    assert writes <= ancestors(graph, endpoint)


@pytest.mark.parametrize(
    ("environment", "replicas", "locked"),
    [pytest.param("dev", 1, [], id="dev"), pytest.param("prod", 3, ["search"], id="prod")],
)
def test_the_search_service_is_sized_and_locked_by_the_environment(
    environment: str, replicas: int, locked: list[str]
) -> None:
    graph = recorded(environment)

    [search] = graph.of_type(SEARCH)
    locks = [lock for lock in graph.of_type(LOCK) if lock.name == "search"]
    assert search.inputs["replicaCount"] == replicas
    assert [lock.name for lock in locks] == locked
    for lock in locks:
        assert {role.urn for role in graph.of_type(ROLE)} <= ancestors(graph, lock)
    protected = {resource.type for resource in graph.resources if resource.options.protect and resource.custom}
    assert ({SEARCH, WORKSPACE} <= protected) is (environment == "prod")


def test_a_hub_can_use_a_vault_and_a_registry_that_exist() -> None:
    graph = recorded(existing=True)

    [hub] = [workspace for workspace in graph.of_type(WORKSPACE) if workspace.name == "hub"]
    assert hub.inputs["keyVault"] == EXISTING_VAULT
    assert hub.inputs["containerRegistry"] == EXISTING_REGISTRY
    assert graph.of_type("azure-native:containerregistry:Registry") == ()


def test_a_hub_without_a_registry_is_refused() -> None:
    settings = from_config({**SETTINGS, **HUB, "environment": "test"})

    with pytest.raises(ProgramError, match=r"host\.existingContainerRegistryId"):
        record_inline(lambda: declare(settings, registry=False), mode=Mode.KNOWN)
