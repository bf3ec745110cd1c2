from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.data_factories import RULES
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes, without

GOOD: dict[str, Any] = {
    "name": "adf-chat-prod",
    "properties": {
        "publicNetworkAccess": "Disabled",
        "repoConfiguration": {"type": "FactoryGitHubConfiguration"},
        "encryption": {"keyName": "adf", "vaultBaseUrl": "https://kv.vault.azure.net"},
    },
}
MAKE = PropertyCases("Microsoft.DataFactory/factories", GOOD)

CASES: list[Case] = [
    *MAKE.of("ADF-01", "properties.publicNetworkAccess", "Enabled"),
    MAKE.one("ADF-01", Kind.FAIL, without(GOOD, "properties.repoConfiguration"), Outcome.FAIL, name="no-repository"),
    MAKE.one("ADF-01", Kind.FAIL, changed(GOOD, "properties.encryption.keyName", ""), Outcome.FAIL, name="no-key"),
    MAKE.one("ADF-01", Kind.FAIL, without(GOOD, "properties.encryption.vaultBaseUrl"), Outcome.FAIL, name="no-vault"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
