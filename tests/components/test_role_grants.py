from collections.abc import Callable
from typing import Any

import pytest

from bedplate.components.facts.role_catalogue import role_definition_guid
from bedplate.components.resource_group import ResourceGroup
from bedplate.components.role_grants import PrincipalType, RoleGrants, role_assignment_name
from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import Graph

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

SUBSCRIPTION = "/subscriptions/11111111-1111-1111-1111-111111111111"
VAULT_ID = f"{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv"
STORAGE_ID = f"{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
IDENTITY_ID = f"{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id"


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        RoleGrants(
            "application",
            {
                "principal_id": "44444444-4444-4444-4444-444444444444",
                "principal_key": IDENTITY_ID,
                "grants": [{"role": "Key Vault Secrets User", "scope": VAULT_ID, "scope_name": "vault"}],
            },
        )

    graph = record_program(program)

    assert inputs_by_name(graph, "azure-native:authorization:RoleAssignment") == {
        "application-key-vault-secrets-user-vault": {
            "scope": VAULT_ID,
            "roleAssignmentName": "9670f9bb-7de1-5e7c-94db-c14cfcc2673c",
            "roleDefinitionId": f"{SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/"
            "4633458b-17de-408a-b874-0445c86b69e6",
            "principalId": "44444444-4444-4444-4444-444444444444",
            "principalType": "ServicePrincipal",
        }
    }


def test_waf_aligned(record_program: Recording) -> None:
    """A grant is replaced by deletion first, as Azure refuses a second one; consumers of its scope wait for it."""

    def program() -> None:
        grants = RoleGrants(
            "application",
            {
                "principal_id": "44444444-4444-4444-4444-444444444444",
                "principal_key": IDENTITY_ID,
                "grants": [
                    {"role": "Storage Blob Data Reader", "scope": STORAGE_ID, "scope_name": "storage"},
                    {"role": "Key Vault Secrets User", "scope": VAULT_ID, "scope_name": "vault"},
                ],
            },
        )
        ResourceGroup(
            "consumer", {"resource_group_name": grants.granted_scope_ids["vault"], "location": "swedencentral"}
        )

    graph = record_program(program)
    assignments = graph.of_type("azure-native:authorization:RoleAssignment")
    [consumer] = graph.of_type("azure-native:resources:ResourceGroup")

    assert consumer.inputs["resourceGroupName"] == VAULT_ID
    assert {assignment.urn for assignment in assignments} <= set(consumer.dependencies)
    assert len(assignments) == 2
    assert all(assignment.options.delete_before_replace for assignment in assignments)
    assert len({assignment.inputs["roleAssignmentName"] for assignment in assignments}) == 2


def test_max(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        RoleGrants(
            "team",
            {
                "principal_id": "44444444-4444-4444-4444-444444444444",
                "principal_key": "44444444-4444-4444-4444-444444444444",
                "principal_type": PrincipalType.GROUP,
                "grants": [
                    {"role": "Foundry User", "scope": VAULT_ID, "scope_name": "a"},
                    {"role": "Foundry User", "scope": STORAGE_ID, "scope_name": "b"},
                ],
            },
        )

    assignments = inputs_by_name(record_program(program), "azure-native:authorization:RoleAssignment")

    assert set(assignments) == {"team-foundry-user-a", "team-foundry-user-b"}
    assert {assignment["principalType"] for assignment in assignments.values()} == {"Group"}


def test_a_condition_narrows_a_role_and_leaves_its_name_alone(
    record_program: Recording, inputs_by_name: Lookup
) -> None:
    role, condition = "Storage Blob Data Owner", "(!(ActionMatches{'blobs/tags/read'}))"

    def program() -> None:
        RoleGrants(
            "project",
            {
                "principal_id": "44444444-4444-4444-4444-444444444444",
                "principal_key": IDENTITY_ID,
                "grants": [{"role": role, "scope": STORAGE_ID, "scope_name": "files", "condition": condition}],
            },
        )

    [assignment] = inputs_by_name(record_program(program), "azure-native:authorization:RoleAssignment").values()

    assert assignment["condition"] == condition
    assert assignment["conditionVersion"] == "2.0"
    assert assignment["roleAssignmentName"] == role_assignment_name(STORAGE_ID, IDENTITY_ID, role)


def test_an_unknown_role_is_refused_with_the_nearest_one(record_program: Recording) -> None:
    def program() -> None:
        RoleGrants(
            "application",
            {
                "principal_id": "p",
                "principal_key": "k",
                "grants": [{"role": "Key Vault Secret User", "scope": VAULT_ID, "scope_name": "vault"}],
            },
        )

    with pytest.raises(ProgramError, match="did you mean 'Key Vault Secrets User'"):
        record_program(program)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param((STORAGE_ID, IDENTITY_ID, "Key Vault Secrets User"), id="another-scope"),
        pytest.param((VAULT_ID, f"{IDENTITY_ID}2", "Key Vault Secrets User"), id="another-principal"),
        pytest.param((VAULT_ID, IDENTITY_ID, "Foundry User"), id="another-role"),
    ],
)
def test_an_assignment_is_named_by_scope_principal_and_role(other: tuple[str, str, str]) -> None:
    name = role_assignment_name(VAULT_ID, IDENTITY_ID, "Key Vault Secrets User")

    assert name == role_assignment_name(VAULT_ID.upper(), IDENTITY_ID.lower(), "Key Vault Secrets User")
    assert name != role_assignment_name(*other)


@pytest.mark.parametrize(
    ("former", "name"),
    [
        pytest.param("Azure AI User", "Foundry User", id="user"),
        pytest.param("Azure AI Project Manager", "Foundry Project Manager", id="project-manager"),
    ],
)
def test_a_role_that_azure_renamed_is_refused_with_its_new_name(former: str, name: str) -> None:
    with pytest.raises(ValueError, match=f"holds no '{former}'; Azure renamed it to '{name}'"):
        role_definition_guid(former)

    assert role_definition_guid(name)


def test_owner_and_contributor_cannot_be_granted() -> None:
    for role in ("Owner", "Contributor", "User Access Administrator"):
        with pytest.raises(ValueError, match="the role catalogue holds no"):
            role_definition_guid(role)
