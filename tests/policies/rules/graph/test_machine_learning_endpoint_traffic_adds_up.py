from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.graph.machine_learning_endpoint_traffic_adds_up import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import declared, outcomes_of, reasons_of

ENDPOINT = "Microsoft.MachineLearningServices/workspaces/mlw/onlineEndpoints/score"
BLUE = declared(f"{ENDPOINT}/deployments/blue")


@pytest.mark.parametrize(
    ("traffic", "expected"),
    [
        pytest.param({"blue": 100}, Outcome.PASS, id="pass"),
        pytest.param({"BLUE": 100, "green": 0}, Outcome.PASS, id="wrong-case"),
        pytest.param({"blue": 0}, Outcome.PASS, id="none-yet"),
        pytest.param({"blue": 90}, Outcome.FAIL, id="fail"),
        pytest.param(None, Outcome.PASS, id="omitted"),
        pytest.param(UNKNOWN, Outcome.UNDECIDED, id="unknown"),
        pytest.param({"blue": UNKNOWN}, Outcome.UNDECIDED, id="unknown-share"),
        pytest.param({"green": 100}, Outcome.UNDECIDED, id="not-declared"),
    ],
)
def test_outcome(traffic: Any, expected: Outcome) -> None:
    assert outcomes_of(RULE, declared(ENDPOINT, {"properties": {"traffic": traffic}}), BLUE) == [expected]


def test_reasons() -> None:
    assert reasons_of(RULE, declared(ENDPOINT, {"properties": {"traffic": {"blue": 90}}}), BLUE) == [
        "properties.traffic adds up to 90, expected 0 or 100"
    ]
