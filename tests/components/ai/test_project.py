from collections.abc import Callable
from typing import Any

import pytest

from bedplate.components.ai.project_connection import ConnectionCategory
from bedplate.components.ai_account import AIAccount
from bedplate.generator.graph import Graph, Secret
from tests.components.ai_account_cases import (
    CANARY,
    COSMOS_ID,
    IDENTITY_ID,
    INSIGHTS_ID,
    MODULE,
    SEARCH_ID,
    STORAGE_ID,
    TAGS,
    defaults,
    maximum,
)

Record = Callable[[Callable[[], Any]], Graph]
Inputs = Callable[[Graph, str], dict[str, Any]]


def declare() -> None:
    AIAccount("ai", maximum())


def test_projects_have_an_identity_and_say_what_they_are(record_program: Record, inputs_by_name: Inputs) -> None:
    graph = record_program(declare)

    common = {"resourceGroupName": "rg-chat", "accountName": "aif-chat", "location": "swedencentral", "tags": TAGS}
    assert inputs_by_name(graph, f"{MODULE}Project") == {
        "ai-proj-chat": {
            **common,
            "projectName": "proj-chat",
            "identity": {"type": "UserAssigned", "userAssignedIdentities": [IDENTITY_ID]},
            "properties": {"displayName": "proj-chat", "description": "proj-chat"},
        },
        "ai-proj-support": {
            **common,
            "projectName": "proj-support",
            "identity": {"type": "SystemAssigned"},
            "properties": {"displayName": "Support", "description": "Answers customers"},
        },
    }


@pytest.mark.parametrize(
    ("connection", "project", "properties"),
    [
        pytest.param(
            "con-insights",
            "proj-chat",
            {
                "authType": "ApiKey",
                "category": "AppInsights",
                "target": INSIGHTS_ID,
                "credentials": {"key": Secret(CANARY)},
                "metadata": {"ApiType": "Azure", "ResourceId": INSIGHTS_ID, "location": "swedencentral"},
            },
            id="application-insights",
        ),
        pytest.param(
            "con-files",
            "proj-support",
            {
                "authType": "AAD",
                "category": "AzureStorageAccount",
                "target": "https://stchat.blob.core.windows.net/",
                "metadata": {"ApiType": "Azure", "ResourceId": STORAGE_ID, "location": "swedencentral"},
            },
            id="storage",
        ),
        pytest.param(
            "con-search",
            "proj-support",
            {
                "authType": "AAD",
                "category": "CognitiveSearch",
                "target": "https://srch-chat.search.windows.net",
                "metadata": {"ApiType": "Azure", "ResourceId": SEARCH_ID, "location": "swedencentral"},
            },
            id="search",
        ),
        pytest.param(
            "con-threads",
            "proj-support",
            {
                "authType": "AAD",
                "category": "CosmosDb",
                "target": "https://cosmos-chat.documents.azure.com:443/",
                "metadata": {"ApiType": "Azure", "ResourceId": COSMOS_ID, "location": "westeurope"},
            },
            id="cosmos-db",
        ),
    ],
)
def test_a_connection_tells_the_address_of_its_target_and_stays_in_its_project(
    record_program: Record, inputs_by_name: Inputs, connection: str, project: str, properties: dict[str, Any]
) -> None:
    graph = record_program(declare)

    assert inputs_by_name(graph, f"{MODULE}ProjectConnection")[f"ai-{project}/{connection}"] == {
        "resourceGroupName": "rg-chat",
        "accountName": "aif-chat",
        "projectName": project,
        "connectionName": connection,
        "properties": {"isSharedToAll": False, **properties},
    }


def test_the_address_of_a_target_that_is_made_in_the_same_program_waits_for_it(record_program: Record) -> None:
    def program() -> None:
        from pulumi_azure_native import storage  # noqa: PLC0415 - the program's own import

        files = storage.StorageAccount(
            "files",
            resource_group_name="rg-chat",
            account_name="stchat",
            kind=storage.Kind.STORAGE_V2,
            sku={"name": "Standard_ZRS"},
        )
        project: Any = {
            "project_name": "proj-chat",
            "connections": [
                {"connection_name": "con-files", "category": ConnectionCategory.STORAGE, "target_id": files.id}
            ],
        }
        AIAccount("ai", {**defaults(), "projects": [project]})

    graph = record_program(program)

    (files,) = graph.of_type("azure-native:storage:StorageAccount")
    (connection,) = graph.of_type(f"{MODULE}ProjectConnection")
    assert files.urn in connection.property_dependencies["properties"]
