from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.nobody_is_master_of_a_service import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import declared, outcomes_of, reasons_of, without_id

TYPE = "Microsoft.Authorization/roleAssignments"
ROLES = "/providers/Microsoft.Authorization/roleDefinitions"
OWNER = f"{ROLES}/8e3af657-a8ff-443c-a75c-2fe8c4bcb635"
SECRETS_USER = f"{ROLES}/4633458b-17de-408a-b874-0445c86b69e6"


def assignment(role: Any, **properties: Any) -> Resource:
    body = {"properties": {"roleDefinitionId": role, **properties}}
    return declared(f"Microsoft.KeyVault/vaults/kv/providers/{TYPE}/grant", body)


@pytest.mark.parametrize(
    ("role", "properties", "expected"),
    [
        pytest.param(SECRETS_USER, {}, Outcome.PASS, id="pass"),
        pytest.param(OWNER, {}, Outcome.FAIL, id="fail"),
        pytest.param(OWNER.upper(), {}, Outcome.FAIL, id="wrong-case"),
        pytest.param(None, {}, Outcome.PASS, id="omitted"),
        pytest.param(UNKNOWN, {}, Outcome.UNDECIDED, id="unknown"),
        pytest.param(OWNER, {"condition": UNKNOWN}, Outcome.UNDECIDED, id="unknown-condition"),
        pytest.param(
            OWNER,
            {"condition": "!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})"},
            Outcome.PASS,
            id="bounded",
        ),
        pytest.param(
            OWNER,
            {"condition": "@Resource[Microsoft.Storage/storageAccounts:name] StringEquals 'st'"},
            Outcome.FAIL,
            id="bounded-on-data-alone",
        ),
    ],
)
def test_outcome(role: Any, properties: dict[str, Any], expected: Outcome) -> None:
    assert outcomes_of(RULE, assignment(role, **properties)) == [expected]


def test_a_wider_scope_is_judged_elsewhere() -> None:
    wide = declared(f"{TYPE}/grant", {"properties": {"roleDefinitionId": OWNER}})
    assert outcomes_of(RULE, wide) == [Outcome.NOT_APPLICABLE]


def test_a_scope_that_is_not_known_leaves_it_undecided() -> None:
    unknown = without_id("grant", TYPE, {"properties": {"roleDefinitionId": OWNER}}, "kv", path="scope")
    assert outcomes_of(RULE, unknown) == [Outcome.UNDECIDED]


def test_the_reason() -> None:
    assert reasons_of(RULE, assignment(OWNER)) == ["Owner is given on a resource"]
