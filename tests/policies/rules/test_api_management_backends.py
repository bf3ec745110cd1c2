from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.api_management_backends import RULES
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes

GOOD: dict[str, Any] = {
    "properties": {
        "url": "https://aif-chat.openai.azure.com/openai",
        "tls": {"validateCertificateChain": True, "validateCertificateName": True},
        "circuitBreaker": {"rules": [{"name": "busy", "acceptRetryAfter": True}]},
    }
}
POOL: dict[str, Any] = {"properties": {"type": "Pool", "pool": {"services": [{"id": "/backend"}]}}}
MAKE = PropertyCases("Microsoft.ApiManagement/service/backends", GOOD)

CASES: list[Case] = [
    *MAKE.of("APIM-12", "properties.url", "http://aif-chat.openai.azure.com/openai"),
    *(
        MAKE.one("APIM-12", Kind.FAIL, changed(GOOD, f"properties.tls.{name}", value=False), Outcome.FAIL, name=name)
        for name in ("validateCertificateChain", "validateCertificateName")
    ),
    MAKE.one("APIM-12", Kind.NOT_APPLICABLE, POOL, Outcome.NOT_APPLICABLE),
    *MAKE.of("APIM-14", "properties.circuitBreaker.rules", [{"name": "busy"}]),
    MAKE.one("APIM-14", Kind.PASS, POOL, Outcome.PASS, name="pool"),
    MAKE.one("APIM-14", Kind.FAIL, changed(POOL, "properties.pool.services", []), Outcome.FAIL, name="empty-pool"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
