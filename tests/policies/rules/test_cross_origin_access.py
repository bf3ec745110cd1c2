from __future__ import annotations

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.cross_origin_access import RULES
from tests.policies.cases import Case, PropertyCases, outcomes

SITES = ["https://chat.contoso.com"]
WEB = PropertyCases("Microsoft.Web/sites", {"properties": {"siteConfig": {"cors": {"allowedOrigins": SITES}}}})
APPS = PropertyCases(
    "Microsoft.App/containerApps",
    {"properties": {"configuration": {"ingress": {"corsPolicy": {"allowedOrigins": SITES}}}}},
)
BLOBS = PropertyCases(
    "Microsoft.Storage/storageAccounts/blobServices",
    {"properties": {"cors": {"corsRules": [{"allowedOrigins": SITES}]}}},
)
COSMOS = PropertyCases(
    "Microsoft.DocumentDB/databaseAccounts", {"properties": {"cors": [{"allowedOrigins": SITES[0]}]}}
)

CASES: list[Case] = [
    *WEB.of("WEB-14", "properties.siteConfig.cors.allowedOrigins", ["*"], omitted=Outcome.PASS),
    *APPS.of("ACA-07", "properties.configuration.ingress.corsPolicy.allowedOrigins", ["*"], omitted=Outcome.PASS),
    *BLOBS.of("ST-14", "properties.cors.corsRules", [{"allowedOrigins": ["*"]}], omitted=Outcome.PASS),
    *COSMOS.of("COS-07", "properties.cors", [{"allowedOrigins": "*"}], omitted=Outcome.PASS),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
