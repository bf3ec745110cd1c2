from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.finding import check
from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rules.machine_learning_endpoints import RULES
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes, without

ENDPOINT: dict[str, Any] = {
    "name": "mlw/score",
    "properties": {"publicNetworkAccess": "Disabled", "authMode": "AADToken"},
}
DEPLOYMENT: dict[str, Any] = {
    "name": "mlw/score/blue",
    "sku": {"name": "Default", "capacity": 3},
    "properties": {
        "endpointComputeType": "Managed",
        "livenessProbe": {"period": "PT10S"},
        "readinessProbe": {"period": "PT10S"},
        "appInsightsEnabled": True,
    },
}
ENDPOINTS = PropertyCases("Microsoft.MachineLearningServices/workspaces/onlineEndpoints", ENDPOINT)
DEPLOYMENTS = PropertyCases("Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments", DEPLOYMENT)

CASES: list[Case] = [
    *ENDPOINTS.of("AML-16", "properties.publicNetworkAccess", "Enabled"),
    *ENDPOINTS.of("AML-17", "properties.authMode", "Key"),
    ENDPOINTS.one("AML-17", Kind.FAIL, changed(ENDPOINT, "properties.authMode", "AMLToken"), Outcome.FAIL, name="own"),
    *DEPLOYMENTS.of("AML-20", "sku.capacity", 2),
    *(
        DEPLOYMENTS.one("AML-20", Kind.FAIL, without(DEPLOYMENT, f"properties.{name}"), Outcome.FAIL, name=f"no-{name}")
        for name in ("livenessProbe", "readinessProbe", "appInsightsEnabled")
    ),
    DEPLOYMENTS.one(
        "AML-20",
        Kind.NOT_APPLICABLE,
        changed(DEPLOYMENT, "properties.endpointComputeType", "Kubernetes"),
        Outcome.NOT_APPLICABLE,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected


def test_fewer_instances_may_do() -> None:
    (rule,) = (rule for rule in RULES if rule.id == "AML-20")
    resource = Resource(key="blue", type=DEPLOYMENTS.type, body=changed(DEPLOYMENT, "sku.capacity", 1))
    (finding,) = check(Resources([resource]), [rule], {"AML-20": {"leastInstances": 1}})
    assert finding.verdict.outcome is Outcome.PASS
