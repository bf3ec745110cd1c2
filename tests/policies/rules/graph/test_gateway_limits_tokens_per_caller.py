from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.gateway_limits_tokens_per_caller import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import declared, outcomes_of, reasons_of

TOP = "Microsoft.ApiManagement/service/apim"
SERVICE = declared(TOP)
MODELS = "https://aoai.openai.azure.com/openai"
LIMIT = "<llm-token-limit counter-key='@(context.Subscription.Id)' tokens-per-minute='500'/>"
SHARED = "<azure-openai-token-limit counter-key='all' token-quota='9' token-quota-period='Daily'/>"
EMPTY = "<llm-token-limit counter-key='@(context.Subscription.Id)'/>"
SEND = "<set-backend-service backend-id='models'/>"
NO_LIMIT = "it leads to a language model, and no policy limits tokens"


def _api(address: Any = MODELS) -> Resource:
    return declared(f"{TOP}/apis/chat", {"properties": {"serviceUrl": address}})


def _policy(text: Any, scope: str = "apis/chat/") -> Resource:
    value = text if text is UNKNOWN else f"<policies><inbound><base/>{text}</inbound></policies>"
    return declared(f"{TOP}/{scope}policies/policy", {"properties": {"value": value}}, key=f"policy-{scope}")


BACKEND = declared(f"{TOP}/backends/Models", {"properties": {"url": MODELS}})
PRODUCT = [declared(f"{TOP}/products/team"), declared(f"{TOP}/products/team/apis/CHAT", key="member")]
OPERATION = [declared(f"{TOP}/apis/chat/operations/ask"), _policy(LIMIT, "apis/chat/operations/ask/")]
FRAGMENT = declared(f"{TOP}/policyFragments/limits", {"properties": {"value": f"<fragment>{LIMIT}</fragment>"}})


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        pytest.param([_api(), _policy(LIMIT)], Outcome.PASS, id="pass"),
        pytest.param([_api(MODELS.upper()), _policy(LIMIT)], Outcome.PASS, id="wrong-case"),
        pytest.param([_api(), _policy(LIMIT, "")], Outcome.PASS, id="of-the-gateway"),
        pytest.param([_api(), *PRODUCT, _policy(LIMIT, "products/team/")], Outcome.PASS, id="of-a-product"),
        pytest.param([_api(), _policy("<include-fragment fragment-id='limits'/>"), FRAGMENT], Outcome.PASS, id="part"),
        pytest.param([_api(), _policy(SHARED)], Outcome.FAIL, id="fail"),
        pytest.param([_api(), _policy(EMPTY)], Outcome.FAIL, id="no-amount"),
        pytest.param([_api()], Outcome.FAIL, id="omitted"),
        pytest.param([_api(None), BACKEND, _policy(SEND)], Outcome.FAIL, id="by-a-backend"),
        pytest.param([_api(None), _policy("<llm-emit-token-metric/>")], Outcome.FAIL, id="by-a-statement"),
        pytest.param([_api(), PRODUCT[0], _policy(LIMIT, "products/team/")], Outcome.FAIL, id="product-of-others"),
        pytest.param([_api(), _policy(UNKNOWN)], Outcome.UNDECIDED, id="unknown"),
        pytest.param([_api(UNKNOWN)], Outcome.UNDECIDED, id="unknown-address"),
        pytest.param([_api(None), _policy(SEND)], Outcome.UNDECIDED, id="backend-elsewhere"),
        pytest.param([_api(), *OPERATION], Outcome.UNDECIDED, id="of-operations"),
        pytest.param([_api("https://orders.contoso.com")], Outcome.NOT_APPLICABLE, id="no-models"),
    ],
)
def test_outcome(resources: list[Resource], expected: Outcome) -> None:
    assert outcomes_of(RULE, SERVICE, *resources) == [expected]


def test_a_pool_leads_where_its_members_lead() -> None:
    member = declared(f"{TOP}/backends/one", {"properties": {"url": MODELS}})
    pool = declared(
        f"{TOP}/backends/models", {"properties": {"type": "Pool", "pool": {"services": [{"id": member.id}]}}}
    )
    assert reasons_of(RULE, SERVICE, _api(None), member, pool, _policy(SEND)) == [NO_LIMIT]


def test_reasons() -> None:
    assert reasons_of(RULE, SERVICE, _api()) == [NO_LIMIT]
    assert reasons_of(RULE, SERVICE, _api(), _policy(SHARED)) == [
        "all callers share one limit: counter-key of azure-openai-token-limit is all"
    ]
    assert reasons_of(RULE, SERVICE, _api(), _policy(EMPTY)) == [
        "llm-token-limit says neither tokens-per-minute nor token-quota"
    ]
