from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.graph.gateway_policy_pins_whose_tokens_it_takes import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import declared, outcomes_of, reasons_of

TENANT = "72f988bf-0000-0000-0000-2d7cd011db47"
FOR_US = "<audiences><audience>api://models</audience></audiences>"
SIGN_IN = "https://login.microsoftonline.com"
CLIENTS = "<client-application-ids><application-id>{{app}}</application-id></client-application-ids>"
CLAIM = "<required-claims><claim name='aud'><value>x</value></claim></required-claims>"
ISSUER = "<issuers><issuer>https://sts.windows.net/t/</issuer></issuers>"


def _entra(tenant: str, inner: str = FOR_US) -> str:
    return f"<validate-azure-ad-token {tenant}>{inner}</validate-azure-ad-token>"


def _jwt(address: str, inner: str = FOR_US) -> str:
    return f"<validate-jwt header-name='Authorization'><openid-config url='{address}'/>{inner}</validate-jwt>"


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        pytest.param(_entra(f"tenant-id='{TENANT}'"), Outcome.PASS, id="pass"),
        pytest.param(_entra("tenant-id='{{tenant}}'", CLIENTS), Outcome.PASS, id="named-values"),
        pytest.param(_entra("tenant-id='Common'"), Outcome.FAIL, id="wrong-case"),
        pytest.param(_entra("tenant-id='organizations'"), Outcome.FAIL, id="fail"),
        pytest.param(_entra(""), Outcome.FAIL, id="omitted"),
        pytest.param(_entra(f"tenant-id='{TENANT}'", ""), Outcome.FAIL, id="omitted-audience"),
        pytest.param(_jwt(f"{SIGN_IN}/{TENANT}/v2.0/.well-known/openid-configuration"), Outcome.PASS, id="jwt"),
        pytest.param(_jwt(f"{SIGN_IN}/{TENANT}/v2.0", CLAIM), Outcome.PASS, id="jwt-by-claim"),
        pytest.param(_jwt(f"{SIGN_IN}/common/v2.0", FOR_US + ISSUER), Outcome.PASS, id="jwt-by-issuer"),
        pytest.param(_jwt("https://auth.contoso.com/x"), Outcome.PASS, id="jwt-of-others"),
        pytest.param(_jwt(f"{SIGN_IN}/common/v2.0"), Outcome.FAIL, id="jwt-of-every-tenant"),
        pytest.param(_jwt(f"{SIGN_IN}/{TENANT}/v2.0", ""), Outcome.FAIL, id="jwt-for-anybody"),
        pytest.param(UNKNOWN, Outcome.UNDECIDED, id="unknown"),
        pytest.param("<base/>", Outcome.NOT_APPLICABLE, id="no-check"),
    ],
)
def test_outcome(check: Any, expected: Outcome) -> None:
    value = check if check is UNKNOWN else f"<policies><inbound>{check}</inbound></policies>"
    policy = declared("Microsoft.ApiManagement/service/apim/policies/policy", {"properties": {"value": value}})
    assert outcomes_of(RULE, policy) == [expected]


def test_each_check_of_a_fragment_is_judged() -> None:
    text = f"<fragment>{_entra('')}{_jwt('https://a.b', '')}</fragment>"
    fragment = declared("Microsoft.ApiManagement/service/apim/policyFragments/auth", {"properties": {"value": text}})
    assert reasons_of(RULE, fragment) == [
        "validate-azure-ad-token takes tokens of every tenant",
        "validate-jwt takes tokens that were made for anybody",
    ]
