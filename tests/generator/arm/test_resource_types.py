"""Reading the table of resource types."""

from __future__ import annotations

import pytest

from bedplate.components.facts.arm_types import arm_type
from bedplate.generator.arm.resource_types import _Table, resource_type
from bedplate.generator.arm.scopes import ScopeKind
from tests.generator.arm.made import SUBSCRIPTION

pytestmark = pytest.mark.usefixtures("made_table")


@pytest.mark.parametrize(
    ("token", "found", "version", "certainty"),
    [
        pytest.param("azure-native:made:Net", "azure-native:made:Net", "2025-01-01", "sure", id="today"),
        pytest.param("azure-native:oldmade:Net", "azure-native:made:Net", "2025-01-01", "sure", id="former-module"),
        pytest.param("azure-native:made/v20230901:Net", "azure-native:made:Net", "2023-09-01", "likely", id="version"),
        pytest.param(
            "azure-native:made/v20250101:Net", "azure-native:made:Net", "2025-01-01", "sure", id="the-same-version"
        ),
        pytest.param(
            "azure-native:oldmade/v20230901preview:Net",
            "azure-native:made:Net",
            "2023-09-01-preview",
            "likely",
            id="version-of-a-former-module",
        ),
        pytest.param(
            "azure-native_made_v20230901:made:Net", "azure-native:made:Net", "2023-09-01", "likely", id="local-package"
        ),
    ],
)
def test_tokens_of_every_age_find_their_row(token: str, found: str, version: str, certainty: str) -> None:
    row = resource_type(token)

    assert row is not None
    assert (row.token, row.api_version, row.certainty) == (found, version, certainty)
    assert row.name == "Made.Net/nets"


@pytest.mark.parametrize(
    "token",
    [
        pytest.param("azure-native:made:Missing", id="type"),
        pytest.param("azure-native:missing:Net", id="module"),
        pytest.param("azure:made:Net", id="package"),
        pytest.param("azure-native:../made:Net", id="path"),
        pytest.param("made", id="no-token"),
    ],
)
def test_other_tokens_have_none(token: str) -> None:
    assert resource_type(token) is None


def test_paths_of_components_stand_in_their_own_table_only(made_table: _Table) -> None:
    token = "azure-native:keyvault:Vault"  # noqa: S105 - a type token
    ours, row = arm_type(token), made_table.resource_type(token)

    assert ours is not None
    assert row is not None
    assert (row.path, row.api_version, row.path_parameters) == (ours.path, ours.api_version, ours.path_parameters)


@pytest.mark.parametrize(
    ("kind", "name", "scope"),
    [
        pytest.param("NetRule", "Made.Net/nets/rules", ScopeKind.RESOURCE_GROUP, id="child"),
        pytest.param("Service", "Made.Net/nets/services", ScopeKind.RESOURCE_GROUP, id="constant-name"),
        pytest.param("Group", "Microsoft.Resources/resourceGroups", ScopeKind.SUBSCRIPTION, id="resource-group"),
        pytest.param("Plan", "Made.Net/plans", ScopeKind.SUBSCRIPTION, id="subscription"),
        pytest.param("Tenantly", "Made.Net/worlds", ScopeKind.TENANT, id="tenant"),
        pytest.param("Grant", "Made.Net/grants", ScopeKind.EXTENSION, id="extension"),
    ],
)
def test_type_and_scope_come_of_the_path(kind: str, name: str, scope: ScopeKind) -> None:
    row = resource_type(f"azure-native:made:{kind}")

    assert row is not None
    assert (row.name, row.scope) == (name, scope)


def test_ids_are_filled_and_read_back_whatever_their_case() -> None:
    row = resource_type("azure-native:made:NetRule")
    assert row is not None
    parameters = {"subscriptionId": SUBSCRIPTION, "resourceGroupName": "rg", "netName": "n", "ruleName": "r"}

    assert row.resource_id(parameters) == (
        f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Made.Net/nets/n/rules/r"
    )
    assert row.parameters_of(row.resource_id(parameters).replace("resourceGroups", "resourcegroups")) == parameters
    assert row.parameters_of("/subscriptions/other") == {}


def test_a_scope_may_hold_slashes() -> None:
    row = resource_type("azure-native:made:Grant")
    assert row is not None

    assert row.resource_id({"scope": "/subscriptions/s/", "grantName": "g"}) == (
        "/subscriptions/s/providers/Made.Net/grants/g"
    )
    assert row.parameters_of("/subscriptions/s/providers/Made.Net/grants/g") == {
        "scope": "subscriptions/s",
        "grantName": "g",
    }
