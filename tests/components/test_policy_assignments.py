from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from bedplate.components.facts.policy_catalogue import built_in_policies, governed_types
from bedplate.components.policy_assignments import (
    PolicyAssignmentEffect,
    PolicyAssignments,
    PolicyAssignmentsArgs,
    PolicyEnforcement,
)
from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import Graph, unknown_paths

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

ASSIGNMENT = "azure-native:authorization:PolicyAssignment"
GROUP = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-chat-ai"
VAULTS = "Microsoft.KeyVault/vaults"
VAULT_POLICIES = {"key-vault-no-public-access", "key-vault-purge-protection", "key-vault-roles"}
AUDITED_ONLY = {"cosmos-db-private-link", "cosmos-db-zone-redundant", "search-zone-redundant"}


def program(args: PolicyAssignmentsArgs) -> Callable[[], None]:
    def declare() -> None:
        pulumi.export("ids", PolicyAssignments("policy", args).policy_assignment_ids)

    return declare


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    graph = record_program(program({"scope": GROUP, "azure_types": [VAULTS]}))

    assignments = inputs_by_name(graph, ASSIGNMENT)
    assert assignments.keys() == {f"policy-{name}" for name in VAULT_POLICIES}
    message = "Key vaults in this landing zone cannot be purged: set enablePurgeProtection to true."
    assert assignments["policy-key-vault-purge-protection"] == {
        "scope": GROUP,
        "policyAssignmentName": "key-vault-purge-protection",
        "displayName": "Key vaults should have deletion protection enabled",
        "description": message,
        "policyDefinitionId": (
            "/providers/Microsoft.Authorization/policyDefinitions/0b60c0b2-2dc2-4e1c-b5c9-abbed971de53"
        ),
        "enforcementMode": "Default",
        "parameters": {"effect": {"value": "Audit"}},
        "nonComplianceMessages": [{"message": message}],
    }
    assert graph.outputs["ids"] == {
        name: f"{GROUP}/providers/Microsoft.Authorization/policyAssignments/{name}" for name in VAULT_POLICIES
    }


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    """A policy that only audits does so where others deny."""
    args: PolicyAssignmentsArgs = {
        "scope": GROUP,
        "azure_types": list(governed_types()),
        "effect": PolicyAssignmentEffect.DENY,
        "zone_redundant": True,
    }

    assignments = inputs_by_name(record_program(program(args)), ASSIGNMENT)

    effects = {
        name.removeprefix("policy-"): inputs["parameters"]["effect"]["value"] for name, inputs in assignments.items()
    }
    assert len(effects) == len(built_in_policies()) == 22
    assert {name for name, effect in effects.items() if effect == "Audit"} == AUDITED_ONLY
    assert assignments["policy-storage-tls"]["parameters"] == {
        "effect": {"value": "Deny"},
        "minimumTlsVersion": {"value": "TLS1_2"},
    }


def test_max(record_program: Recording, inputs_by_name: Lookup) -> None:
    def declare() -> None:
        PolicyAssignments(
            "policy",
            {
                "scope": pulumi.Output.from_input(GROUP),
                "azure_types": ["Microsoft.DocumentDB/databaseAccounts"],
                "effect": PolicyAssignmentEffect.DENY,
                "enforcement": PolicyEnforcement.DO_NOT_ENFORCE,
                "zone_redundant": False,
            },
            pulumi.ResourceOptions(protect=True),
        )

    graph = record_program(declare)

    assignments = inputs_by_name(graph, ASSIGNMENT)
    assert assignments.keys() == {
        "policy-cosmos-db-no-keys",
        "policy-cosmos-db-no-public-access",
        "policy-cosmos-db-private-link",
    }
    assert {inputs["enforcementMode"] for inputs in assignments.values()} == {"DoNotEnforce"}
    assert not any(resource.options.protect for resource in graph.of_type(ASSIGNMENT))
    assert not any(unknown_paths(resource.inputs) for resource in graph.of_type(ASSIGNMENT))


def test_types_without_policies_are_refused(record_program: Recording) -> None:
    with pytest.raises(ProgramError, match=r"no policies for Microsoft\.Network/virtualNetworks; there are some for"):
        record_program(program({"scope": GROUP, "azure_types": [VAULTS, "Microsoft.Network/virtualNetworks"]}))
