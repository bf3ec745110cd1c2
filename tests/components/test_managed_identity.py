from collections.abc import Callable
from typing import Any

import pulumi

from bedplate.components.managed_identity import ManagedIdentity
from bedplate.generator.graph import UNKNOWN, Graph, Mode

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

ID = "providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-app"


def test_defaults(record_program: Recording, inputs_by_name: Lookup, mode: Mode) -> None:
    def program() -> None:
        identity = ManagedIdentity(
            "app", {"resource_group_name": "rg", "location": "swedencentral", "identity_name": "id-app"}
        )
        pulumi.export("id", identity.identity_id)
        pulumi.export("principal", identity.principal_id)
        pulumi.export("client", identity.client_id)

    graph = record_program(program)

    assert inputs_by_name(graph, "azure-native:managedidentity:UserAssignedIdentity") == {
        "app": {"resourceGroupName": "rg", "location": "swedencentral", "resourceName": "id-app"}
    }
    assert graph.outputs["id"] == f"/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/{ID}"
    for output in ("principal", "client"):
        assert (graph.outputs[output] is UNKNOWN) == (mode is Mode.UNKNOWN)
    if mode is Mode.KNOWN:
        assert graph.outputs["principal"] != graph.outputs["client"]


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        ManagedIdentity(
            "app",
            {
                "resource_group_name": "rg",
                "location": "swedencentral",
                "identity_name": "id-app",
                "tags": {"owner": "ai"},
            },
        )

    [identity] = inputs_by_name(record_program(program), "azure-native:managedidentity:UserAssignedIdentity").values()

    assert identity["tags"] == {"owner": "ai"}


def test_max(record_program: Recording) -> None:
    def program() -> None:
        identity = ManagedIdentity(
            "app",
            {
                "resource_group_name": pulumi.Output.from_input("rg"),
                "location": "swedencentral",
                "identity_name": pulumi.Output.from_input("id-app"),
                "subscription_id": "33333333-3333-3333-3333-333333333333",
            },
        )
        pulumi.export("id", identity.identity_id)

    graph = record_program(program)

    assert graph.outputs["id"] == f"/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg/{ID}"
