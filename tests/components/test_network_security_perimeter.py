from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from bedplate.components.facts.perimeter_members import PerimeterAvailability, perimeter_members
from bedplate.components.network_security_perimeter import (
    NetworkSecurityPerimeter,
    NetworkSecurityPerimeterArgs,
    PerimeterAccessMode,
    PerimeterResourceArgs,
)
from bedplate.components.search_service import SearchService
from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import Graph, unknown_paths

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

SUBSCRIPTION = "/subscriptions/11111111-1111-1111-1111-111111111111"
PERIMETER_ID = f"{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Network/networkSecurityPerimeters/nsp"
PERIMETER = "azure-native:network:NetworkSecurityPerimeter"
PARENT = {"resourceGroupName": "rg", "networkSecurityPerimeterName": "nsp", "location": "swedencentral"}
VAULT: PerimeterResourceArgs = {
    "association_name": "vaults",
    "target_type": "Microsoft.KeyVault/vaults",
    "target_id": "vault-id",
}
STORAGE: PerimeterResourceArgs = {
    "association_name": "storageAccounts",
    "target_type": "Microsoft.Storage/storageAccounts",
    "target_id": "storage-id",
}
MINIMAL: NetworkSecurityPerimeterArgs = {
    "resource_group_name": "rg",
    "location": "swedencentral",
    "perimeter_name": "nsp",
    "resources": [VAULT],
}


def _association(name: str, target_id: str, mode: str) -> dict[str, Any]:
    return {
        **PARENT,
        "associationName": name,
        "accessMode": mode,
        "privateLinkResource": {"id": target_id},
        "profile": {"id": f"{PERIMETER_ID}/profiles/zone"},
    }


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        pulumi.export("id", NetworkSecurityPerimeter("around", MINIMAL).perimeter_id)

    graph = record_program(program)

    assert inputs_by_name(graph, PERIMETER) == {"around": PARENT}
    assert inputs_by_name(graph, f"{PERIMETER}Profile") == {"around": {**PARENT, "profileName": "zone"}}
    assert graph.of_type(f"{PERIMETER}AccessRule") == ()
    assert inputs_by_name(graph, f"{PERIMETER}Association") == {
        "around-vaults": _association("vaults", "vault-id", "Enforced")
    }
    assert graph.outputs["id"] == PERIMETER_ID


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    """It logs what crosses it, and lets the identities of its own subscription in."""

    def program() -> None:
        args: NetworkSecurityPerimeterArgs = {
            **MINIMAL,
            "inbound_subscription_ids": ["22222222-2222-2222-2222-222222222222"],
            "log_analytics_workspace_id": "log",
        }
        NetworkSecurityPerimeter("around", args)

    graph = record_program(program)

    assert inputs_by_name(graph, f"{PERIMETER}AccessRule") == {
        "around-subscriptions": {
            **PARENT,
            "profileName": "zone",
            "accessRuleName": "subscriptions",
            "direction": "Inbound",
            "subscriptions": [{"id": "/subscriptions/22222222-2222-2222-2222-222222222222"}],
        }
    }
    [setting] = inputs_by_name(graph, "azure-native:monitor:DiagnosticSetting").values()
    assert setting["resourceUri"] == PERIMETER_ID
    assert {"NspPublicInboundPerimeterRulesDenied", "NspPublicOutboundPerimeterRulesDenied"} <= {
        log["category"] for log in setting["logs"]
    }
    assert "metrics" not in setting


def test_max(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        args: NetworkSecurityPerimeterArgs = {
            **MINIMAL,
            "resources": [VAULT, STORAGE],
            "mode": PerimeterAccessMode.LEARNING,
            "inbound_subscription_ids": [pulumi.Output.from_input("22222222-2222-2222-2222-222222222222")],
            "outbound_fqdns": ["api.example.com"],
            "log_analytics_workspace_id": "log",
            "tags": {"owner": "ai"},
        }
        NetworkSecurityPerimeter("around", args)

    graph = record_program(program)

    [perimeter] = inputs_by_name(graph, PERIMETER).values()
    assert perimeter["tags"] == {"owner": "ai"}
    assert inputs_by_name(graph, f"{PERIMETER}AccessRule")["around-hosts"] == {
        **PARENT,
        "profileName": "zone",
        "accessRuleName": "hosts",
        "direction": "Outbound",
        "fullyQualifiedDomainNames": ["api.example.com"],
    }
    assert inputs_by_name(graph, f"{PERIMETER}Association") == {
        "around-vaults": _association("vaults", "vault-id", "Learning"),
        "around-storageAccounts": _association("storageAccounts", "storage-id", "Learning"),
    }
    assert all(unknown_paths(resource.inputs) == () for resource in graph.resources)


def test_services_come_in_one_after_another_once_all_rules_stand(record_program: Recording) -> None:
    def program() -> None:
        perimeter = NetworkSecurityPerimeter(
            "around",
            {
                **MINIMAL,
                "resources": [VAULT, STORAGE],
                "inbound_subscription_ids": ["22222222-2222-2222-2222-222222222222"],
                "outbound_fqdns": ["api.example.com"],
                "log_analytics_workspace_id": "log",
            },
        )
        SearchService(
            "after",
            {
                "resource_group_name": "rg",
                "location": "swedencentral",
                "search_service_name": "srch",
                "tags": {"perimeter": perimeter.perimeter_id},
            },
        )

    graph = record_program(program)

    subscriptions, hosts = graph.of_type(f"{PERIMETER}AccessRule")
    [setting] = [entry for entry in graph.of_type("azure-native:monitor:DiagnosticSetting") if entry.name == "around"]
    first, second = graph.of_type(f"{PERIMETER}Association")
    [search] = graph.of_type("azure-native:search:Service")
    assert subscriptions.urn in hosts.dependencies
    assert {subscriptions.urn, hosts.urn, setting.urn} <= set(first.dependencies)
    assert first.urn in second.dependencies
    assert {first.urn, second.urn} <= set(search.dependencies)


def test_what_no_perimeter_can_hold_is_refused(record_program: Recording) -> None:
    registry: PerimeterResourceArgs = {
        "association_name": "registries",
        "target_type": "Microsoft.ContainerRegistry/registries",
        "target_id": "registry-id",
    }

    with pytest.raises(
        ProgramError, match=r"no perimeter can hold Microsoft\.ContainerRegistry/registries; it can hold"
    ):
        record_program(lambda: NetworkSecurityPerimeter("around", {**MINIMAL, "resources": [VAULT, registry]}))


def test_members_and_their_availability() -> None:
    members = perimeter_members()

    assert {name for name, availability in members.items() if availability is PerimeterAvailability.PREVIEW} == {
        "Microsoft.DocumentDB/databaseAccounts",
        "Microsoft.Sql/servers",
    }
    assert {
        "Microsoft.CognitiveServices/accounts",
        "Microsoft.KeyVault/vaults",
        "Microsoft.OperationalInsights/workspaces",
        "Microsoft.Search/searchServices",
        "Microsoft.Storage/storageAccounts",
    } <= set(members)
