from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.finding import check
from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rules.search_services import RULES
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes

GOOD: dict[str, Any] = {
    "name": "srch-chat",
    "sku": {"name": "standard"},
    "identity": {"type": "SystemAssigned"},
    "properties": {
        "publicNetworkAccess": "Disabled",
        "disableLocalAuth": True,
        "replicaCount": 2,
        "encryptionWithCmk": {"enforcement": "Enabled"},
        "networkRuleSet": {"bypass": "None", "ipRules": []},
    },
}
MAKE = PropertyCases("Microsoft.Search/searchServices", GOOD)

CASES: list[Case] = [
    *MAKE.of("SRCH-01", "properties.publicNetworkAccess", "Enabled"),
    MAKE.one(
        "SRCH-01",
        Kind.PASS,
        changed(GOOD, "properties.publicNetworkAccess", "SecuredByPerimeter"),
        Outcome.PASS,
        name="perimeter",
    ),
    *MAKE.of("SRCH-02", "properties.disableLocalAuth", bad=False, wrong_case="TRUE"),
    *MAKE.of("SRCH-03", "identity.type", "None"),
    *MAKE.of("SRCH-04", "properties.replicaCount", 1),
    *MAKE.of("SRCH-05", "sku.name", "free"),
    *MAKE.of("SRCH-06", "properties.encryptionWithCmk.enforcement", "Unspecified"),
    *MAKE.of("SRCH-07", "properties.networkRuleSet.bypass", ""),
    MAKE.one(
        "SRCH-07",
        Kind.FAIL,
        changed(GOOD, "properties.networkRuleSet.ipRules", [{"value": "203.0.113.7"}]),
        Outcome.FAIL,
        name="an-address",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected


def test_more_replicas_may_be_asked_for() -> None:
    (rule,) = (rule for rule in RULES if rule.id == "SRCH-04")
    (finding,) = check(
        Resources([Resource(key="s", type=MAKE.type, body=GOOD)]), [rule], {"SRCH-04": {"leastReplicas": 3}}
    )
    assert finding.verdict.outcome is Outcome.FAIL
    assert finding.verdict.reason == "properties.replicaCount is 2, expected at least 3"
