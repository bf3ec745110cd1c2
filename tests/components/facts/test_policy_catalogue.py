import re
from typing import Any
from uuid import UUID

import pytest

from bedplate.components.facts import read_facts
from bedplate.components.facts.policy_catalogue import BuiltInPolicy, built_in_policies, governed_types, policies_for

ROWS: dict[str, dict[str, Any]] = read_facts("policies")
REFERENCE = {
    "71ef260a-8f18-47b7-abcb-62d0673d94dc",
    "037eea7a-bd0a-46c5-9a66-03aea78705d3",
    "44c5a1f9-7ef6-4c38-880c-273e8f7a3c24",
    "58440f8a-10c5-4151-bdce-dfbaad4a20b7",
    "5450f5bd-9c72-4390-a9c4-a7aba4edfdd2",
    "797b37f7-06b8-444c-b1ad-fc62867f335a",
    "ee980b6d-0eca-4501-8d54-f6290fd512c3",
    "90bc8109-d21a-4692-88fc-51419391da3d",
    "6300012e-e9a4-4649-b41f-a85f5c43be91",
    "b2982f36-99f2-4db5-8eff-283140c09693",
    "8c6a50c6-9ffd-4ae7-986f-5fa6111f9a54",
}
"""Definitions that Microsoft's own chat baseline assigns."""


@pytest.mark.parametrize(("name", "row"), [pytest.param(name, row, id=name) for name, row in ROWS.items()])
def test_every_row_can_be_assigned(name: str, row: dict[str, Any]) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert len(name) <= 64
    assert str(UUID(row["definition"])) == row["definition"]
    assert row["effects"] in (["Audit"], ["Audit", "Deny"])
    assert set(row.get("requires", [])) <= {"zoneRedundancy"}
    assert "effect" not in row.get("parameters", {})
    assert len(row["displayName"]) <= 128
    assert len(row["message"]) <= 512
    assert row["message"].endswith(".")
    assert re.fullmatch(r"[\w ]+/\w+\.json, \d+\.\d+\.\d+(-preview)?", row["source"])


def test_a_definition_is_assigned_once() -> None:
    definitions = [row["definition"] for row in ROWS.values()]

    assert len(set(definitions)) == len(definitions)
    assert set(definitions) >= REFERENCE


@pytest.mark.parametrize(
    ("name", "wanted", "effect"),
    [
        pytest.param("search-no-keys", "Deny", "Deny", id="denies"),
        pytest.param("search-no-keys", "Audit", "Audit", id="audits"),
        pytest.param("cosmos-db-private-link", "Deny", "Audit", id="knows_no_denial"),
    ],
)
def test_strongest_effect(name: str, wanted: str, effect: str) -> None:
    [policy] = [policy for policy in built_in_policies() if policy.name == name]

    assert policy.strongest_effect(wanted) == effect


@pytest.mark.parametrize(
    ("azure_types", "features", "names"),
    [
        pytest.param([], ["zoneRedundancy"], [], id="no_type"),
        pytest.param(["Microsoft.Web/sites"], [], ["app-service-https"], id="web_app"),
        pytest.param(
            ["Microsoft.Search/searchServices"],
            [],
            ["ai-services-no-keys", "ai-services-network", "search-no-keys", "search-no-public-access"],
            id="search",
        ),
        pytest.param(
            ["Microsoft.Search/searchServices"],
            ["zoneRedundancy"],
            [
                "ai-services-no-keys",
                "ai-services-network",
                "search-no-keys",
                "search-no-public-access",
                "search-zone-redundant",
            ],
            id="zone_redundant_search",
        ),
    ],
)
def test_policies_for(azure_types: list[str], features: list[str], names: list[str]) -> None:
    found: tuple[BuiltInPolicy, ...] = policies_for(azure_types, features)

    assert [policy.name for policy in found] == names


def test_governed_types() -> None:
    assert governed_types() == (
        "Microsoft.App/containerApps",
        "Microsoft.App/managedEnvironments",
        "Microsoft.CognitiveServices/accounts",
        "Microsoft.ContainerRegistry/registries",
        "Microsoft.DocumentDB/databaseAccounts",
        "Microsoft.KeyVault/vaults",
        "Microsoft.Search/searchServices",
        "Microsoft.Storage/storageAccounts",
        "Microsoft.Web/sites",
    )
