import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pulumi
import pytest

from bedplate.components.facts.workbook_sections import shown_types
from bedplate.components.monitor.workbook_content import workbook_content
from bedplate.components.workbook import Workbook, WorkbookArgs, workbook_name
from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import Graph, secret_paths, unknown_paths

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

WORKBOOK = "azure-native:applicationinsights:Workbook"
GROUP = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-chat"
WORKSPACE = f"{GROUP}/providers/Microsoft.OperationalInsights/workspaces/log-chat"
ACCOUNT = f"{GROUP}/providers/Microsoft.CognitiveServices/accounts/aif-chat"
NAME = "c8bb9fac-1f00-5d9f-8533-1c4ac5d7d3eb"


def minimal() -> WorkbookArgs:
    return {
        "resource_group_name": "rg-chat",
        "location": "swedencentral",
        "display_name": "Chat",
        "workspace_id": WORKSPACE,
        "resources": [{"target_id": ACCOUNT, "target_type": "Microsoft.CognitiveServices/accounts"}],
    }


def program(args: WorkbookArgs) -> Callable[[], None]:
    def declare() -> None:
        pulumi.export("id", Workbook("workbook", args).workbook_id)

    return declare


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    graph = record_program(program(minimal()))

    assert inputs_by_name(graph, WORKBOOK) == {
        "workbook": {
            "resourceGroupName": "rg-chat",
            "resourceName": NAME,
            "location": "swedencentral",
            "kind": "shared",
            "category": "workbook",
            "displayName": "Chat",
            "description": "Tokens, latency, refusals and denials of the landing zone.",
            "sourceId": WORKSPACE,
            "version": "Notebook/1.0",
            "serializedData": workbook_content(WORKSPACE, {"Microsoft.CognitiveServices/accounts": [ACCOUNT]}),
        }
    }
    assert graph.outputs["id"] == f"{GROUP}/providers/Microsoft.Insights/workbooks/{NAME}"


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    """Ids that are outputs keep their dependency, and what is written is known in the first preview."""
    args = minimal()
    args["workspace_id"] = pulumi.Output.from_input(WORKSPACE)
    args["resources"] = [
        {
            "target_id": pulumi.Output.from_input(f"{GROUP}/providers/{azure_type}/{number}"),
            "target_type": azure_type,
        }
        for azure_type in shown_types()
        for number in (1, 2)
    ]

    graph = record_program(program(args))

    [workbook] = inputs_by_name(graph, WORKBOOK).values()
    content = json.loads(workbook["serializedData"])
    charts = {item["name"]: item["content"] for item in content["items"] if item["type"] == 10}
    assert charts["request-units"]["resourceIds"] == [
        f"{GROUP}/providers/Microsoft.DocumentDB/databaseAccounts/1",
        f"{GROUP}/providers/Microsoft.DocumentDB/databaseAccounts/2",
    ]
    assert len([item for item in content["items"] if item["type"] == 1]) == len(shown_types())
    for resource in graph.of_type(WORKBOOK):
        assert not unknown_paths(resource.inputs)
        assert not secret_paths(resource.inputs)


def test_max(record_program: Recording, inputs_by_name: Lookup) -> None:
    def declare() -> None:
        workbook = Workbook(
            "workbook",
            {
                **minimal(),
                "subscription_id": "33333333-3333-3333-3333-333333333333",
                "tags": {"owner": "ai"},
                "resources": [],
            },
            pulumi.ResourceOptions(protect=True),
        )
        pulumi.export("id", workbook.workbook_id)

    graph = record_program(declare)

    [inputs] = inputs_by_name(graph, WORKBOOK).values()
    assert inputs["tags"] == {"owner": "ai"}
    assert [item["name"] for item in json.loads(inputs["serializedData"])["items"]] == ["parameters"]
    assert graph.outputs["id"].startswith("/subscriptions/33333333-3333-3333-3333-333333333333/")
    assert not any(resource.options.protect for resource in graph.of_type(WORKBOOK))


def test_name_is_a_guid_that_depends_on_workspace_and_display_name() -> None:
    name = workbook_name(WORKSPACE, "Chat")

    assert UUID(name).version == 5
    assert workbook_name(WORKSPACE.upper(), "chat") == name
    assert workbook_name(WORKSPACE, "Chat 2") != name
    assert workbook_name(f"{WORKSPACE}2", "Chat") != name


def test_types_that_are_shown_nowhere_are_refused(record_program: Recording) -> None:
    args = minimal()
    args["resources"] = [{"target_id": "/x", "target_type": "Microsoft.Network/virtualNetworks"}]

    with pytest.raises(ProgramError, match=r"nothing is shown of Microsoft\.Network/virtualNetworks; there are"):
        record_program(program(args))
