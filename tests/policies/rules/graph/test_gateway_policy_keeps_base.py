from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.gateway_policy_keeps_base import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import declared, outcomes_of, reasons_of

RETRY = "<retry count='2'><forward-request /></retry>"


def _policy(text: Any, format_: Any = "rawxml") -> Resource:
    return declared(
        "Microsoft.ApiManagement/service/apim/apis/chat/policies/policy",
        {"properties": {"value": text, "FORMAT": format_}},
    )


def _text(
    inbound: str = "<base />", backend: str = "<base />", outbound: str = "<base/>", error: str = "<base/>"
) -> str:
    return (
        f"<policies><inbound>{inbound}</inbound><backend>{backend}</backend><outbound>{outbound}</outbound>"
        f"<on-error>{error}</on-error></policies>"
    )


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        pytest.param(_policy(_text()), Outcome.PASS, id="pass"),
        pytest.param(_policy(_text(backend=RETRY)), Outcome.PASS, id="backend-forwards"),
        pytest.param(_policy(_text(), "XML"), Outcome.PASS, id="wrong-case"),
        pytest.param(_policy(_text(inbound="<!-- <base /> -->")), Outcome.FAIL, id="fail"),
        pytest.param(_policy(_text(outbound=RETRY)), Outcome.FAIL, id="outbound"),
        pytest.param(_policy("<policies>"), Outcome.FAIL, id="no-xml"),
        pytest.param(_policy(None), Outcome.FAIL, id="omitted"),
        pytest.param(_policy(UNKNOWN), Outcome.UNDECIDED, id="unknown"),
        pytest.param(_policy("https://contoso.example/p.xml", "xml-link"), Outcome.UNDECIDED, id="elsewhere"),
    ],
)
def test_outcome(policy: Resource, expected: Outcome) -> None:
    assert outcomes_of(RULE, policy) == [expected]


def test_reason() -> None:
    assert reasons_of(RULE, _policy("<policies><inbound><base/></inbound></policies>")) == [
        "no <base /> in backend, outbound, on-error"
    ]
