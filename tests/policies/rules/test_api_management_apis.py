from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.api_management_apis import RULES
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes, without

SERVICE = "Microsoft.ApiManagement/service"
API: dict[str, Any] = {"properties": {"protocols": ["https"]}}
IMPORTED = changed(without(API, "properties.protocols"), "properties.format", "openapi")
NAMED: dict[str, Any] = {"properties": {"secret": True, "keyVault": {"secretIdentifier": "https://kv/secrets/s"}}}
PRODUCT: dict[str, Any] = {
    "properties": {
        "displayName": "Chat",
        "description": "Chat models",
        "terms": "Be kind",
        "subscriptionRequired": True,
        "approvalRequired": True,
    }
}
APIS = PropertyCases(f"{SERVICE}/apis", API)
VALUES = PropertyCases(f"{SERVICE}/namedValues", NAMED)
PRODUCTS = PropertyCases(f"{SERVICE}/products", PRODUCT)
SUBSCRIPTIONS = PropertyCases(f"{SERVICE}/subscriptions", {"properties": {"scope": "/products/chat"}})

CASES: list[Case] = [
    *APIS.of("APIM-10", "properties.protocols", ["http", "https"], omitted=Outcome.PASS, wrong_case=["HTTPS"]),
    APIS.one("APIM-10", Kind.FAIL, IMPORTED, Outcome.FAIL, name="imported"),
    *VALUES.of("APIM-15", "properties.keyVault.secretIdentifier", ""),
    VALUES.one("APIM-15", Kind.NOT_APPLICABLE, without(NAMED, "properties.secret"), Outcome.NOT_APPLICABLE),
    *PRODUCTS.of("APIM-16", "properties.approvalRequired", bad=False),
    PRODUCTS.one(
        "APIM-16",
        Kind.FAIL,
        changed(PRODUCT, "properties.subscriptionRequired", value=False),
        Outcome.FAIL,
        name="open",
    ),
    PRODUCTS.one(
        "APIM-16", Kind.OMITTED, without(PRODUCT, "properties.subscriptionRequired"), Outcome.PASS, name="by-default"
    ),
    *PRODUCTS.of("APIM-17", "properties.displayName", "starter"),
    PRODUCTS.one("APIM-17", Kind.FAIL, without(PRODUCT, "properties.terms"), Outcome.FAIL, name="no-terms"),
    PRODUCTS.one("APIM-17", Kind.FAIL, without(PRODUCT, "properties.description"), Outcome.FAIL, name="undescribed"),
    *SUBSCRIPTIONS.of("APIM-18", "properties.scope", "/apis"),
    SUBSCRIPTIONS.one(
        "APIM-18",
        Kind.FAIL,
        {"properties": {"scope": "/subscriptions/0/providers/Microsoft.ApiManagement/service/apim/APIS/"}},
        Outcome.FAIL,
        name="whole-id",
    ),
    SUBSCRIPTIONS.one("APIM-18", Kind.PASS, {"properties": {"scope": "/apis/chat"}}, Outcome.PASS, name="one-api"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
