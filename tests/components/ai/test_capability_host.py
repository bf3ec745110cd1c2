from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from bedplate.components.ai.project import AIProjectArgs
from bedplate.components.ai.project_connection import ConnectionCategory
from bedplate.components.ai_account import AIAccount, AIAccountArgs
from bedplate.components.managed_identity import ManagedIdentity
from bedplate.components.role_grants import RoleGrants
from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import Graph, Resource
from tests.components.ai_account_cases import (
    COSMOS_ID,
    MODULE,
    NETWORK_ID,
    SEARCH_ID,
    STORAGE_ID,
    defaults,
    maximum,
    waf_aligned,
)

Record = Callable[[Callable[[], Any]], Graph]
Inputs = Callable[[Graph, str], dict[str, Any]]

ROLE_ASSIGNMENT = "azure-native:authorization:RoleAssignment"


def agent_project(
    name: str = "proj-chat",
    *,
    search_id: pulumi.Input[str] = SEARCH_ID,
    cosmos_id: pulumi.Input[str] = COSMOS_ID,
    storage_id: pulumi.Input[str] = STORAGE_ID,
) -> AIProjectArgs:
    return {
        "project_name": name,
        "connections": [
            {"connection_name": "vectors", "category": ConnectionCategory.AI_SEARCH, "target_id": search_id},
            {"connection_name": "threads", "category": ConnectionCategory.COSMOS_DB, "target_id": cosmos_id},
            {"connection_name": "files", "category": ConnectionCategory.STORAGE, "target_id": storage_id},
        ],
        "capability_host": {
            "name": "agents",
            "vector_store_connection": "vectors",
            "thread_storage_connection": "threads",
            "storage_connection": "files",
        },
    }


def ancestors(graph: Graph, resource: Resource) -> set[str]:
    found: set[str] = set()
    waiting = list(resource.dependencies)
    while waiting:
        urn = waiting.pop()
        if urn not in found:
            found.add(urn)
            waiting.extend(graph[urn].dependencies)
    return found


def test_a_capability_host_names_one_connection_for_each_purpose(
    record_program: Record, inputs_by_name: Inputs
) -> None:
    graph = record_program(lambda: AIAccount("ai", maximum()))

    assert inputs_by_name(graph, f"{MODULE}ProjectCapabilityHost") == {
        "ai-proj-support/agents": {
            "resourceGroupName": "rg-chat",
            "accountName": "aif-chat",
            "projectName": "proj-support",
            "capabilityHostName": "agents",
            "projectCapabilityHostProperties": {
                "vectorStoreConnections": ["con-search"],
                "storageConnections": ["con-files"],
                "threadStorageConnections": ["con-threads"],
            },
        }
    }


def test_a_capability_host_has_hours_and_is_made_anew_rather_than_changed(record_program: Record) -> None:
    graph = record_program(lambda: AIAccount("ai", maximum(), pulumi.ResourceOptions(protect=True)))

    [host] = graph.of_type(f"{MODULE}ProjectCapabilityHost")
    assert host.options.custom_timeouts.create == "3h"
    assert host.options.custom_timeouts.delete == "1h"
    assert host.options.delete_before_replace
    assert host.options.replace_on_changes == ("*",)
    assert not host.options.protect


@pytest.mark.parametrize(
    ("network", "expected"),
    [
        pytest.param(
            {},
            {
                "ai-agents": {
                    "resourceGroupName": "rg-chat",
                    "accountName": "aif-chat",
                    "capabilityHostName": "agents",
                    "capabilityHostProperties": {"capabilityHostKind": "Agents"},
                }
            },
            id="without-network",
        ),
        pytest.param({"agent_subnet_id": f"{NETWORK_ID}/subnets/snet-agents"}, {}, id="in-a-subnet"),
        pytest.param({"managed_network": {}}, {}, id="in-a-managed-network"),
    ],
)
def test_the_account_has_a_capability_host_of_its_own_where_azure_makes_none(
    record_program: Record, inputs_by_name: Inputs, network: Any, expected: dict[str, Any]
) -> None:
    args: Any = {**defaults(), **network, "projects": [agent_project()]}

    graph = record_program(lambda: AIAccount("ai", args))

    assert inputs_by_name(graph, f"{MODULE}AccountCapabilityHost") == expected
    [host] = graph.of_type(f"{MODULE}ProjectCapabilityHost")
    assert {each.urn for each in graph.of_type(f"{MODULE}AccountCapabilityHost")} <= set(host.dependencies)


def test_without_capability_hosts_of_projects_the_account_has_none(record_program: Record) -> None:
    args: AIAccountArgs = {**defaults(), "projects": [{"project_name": "proj-chat"}]}

    graph = record_program(lambda: AIAccount("ai", args))

    assert graph.of_type(f"{MODULE}AccountCapabilityHost") == ()


def test_capability_hosts_wait_for_every_connection_and_for_the_roles_on_their_stores(record_program: Record) -> None:
    def program() -> None:
        identity = ManagedIdentity(
            "agents", {"resource_group_name": "rg-chat", "location": "swedencentral", "identity_name": "id-agents"}
        )
        granted = RoleGrants(
            "agents",
            {
                "principal_id": identity.principal_id,
                "principal_key": identity.identity_id,
                "grants": [
                    {"role": "Cosmos DB Operator", "scope": COSMOS_ID, "scope_name": "threads"},
                    {"role": "Search Service Contributor", "scope": SEARCH_ID, "scope_name": "vectors"},
                    {"role": "Storage Blob Data Contributor", "scope": STORAGE_ID, "scope_name": "files"},
                ],
            },
        ).granted_scope_ids
        first = agent_project(search_id=granted["vectors"], cosmos_id=granted["threads"], storage_id=granted["files"])
        AIAccount("ai", {**waf_aligned(), "projects": [first, agent_project("proj-support")]})

    graph = record_program(program)

    hosts = graph.of_type(f"{MODULE}ProjectCapabilityHost")
    roles = {assignment.urn for assignment in graph.of_type(ROLE_ASSIGNMENT)}
    connections = {connection.urn for connection in graph.of_type(f"{MODULE}ProjectConnection")}
    [endpoint] = graph.of_type("azure-native:network:PrivateEndpoint")
    assert (len(hosts), len(roles), len(connections)) == (2, 3, 6)
    for host in hosts:
        assert roles | connections <= ancestors(graph, host)
    assert hosts[0].urn in hosts[1].dependencies
    assert {host.urn for host in hosts} <= ancestors(graph, endpoint)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        pytest.param(
            {"vector_store_connection": "indexes"},
            "vector_store_connection names no connection 'indexes' of the project; "
            "it has 'files', 'threads', 'vectors'",
            id="no-such-connection",
        ),
        pytest.param(
            {"storage_connection": "threads"},
            "storage_connection 'threads' must be of category AzureStorageAccount, not CosmosDb",
            id="wrong-category-of-storage",
        ),
        pytest.param(
            {"thread_storage_connection": "vectors"},
            "thread_storage_connection 'vectors' must be of category CosmosDb, not CognitiveSearch",
            id="wrong-category-of-threads",
        ),
    ],
)
def test_connections_that_do_not_fit_are_reported(record_program: Record, change: Any, problem: str) -> None:
    project: Any = agent_project()
    project["capability_host"] |= change

    with pytest.raises(ProgramError) as raised:
        record_program(lambda: AIAccount("ai", {**defaults(), "projects": [project]}))

    assert f"project 'proj-chat': {problem}" in str(raised.value)


def test_all_problems_are_reported_at_once(record_program: Record) -> None:
    project: Any = {**agent_project(), "connections": []}

    with pytest.raises(ProgramError) as raised:
        record_program(lambda: AIAccount("ai", {**defaults(), "projects": [project]}))

    assert str(raised.value).count("of the project; it has none") == 3
