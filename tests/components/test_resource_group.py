from collections.abc import Callable
from typing import Any

import pulumi

from bedplate.components.resource_group import ResourceGroup
from bedplate.generator.graph import Graph

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        group = ResourceGroup("network", {"resource_group_name": "rg", "location": "swedencentral"})
        pulumi.export("id", group.resource_group_id)
        pulumi.export("name", group.resource_group_name)

    graph = record_program(program)

    assert inputs_by_name(graph, "azure-native:resources:ResourceGroup") == {
        "network": {"resourceGroupName": "rg", "location": "swedencentral"}
    }
    assert dict(graph.outputs) == {
        "id": "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg",
        "name": "rg",
    }


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        ResourceGroup("network", {"resource_group_name": "rg", "location": "swedencentral", "tags": {"owner": "ai"}})

    [group] = inputs_by_name(record_program(program), "azure-native:resources:ResourceGroup").values()

    assert group["tags"] == {"owner": "ai"}


def test_max(record_program: Recording) -> None:
    """What is placed in the group by its known name still waits for it."""

    def program() -> None:
        group = ResourceGroup(
            "outer",
            {
                "resource_group_name": pulumi.Output.from_input("rg"),
                "location": "swedencentral",
                "subscription_id": "33333333-3333-3333-3333-333333333333",
            },
        )
        ResourceGroup("inner", {"resource_group_name": group.resource_group_name, "location": "swedencentral"})
        pulumi.export("id", group.resource_group_id)

    graph = record_program(program)

    outer, inner = (
        next(r for r in graph.of_type("azure-native:resources:ResourceGroup") if r.name == name)
        for name in ("outer", "inner")
    )
    assert inner.inputs["resourceGroupName"] == "rg"
    assert inner.property_dependencies["resourceGroupName"] == (outer.urn,)
    assert graph.outputs["id"] == "/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg"
