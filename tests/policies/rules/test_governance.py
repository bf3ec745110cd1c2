from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.finding import check
from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rules.governance import RULES
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes

BUDGET: dict[str, Any] = {
    "properties": {
        "notifications": {
            "actual80": {"enabled": True, "threshold": 80, "contactEmails": ["finance@contoso.example"]},
            "actual100": {"enabled": True, "threshold": 100, "contactGroups": ["/group"]},
        }
    }
}
PLAN: dict[str, Any] = {"name": "AI", "properties": {"pricingTier": "Standard"}}
BUDGETS = PropertyCases("Microsoft.Consumption/budgets", BUDGET)
PLANS = PropertyCases("Microsoft.Security/pricings", PLAN)
START = "2026-01-01T00:00:00Z"
EARLY = "properties.notifications.actual80"

CASES: list[Case] = [
    *BUDGETS.of("GOV-03", f"{EARLY}.threshold", bad=100),
    BUDGETS.one("GOV-03", Kind.FAIL, changed(BUDGET, f"{EARLY}.enabled", value=False), Outcome.FAIL, name="off"),
    BUDGETS.one("GOV-03", Kind.FAIL, changed(BUDGET, f"{EARLY}.contactEmails", []), Outcome.FAIL, name="nobody"),
    *(
        BUDGETS.one("GOV-03", kind, changed(BUDGET, "properties.timePeriod", period), expected, name=name)
        for kind, period, expected, name in (
            (Kind.PASS, {"startDate": START, "endDate": "2027-01-01"}, Outcome.PASS, "ends-later"),
            (Kind.FAIL, {"startDate": START, "endDate": "2025-12-31T00:00:00Z"}, Outcome.FAIL, "ends-earlier"),
            (Kind.FAIL, {"startDate": START, "endDate": START}, Outcome.FAIL, "ends-at-once"),
            (Kind.OMITTED, {"startDate": START}, Outcome.PASS, "no-end"),
            (Kind.UNKNOWN, {"startDate": START, "endDate": UNKNOWN}, Outcome.UNDECIDED, "end-not-known"),
            (Kind.WRONG_CASE, {"startDate": START, "endDate": "2027-01-01t00:00:00z"}, Outcome.PASS, "small-letters"),
        )
    ),
    *PLANS.of("GOV-05", "properties.pricingTier", "Free"),
    PLANS.one("GOV-05", Kind.NOT_APPLICABLE, changed(PLAN, "name", "SqlServers"), Outcome.NOT_APPLICABLE),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected


TAGGED: dict[str, Any] = {"location": "swedencentral", "tags": {"owner": "team", "costCenter": "4711"}}
REQUIRED = {"tags": ("owner", "costCenter")}
ALLOWED = {"locations": ("swedencentral", "germanywestcentral")}
REPLICATED: dict[str, Any] = {"location": "swedencentral", "properties": {"locations": [{"locationName": "eastus"}]}}


@pytest.mark.parametrize(
    ("rule", "body", "parameters", "expected"),
    [
        pytest.param("GOV-01", TAGGED, REQUIRED, Outcome.PASS, id="tags-pass"),
        pytest.param("GOV-01", TAGGED, {"tags": ("Owner", "workload")}, Outcome.FAIL, id="tags-fail"),
        pytest.param("GOV-01", {"location": "swedencentral"}, REQUIRED, Outcome.FAIL, id="tags-omitted"),
        pytest.param("GOV-01", {**TAGGED, "tags": UNKNOWN}, REQUIRED, Outcome.UNDECIDED, id="tags-unknown"),
        pytest.param("GOV-01", {**TAGGED, "TAGS": {}}, {"tags": ("OWNER",)}, Outcome.PASS, id="tags-wrong-case"),
        pytest.param("GOV-01", TAGGED, {}, Outcome.NOT_APPLICABLE, id="tags-nothing-asked"),
        pytest.param("GOV-01", {"properties": {}}, REQUIRED, Outcome.NOT_APPLICABLE, id="tags-takes-none"),
        pytest.param("GOV-02", TAGGED, ALLOWED, Outcome.PASS, id="region-pass"),
        pytest.param("GOV-02", {"location": "global"}, ALLOWED, Outcome.PASS, id="region-global"),
        pytest.param("GOV-02", {"location": "eastus"}, ALLOWED, Outcome.FAIL, id="region-fail"),
        pytest.param("GOV-02", REPLICATED, ALLOWED, Outcome.FAIL, id="region-of-a-replica"),
        pytest.param(
            "GOV-02",
            {"properties": {"replication": {"location": "eastus"}}},
            ALLOWED,
            Outcome.FAIL,
            id="region-of-a-workspace-replica",
        ),
        pytest.param("GOV-02", {}, ALLOWED, Outcome.PASS, id="region-omitted"),
        pytest.param("GOV-02", {"location": UNKNOWN}, ALLOWED, Outcome.UNDECIDED, id="region-unknown"),
        pytest.param("GOV-02", {"Location": "SwedenCentral"}, ALLOWED, Outcome.PASS, id="region-wrong-case"),
        pytest.param(
            "GOV-02", {"location": "Sweden Central"}, ALLOWED, Outcome.PASS, id="region-as-the-portal-says-it"
        ),
        pytest.param("GOV-02", {"location": "eastus"}, {}, Outcome.NOT_APPLICABLE, id="region-nothing-asked"),
    ],
)
def test_outcome_by_parameters(rule: str, body: Any, parameters: dict[str, Any], expected: Outcome) -> None:
    (chosen,) = (each for each in RULES if each.id == rule)
    resource = Resource(key="tried", type="Contoso.Things/things", body=body)
    (finding,) = check(Resources([resource]), [chosen], {rule: parameters})
    assert finding.verdict.outcome is expected
