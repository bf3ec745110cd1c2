from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.redis_enterprise import RULES
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes, without

GOOD: dict[str, Any] = {
    "name": "amr-chat-prod",
    "sku": {"name": "Balanced_B5"},
    "properties": {"minimumTlsVersion": "1.2", "publicNetworkAccess": "Disabled", "highAvailability": "Enabled"},
}
DATABASE: dict[str, Any] = {"properties": {"clientProtocol": "Encrypted", "accessKeysAuthentication": "Disabled"}}
ENTERPRISE = changed(GOOD, "sku.name", "Enterprise_E10")
MAKE = PropertyCases("Microsoft.Cache/redisEnterprise", GOOD)
DATABASES = PropertyCases("Microsoft.Cache/redisEnterprise/databases", DATABASE)

CASES: list[Case] = [
    *MAKE.of("RED-01", "properties.publicNetworkAccess", "Enabled"),
    MAKE.one("RED-01", Kind.FAIL, changed(GOOD, "properties.minimumTlsVersion", "1.0"), Outcome.FAIL, name="old-tls"),
    MAKE.one("RED-01", Kind.OMITTED, without(GOOD, "properties.minimumTlsVersion"), Outcome.FAIL, name="no-tls"),
    MAKE.one(
        "RED-01", Kind.FAIL, changed(GOOD, "properties.highAvailability", "Disabled"), Outcome.FAIL, name="one-node"
    ),
    MAKE.one("RED-01", Kind.OMITTED, without(GOOD, "properties.highAvailability"), Outcome.PASS, name="two-by-default"),
    MAKE.one("RED-01", Kind.FAIL, ENTERPRISE, Outcome.FAIL, name="enterprise-without-zones"),
    MAKE.one("RED-01", Kind.PASS, ENTERPRISE | {"zones": ["1", "2"]}, Outcome.PASS, name="enterprise-with-zones"),
    *DATABASES.of("RED-02", "properties.accessKeysAuthentication", "Enabled"),
    DATABASES.one(
        "RED-02", Kind.FAIL, changed(DATABASE, "properties.clientProtocol", "Plaintext"), Outcome.FAIL, name="plain"
    ),
    DATABASES.one(
        "RED-02", Kind.OMITTED, without(DATABASE, "properties.clientProtocol"), Outcome.PASS, name="tls-by-default"
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
