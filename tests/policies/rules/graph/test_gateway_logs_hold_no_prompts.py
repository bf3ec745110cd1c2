from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.gateway_logs_hold_no_prompts import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import declared, outcomes_of, reasons_of

UNDECIDED = Outcome.UNDECIDED
TOP = "Microsoft.ApiManagement/service/apim"
SERVICE = declared(TOP)
MODELS = declared(f"{TOP}/apis/chat", {"properties": {"serviceUrl": "https://a.openai.azure.com"}})
ORDERS = declared(f"{TOP}/apis/chat", {"properties": {"serviceUrl": "https://orders.contoso.com"}})
SOMEWHERE = declared(f"{TOP}/apis/chat", {"properties": {"serviceUrl": UNKNOWN}})


def _diagnostic(scope: str = "apis/chat/", **properties: Any) -> Resource:
    return declared(f"{TOP}/{scope}diagnostics/azuremonitor", {"properties": properties})


def _body(size: Any) -> dict[str, Any]:
    return {"request": {"body": {"bytes": size}}}


def _texts(messages: Any, logs: Any = "enabled") -> dict[str, Any]:
    return {"logs": logs, "responses": {"messages": messages}}


@pytest.mark.parametrize(
    ("api", "diagnostic", "expected"),
    [
        pytest.param(
            MODELS, _diagnostic(frontend=_body(0), largeLanguageModel=_texts("none")), Outcome.PASS, id="pass"
        ),
        pytest.param(MODELS, _diagnostic(), Outcome.PASS, id="omitted"),
        pytest.param(MODELS, _diagnostic(largeLanguageModel=_texts("all", "Disabled")), Outcome.PASS, id="off"),
        pytest.param(MODELS, _diagnostic(backend=_body(8192)), Outcome.FAIL, id="fail"),
        pytest.param(MODELS, _diagnostic(largeLanguageModel=_texts("ALL")), Outcome.FAIL, id="wrong-case"),
        pytest.param(MODELS, _diagnostic("", frontend=_body(1)), Outcome.FAIL, id="of-the-gateway"),
        pytest.param(MODELS, _diagnostic(frontend=_body(UNKNOWN)), UNDECIDED, id="unknown"),
        pytest.param(MODELS, _diagnostic(largeLanguageModel=_texts("all", UNKNOWN)), UNDECIDED, id="unknown-switch"),
        pytest.param(
            MODELS, _diagnostic(backend=_body(1), sampling={"percentage": UNKNOWN}), UNDECIDED, id="unknown-share"
        ),
        pytest.param(MODELS, _diagnostic(sampling={"percentage": UNKNOWN}), Outcome.PASS, id="unknown-share-of-none"),
        pytest.param(SOMEWHERE, _diagnostic(frontend=_body(1)), UNDECIDED, id="unknown-api"),
        pytest.param(ORDERS, _diagnostic(frontend=_body(1)), Outcome.NOT_APPLICABLE, id="no-models"),
    ],
)
def test_outcome(api: Resource, diagnostic: Resource, expected: Outcome) -> None:
    assert outcomes_of(RULE, SERVICE, api, diagnostic) == [expected]


def test_a_small_share_may_be_allowed() -> None:
    diagnostic = _diagnostic(frontend=_body(1), sampling={"percentage": 5})
    assert reasons_of(RULE, SERVICE, MODELS, diagnostic) == [
        "properties.frontend.request.body.bytes is 1: prompts or answers are logged"
    ]
    assert outcomes_of(RULE, SERVICE, MODELS, diagnostic, sampledPercentage=5) == [Outcome.PASS]
