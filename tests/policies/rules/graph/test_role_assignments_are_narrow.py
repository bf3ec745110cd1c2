from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.role_assignments_are_narrow import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import GROUP, Kind
from tests.policies.rules.graph.judging import Trial, arm_id, declared, outcomes, trial, verdicts

TYPE = "Microsoft.Authorization/roleAssignments"
OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"
CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c"
ADMINISTRATOR = "f58310d9-a9f6-439a-9e8d-f62e7b41a168"
READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7"
SUBSCRIPTION = GROUP.split("/resourceGroups")[0]

BOUND = "@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {}"
BLOBS = "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringLike 'logs'"


def _role(role: Any, scope: str | None = GROUP, **changes: Any) -> Resource:
    id_ = (
        f"/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/{role}" if isinstance(role, str) else role
    )
    properties = {"principalType": "ServicePrincipal", "roleDefinitionId": id_} | changes
    return declared(TYPE, "a", properties, id_=scope and f"{scope}/providers/{TYPE}/a")


TRIALS = [
    trial(Kind.PASS, "narrow-role", Outcome.PASS, _role(READER)),
    trial(Kind.PASS, "on-one-resource", Outcome.PASS, _role(CONTRIBUTOR, arm_id("Microsoft.KeyVault/vaults", "kv"))),
    trial(Kind.PASS, "bounded", Outcome.PASS, _role(ADMINISTRATOR, condition=BOUND)),
    trial(Kind.FAIL, "bounded-in-blobs-alone", Outcome.FAIL, _role(ADMINISTRATOR, condition=BLOBS)),
    trial(Kind.UNKNOWN, "condition", Outcome.UNDECIDED, _role(ADMINISTRATOR, condition=UNKNOWN)),
    trial(Kind.FAIL, "owner-of-a-group", Outcome.FAIL, _role(OWNER)),
    trial(Kind.FAIL, "contributor-of-a-subscription", Outcome.FAIL, _role(CONTRIBUTOR, SUBSCRIPTION)),
    trial(Kind.FAIL, "unbounded", Outcome.FAIL, _role(ADMINISTRATOR)),
    trial(Kind.FAIL, "no-condition-bounds-contributors", Outcome.FAIL, _role(CONTRIBUTOR, condition=BOUND)),
    trial(
        Kind.FAIL,
        "management-group",
        Outcome.FAIL,
        _role(OWNER, "/providers/Microsoft.Management/managementGroups/m"),
    ),
    trial(Kind.OMITTED, "principal-type", Outcome.FAIL, _role(READER, principalType="")),
    trial(Kind.UNKNOWN, "role", Outcome.UNDECIDED, _role(UNKNOWN)),
    trial(Kind.UNKNOWN, "scope", Outcome.UNDECIDED, _role(OWNER, None)),
    trial(Kind.UNKNOWN, "scope-of-a-narrow-role", Outcome.PASS, _role(READER, None)),
    trial(Kind.WRONG_CASE, "role-and-scope", Outcome.FAIL, _role(OWNER.upper(), GROUP.upper())),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, _role(OWNER))
    assert verdict.reason == "Owner is given on a whole resource group"
