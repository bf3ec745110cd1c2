from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.machine_learning_compute_is_in_a_network import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import declared, outcomes_of, reasons_of, without_id

TOP = "Microsoft.MachineLearningServices/workspaces"


def _workspace(mode: Any) -> Resource:
    return declared(f"{TOP}/mlw", {"properties": {"managedNetwork": {"isolationMode": mode}}})


def _compute(subnet: Any, kind: Any = "AmlCompute") -> Resource:
    return declared(
        f"{TOP}/mlw/computes/cpu", {"properties": {"computeType": kind, "properties": {"subnet": {"id": subnet}}}}
    )


LOOSE = without_id("cpu", f"{TOP}/computes", {"properties": {"computeType": "AmlCompute"}}, "mlw")


@pytest.mark.parametrize(
    ("compute", "mode", "expected"),
    [
        pytest.param(_compute("/subnet"), None, Outcome.PASS, id="pass"),
        pytest.param(_compute(None), "AllowInternetOutbound", Outcome.PASS, id="managed-network"),
        pytest.param(_compute(None, "amlCOMPUTE"), "allowonlyapprovedoutbound", Outcome.PASS, id="wrong-case"),
        pytest.param(_compute(None), "Disabled", Outcome.FAIL, id="fail"),
        pytest.param(_compute(None), None, Outcome.FAIL, id="omitted"),
        pytest.param(LOOSE, "Disabled", Outcome.FAIL, id="fail-by-reference"),
        pytest.param(_compute(None), UNKNOWN, Outcome.UNDECIDED, id="unknown"),
        pytest.param(_compute(UNKNOWN), "Disabled", Outcome.UNDECIDED, id="unknown-subnet"),
        pytest.param(_compute(None, UNKNOWN), "Disabled", Outcome.UNDECIDED, id="unknown-kind"),
        pytest.param(_compute(None, "Kubernetes"), "Disabled", Outcome.NOT_APPLICABLE, id="attached"),
    ],
)
def test_outcome(compute: Resource, mode: Any, expected: Outcome) -> None:
    assert outcomes_of(RULE, _workspace(mode), compute) == [expected]


def test_an_undeclared_workspace_is_not_known() -> None:
    assert outcomes_of(RULE, _compute(None)) == [Outcome.UNDECIDED]


def test_reason() -> None:
    assert reasons_of(RULE, _workspace("Disabled"), _compute(None)) == [
        "properties.properties.subnet.id is not set, and its workspace has no managed network"
    ]
