from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.machine_learning_computes import RULES
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes, without

CLUSTER: dict[str, Any] = {
    "name": "mlw/cpu",
    "properties": {
        "computeType": "AmlCompute",
        "disableLocalAuth": True,
        "properties": {
            "scaleSettings": {"minNodeCount": 0, "maxNodeCount": 4},
            "vmPriority": "Dedicated",
            "enableNodePublicIp": False,
        },
    },
}
INSTANCE: dict[str, Any] = {
    "name": "mlw/ann",
    "properties": {
        "computeType": "ComputeInstance",
        "disableLocalAuth": True,
        "properties": {"idleTimeBeforeShutdown": "PT60M", "sshSettings": {"sshPublicAccess": "Disabled"}},
    },
}
ATTACHED: dict[str, Any] = {"name": "mlw/aks", "properties": {"computeType": "Kubernetes"}}
MAKE = PropertyCases("Microsoft.MachineLearningServices/workspaces/computes", CLUSTER)
INSTANCES = PropertyCases(MAKE.type, INSTANCE)
INNER = "properties.properties"

CASES: list[Case] = [
    *MAKE.of("AML-11", "properties.disableLocalAuth", bad=False),
    *INSTANCES.of("AML-12", f"{INNER}.idleTimeBeforeShutdown", ""),
    *MAKE.of("AML-14", f"{INNER}.enableNodePublicIp", bad=True),
    MAKE.one("AML-14", Kind.FAIL, changed(CLUSTER, f"{INNER}.scaleSettings.minNodeCount", 1), Outcome.FAIL, name="min"),
    MAKE.one("AML-14", Kind.OMITTED, without(CLUSTER, f"{INNER}.scaleSettings"), Outcome.PASS, name="minimum-left-out"),
    MAKE.one("AML-14", Kind.FAIL, without(CLUSTER, f"{INNER}.vmPriority"), Outcome.FAIL, name="no-priority"),
    *INSTANCES.of("AML-15", f"{INNER}.sshSettings.sshPublicAccess", "Enabled", omitted=Outcome.PASS),
    INSTANCES.one(
        "AML-15", Kind.FAIL, changed(INSTANCE, f"{INNER}.enableRootAccess", value=True), Outcome.FAIL, name="root"
    ),
    *(
        MAKE.one(rule, Kind.NOT_APPLICABLE, ATTACHED, Outcome.NOT_APPLICABLE)
        for rule in ("AML-11", "AML-12", "AML-14", "AML-15")
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
