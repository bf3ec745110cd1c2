from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.event_hub_namespaces import RULES
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes

GOOD: dict[str, Any] = {
    "name": "evhns-chat-prod",
    "properties": {"disableLocalAuth": True, "minimumTlsVersion": "1.2", "publicNetworkAccess": "Disabled"},
}
MAKE = PropertyCases("Microsoft.EventHub/namespaces", GOOD)

CASES: list[Case] = [
    *MAKE.of("EH-01", "properties.publicNetworkAccess", "Enabled"),
    MAKE.one("EH-01", Kind.FAIL, changed(GOOD, "properties.disableLocalAuth", value=False), Outcome.FAIL, name="keys"),
    MAKE.one("EH-01", Kind.FAIL, changed(GOOD, "properties.minimumTlsVersion", "1.1"), Outcome.FAIL, name="old-tls"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
