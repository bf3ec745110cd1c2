from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.authorization import RULES
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes, without

ROLE: dict[str, Any] = {"properties": {"permissions": [{"actions": ["Microsoft.Insights/*/read"], "dataActions": []}]}}
ASSIGNMENT: dict[str, Any] = {
    "properties": {"displayName": "No public accounts", "description": "Why", "enforcementMode": "Default"}
}
GRANT: dict[str, Any] = {
    "name": "be24787e-52f0-5d1e-84f9-c28c5ae6e57f",
    "properties": {"principalType": "ServicePrincipal"},
}
GRANTS = PropertyCases("Microsoft.Authorization/roleAssignments", GRANT)
PERMISSIONS = "properties.permissions"
ROLES = PropertyCases("Microsoft.Authorization/roleDefinitions", ROLE)
ASSIGNMENTS = PropertyCases("Microsoft.Authorization/policyAssignments", ASSIGNMENT)

CASES: list[Case] = [
    *ROLES.of("IAM-02", PERMISSIONS, [{"actions": ["*"]}]),
    *(
        ROLES.one("IAM-02", Kind.FAIL, changed(ROLE, PERMISSIONS, [{"actions": [action]}]), Outcome.FAIL, name=name)
        for action, name in (
            ("*/WRITE", "writes-everything"),
            ("Microsoft.Authorization/*", "grants-every-role"),
            ("microsoft.authorization/*/write", "writes-every-grant"),
        )
    ),
    ROLES.one("IAM-02", Kind.FAIL, changed(ROLE, PERMISSIONS, [{"dataActions": ["*"]}]), Outcome.FAIL, name="all-data"),
    ROLES.one(
        "IAM-02",
        Kind.UNKNOWN,
        changed(ROLE, PERMISSIONS, [{"actions": [UNKNOWN]}]),
        Outcome.UNDECIDED,
        name="one-action",
    ),
    *GRANTS.of("X-IAM-03", "name", "grant-1"),
    GRANTS.one("X-IAM-03", Kind.FAIL, without(GRANT, "properties.principalType"), Outcome.FAIL, name="no-type"),
    *ASSIGNMENTS.of("IAM-04", "properties.enforcementMode", "DoNotEnforce", omitted=Outcome.PASS),
    ASSIGNMENTS.one("IAM-04", Kind.FAIL, without(ASSIGNMENT, "properties.displayName"), Outcome.FAIL, name="no-name"),
    ASSIGNMENTS.one(
        "IAM-04", Kind.FAIL, changed(ASSIGNMENT, "properties.description", ""), Outcome.FAIL, name="no-why"
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
