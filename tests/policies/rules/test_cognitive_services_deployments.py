from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.finding import check
from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rules.cognitive_services_deployments import RULES
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes

GOOD: dict[str, Any] = {
    "name": "aif-chat/chat",
    "sku": {"name": "DataZoneStandard", "capacity": 50},
    "properties": {
        "model": {"format": "OpenAI", "name": "gpt-5.1", "version": "2025-11-13-Preview"},
        "raiPolicyName": "strict",
        "versionUpgradeOption": "NoAutoUpgrade",
    },
}
TYPE = "Microsoft.CognitiveServices/accounts/deployments"
MAKE = PropertyCases(TYPE, GOOD)

CASES: list[Case] = [
    *MAKE.of("AOAI-01", "properties.raiPolicyName", "Microsoft.Default"),
    MAKE.one(
        "AOAI-01", Kind.FAIL, changed(GOOD, "properties.raiPolicyName", "MICROSOFT.NIL"), Outcome.FAIL, name="nil"
    ),
    *MAKE.of("AOAI-02", "properties.versionUpgradeOption", "OnceNewDefaultVersionAvailable"),
    *MAKE.of("AOAI-03", "properties.model.version", "latest"),
    *MAKE.of("AOAI-04", "properties.model.format", "Somebody"),
    *MAKE.of("AOAI-05", "sku.name", "GlobalStandard"),
    MAKE.one("AOAI-06", Kind.NOT_APPLICABLE, GOOD, Outcome.NOT_APPLICABLE),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(GOOD, Outcome.PASS, id="pass"),
        pytest.param(changed(GOOD, "sku.capacity", 51), Outcome.FAIL, id="fail"),
        pytest.param(changed(GOOD, "sku.capacity", None), Outcome.PASS, id="omitted-is-one"),
        pytest.param(changed(GOOD, "sku.capacity", UNKNOWN), Outcome.UNDECIDED, id="unknown"),
        pytest.param({**GOOD, "sku": {"NAME": "DataZoneStandard", "CAPACITY": "51"}}, Outcome.FAIL, id="wrong-case"),
        pytest.param(changed(GOOD, "sku.name", "GlobalBatch"), Outcome.NOT_APPLICABLE, id="batch"),
    ],
)
def test_capacity_within_a_budget(body: dict[str, Any], expected: Outcome) -> None:
    (rule,) = (rule for rule in RULES if rule.id == "AOAI-06")
    (finding,) = check(Resources([Resource(key="d", type=TYPE, body=body)]), [rule], {"AOAI-06": {"mostCapacity": 50}})
    assert finding.verdict.outcome is expected


def test_types_may_be_allowed() -> None:
    (rule,) = (rule for rule in RULES if rule.id == "AOAI-05")
    resource = Resource(key="d", type=TYPE, body=changed(GOOD, "sku.name", "GlobalStandard"))
    (finding,) = check(Resources([resource]), [rule], {"AOAI-05": {"deploymentTypes": ["GlobalStandard"]}})
    assert finding.verdict.outcome is Outcome.PASS
