from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.cognitive_services_accounts import RULES
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes, without

GOOD: dict[str, Any] = {
    "name": "aif-chat-prod",
    "kind": "AIServices",
    "sku": {"name": "S0"},
    "identity": {"type": "SystemAssigned"},
    "properties": {
        "publicNetworkAccess": "Disabled",
        "disableLocalAuth": True,
        "customSubDomainName": "aif-chat-prod",
        "networkAcls": {"defaultAction": "Deny", "ipRules": []},
        "encryption": {"keySource": "Microsoft.KeyVault"},
        "restrictOutboundNetworkAccess": True,
        "allowedFqdnList": ["contoso.example"],
        "allowProjectManagement": True,
        "networkInjections": [{"scenario": "agent", "subnetArmId": "/subnet"}],
    },
}
SPEECH = {**GOOD, "kind": "SpeechServices"} | {
    "properties": {**GOOD["properties"], "userOwnedStorage": [{"resourceId": "/storage"}]}
}
MAKE = PropertyCases("Microsoft.CognitiveServices/accounts", GOOD)

CASES: list[Case] = [
    *MAKE.of("COG-01", "properties.publicNetworkAccess", "Enabled"),
    *MAKE.of("COG-02", "properties.disableLocalAuth", bad=False, wrong_case="True"),
    *MAKE.of("COG-03", "identity.type", "None"),
    MAKE.one(
        "COG-03", Kind.PASS, changed(GOOD, "identity.type", "SystemAssigned, UserAssigned"), Outcome.PASS, name="both"
    ),
    *MAKE.of("COG-04", "properties.networkAcls.defaultAction", "Allow"),
    MAKE.one(
        "COG-04",
        Kind.FAIL,
        changed(GOOD, "properties.networkAcls.ipRules", [{"value": "203.0.113.7"}]),
        Outcome.FAIL,
        name="an-address",
    ),
    *MAKE.of("COG-05", "properties.customSubDomainName", ""),
    *MAKE.of("COG-06", "properties.encryption.keySource", "Microsoft.CognitiveServices"),
    *MAKE.of("COG-07", "properties.restrictOutboundNetworkAccess", bad=False),
    MAKE.one("COG-07", Kind.PASS, changed(GOOD, "properties.allowedFqdnList", []), Outcome.PASS, name="no-hosts"),
    *MAKE.of("COG-08", "properties.userOwnedStorage", [], base=SPEECH),
    MAKE.one("COG-08", Kind.NOT_APPLICABLE, GOOD, Outcome.NOT_APPLICABLE),
    *MAKE.of("COG-09", "sku.name", "F0"),
    *MAKE.of("COG-10", "properties.networkInjections", []),
    MAKE.one("COG-10", Kind.NOT_APPLICABLE, without(GOOD, "properties.allowProjectManagement"), Outcome.NOT_APPLICABLE),
    *MAKE.of("COG-11", "name", "account-1"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
