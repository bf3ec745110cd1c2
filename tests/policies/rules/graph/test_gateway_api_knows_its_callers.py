from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.gateway_api_knows_its_callers import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import declared, outcomes_of, reasons_of, without_id

SERVICE = declared("Microsoft.ApiManagement/service/apim")
CHECK = "<validate-azure-ad-token tenant-id='t'/>"


def _api(required: Any) -> Resource:
    return declared(
        "Microsoft.ApiManagement/service/apim/apis/chat", {"properties": {"subscriptionRequired": required}}
    )


def _policy(scope: str, inbound: Any) -> Resource:
    text = inbound if inbound is UNKNOWN else f"<policies><inbound>{inbound}</inbound></policies>"
    return declared(
        f"Microsoft.ApiManagement/service/apim/{scope}policies/policy", {"properties": {"value": text}}, key=scope
    )


FRAGMENT = declared(
    "Microsoft.ApiManagement/service/apim/policyFragments/auth",
    {"properties": {"value": f"<fragment>{CHECK}</fragment>"}},
)
INCLUDES = _policy("apis/chat/", "<include-fragment fragment-id='AUTH'/>")
LOOSE = without_id(
    "loose",
    "Microsoft.ApiManagement/service/apis/policies",
    {"properties": {"value": f"<policies><inbound>{CHECK}</inbound></policies>"}},
    "chat",
    "apim",
)


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        pytest.param([_api("true")], Outcome.PASS, id="pass"),
        pytest.param([_api("TRUE")], Outcome.PASS, id="wrong-case"),
        pytest.param([_api(None)], Outcome.PASS, id="omitted"),
        pytest.param([_api("False"), _policy("apis/chat/", CHECK)], Outcome.PASS, id="token"),
        pytest.param([_api("False"), LOOSE], Outcome.PASS, id="token-by-reference"),
        pytest.param([_api("False"), INCLUDES, FRAGMENT], Outcome.PASS, id="token-in-a-fragment"),
        pytest.param([_api("False"), _policy("", CHECK)], Outcome.PASS, id="token-of-the-service"),
        pytest.param([_api("False"), _policy("", CHECK), _policy("apis/chat/", "<base/>")], Outcome.PASS, id="kept"),
        pytest.param([_api("False"), _policy("", CHECK), _policy("apis/chat/", "")], Outcome.FAIL, id="dropped"),
        pytest.param([_api("False")], Outcome.FAIL, id="fail"),
        pytest.param([_api(UNKNOWN)], Outcome.UNDECIDED, id="unknown"),
        pytest.param([_api("False"), _policy("apis/chat/", UNKNOWN)], Outcome.UNDECIDED, id="unknown-policy"),
        pytest.param([_api("False"), INCLUDES], Outcome.UNDECIDED, id="unknown-fragment"),
    ],
)
def test_outcome(resources: list[Resource], expected: Outcome) -> None:
    assert outcomes_of(RULE, SERVICE, *resources) == [expected]


def test_the_policies_of_an_undeclared_service_are_not_known() -> None:
    assert outcomes_of(RULE, _api("False")) == [Outcome.UNDECIDED]


def test_reason() -> None:
    assert reasons_of(RULE, SERVICE, _api("False")) == [
        "properties.subscriptionRequired is false, and no policy checks the caller's token"
    ]
