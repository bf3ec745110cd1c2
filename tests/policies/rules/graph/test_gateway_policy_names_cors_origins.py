from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.gateway_policy_names_cors_origins import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import declared, outcomes_of, reasons_of


def _policy(text: Any, format_: str = "rawxml") -> Resource:
    return declared(
        "Microsoft.ApiManagement/service/apim/policies/policy", {"properties": {"value": text, "format": format_}}
    )


def _cors(origin: str) -> str:
    origins = f"<allowed-origins><origin>{origin}</origin></allowed-origins>"
    return f"<policies><inbound><cors>{origins}</cors></inbound></policies>"


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        pytest.param(_policy(_cors("https://chat.contoso.example")), Outcome.PASS, id="pass"),
        pytest.param(_policy("<policies><inbound/></policies>"), Outcome.PASS, id="no-cors"),
        pytest.param(_policy(_cors(" * ")), Outcome.FAIL, id="fail"),
        pytest.param(_policy(_cors("*"), "RAWXML"), Outcome.FAIL, id="wrong-case"),
        pytest.param(_policy("cors"), Outcome.FAIL, id="no-xml"),
        pytest.param(_policy(None), Outcome.FAIL, id="omitted"),
        pytest.param(_policy(UNKNOWN), Outcome.UNDECIDED, id="unknown"),
    ],
)
def test_outcome(policy: Resource, expected: Outcome) -> None:
    assert outcomes_of(RULE, policy) == [expected]


def test_reason() -> None:
    assert reasons_of(RULE, _policy(_cors("*"))) == ["cors allows the origin *"]
