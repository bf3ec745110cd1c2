from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.machine_learning_deployment_has_no_way_out import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import declared, outcomes_of, reasons_of, without_id

TOP = "Microsoft.MachineLearningServices/workspaces"
ENDPOINT = declared(f"{TOP}/mlw/onlineEndpoints/score")


def _workspace(mode: Any) -> Resource:
    return declared(f"{TOP}/mlw", {"properties": {"managedNetwork": {"isolationMode": mode}}})


def _deployment(egress: Any, compute: Any = "Managed") -> Resource:
    body = {"properties": {"endpointComputeType": compute, "egressPublicNetworkAccess": egress}}
    return declared(f"{TOP}/mlw/onlineEndpoints/score/deployments/blue", body)


LOOSE = without_id(
    "blue", f"{TOP}/onlineEndpoints/deployments", {"properties": {"endpointComputeType": "Managed"}}, "score"
)
LOOSE_OF_WORKSPACE = without_id("blue", LOOSE.type, LOOSE.body, "mlw", "score")


@pytest.mark.parametrize(
    ("deployment", "mode", "expected"),
    [
        pytest.param(_deployment("Disabled"), None, Outcome.PASS, id="pass"),
        pytest.param(_deployment("dISABLED", "mANAGED"), None, Outcome.PASS, id="wrong-case"),
        pytest.param(_deployment("Enabled"), "AllowOnlyApprovedOutbound", Outcome.PASS, id="managed-network"),
        pytest.param(_deployment("Enabled"), "Disabled", Outcome.FAIL, id="fail"),
        pytest.param(_deployment(None), None, Outcome.FAIL, id="omitted"),
        pytest.param(LOOSE_OF_WORKSPACE, "Disabled", Outcome.FAIL, id="fail-by-reference"),
        pytest.param(_deployment(UNKNOWN), "Disabled", Outcome.UNDECIDED, id="unknown"),
        pytest.param(LOOSE, "Disabled", Outcome.UNDECIDED, id="workspace-cannot-be-told"),
        pytest.param(_deployment(None, UNKNOWN), None, Outcome.UNDECIDED, id="unknown-compute"),
        pytest.param(_deployment(None, "Kubernetes"), None, Outcome.NOT_APPLICABLE, id="kubernetes"),
    ],
)
def test_outcome(deployment: Resource, mode: Any, expected: Outcome) -> None:
    assert outcomes_of(RULE, _workspace(mode), ENDPOINT, deployment) == [expected]


def test_reason() -> None:
    assert reasons_of(RULE, _workspace("Disabled"), ENDPOINT, _deployment("Enabled")) == [
        "properties.egressPublicNetworkAccess is Enabled, expected Disabled, or a managed network of the workspace"
    ]
