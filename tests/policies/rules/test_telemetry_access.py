from __future__ import annotations

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.telemetry_access import RULES
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes

COMPONENTS = PropertyCases("Microsoft.Insights/components", {"properties": {"DisableIpMasking": False}})
WORKSPACES = PropertyCases(
    "Microsoft.OperationalInsights/workspaces",
    {"properties": {"publicNetworkAccessForIngestion": "Disabled", "features": {"disableLocalAuth": True}}},
)
DETECTOR = {"properties": {"state": "Enabled", "actionGroups": {"groupIds": ["/subscriptions/s/actionGroups/a"]}}}
DETECTORS = PropertyCases("Microsoft.AlertsManagement/smartDetectorAlertRules", DETECTOR)
BUDGETS = PropertyCases("Microsoft.Consumption/budgets", {"properties": {"notifications": {"half": {"enabled": True}}}})
ASSIGNMENT = {"properties": {"parameters": {"effect": {"value": "Deny"}}}}
ASSIGNMENTS = PropertyCases("Microsoft.Authorization/policyAssignments", ASSIGNMENT)

CASES: list[Case] = [
    *COMPONENTS.of("MON-09", "properties.DisableIpMasking", bad=True, omitted=Outcome.PASS),
    *WORKSPACES.of("MON-10", "properties.publicNetworkAccessForIngestion", "Enabled"),
    *WORKSPACES.of("MON-11", "properties.features.disableLocalAuth", bad=False),
    *DETECTORS.of("MON-12", "properties.state", "Disabled"),
    DETECTORS.one(
        "MON-12", Kind.FAIL, changed(DETECTOR, "properties.actionGroups.groupIds", []), Outcome.FAIL, name="unheard"
    ),
    *BUDGETS.of(
        "GOV-06",
        "properties.notifications",
        {"half": {"enabled": False}},
        omitted=Outcome.PASS,
        wrong_case={"half": {"Enabled": "True"}},
    ),
    *ASSIGNMENTS.of("IAM-05", "properties.parameters.effect.value", "disabled", omitted=Outcome.PASS),
    ASSIGNMENTS.one(
        "IAM-05",
        Kind.FAIL,
        changed(ASSIGNMENT, "properties.notScopes", ["/subscriptions/s"]),
        Outcome.FAIL,
        name="hole",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
