from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.cognitive_services_accounts import RULES
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import GROUP, Case, Kind, PropertyCases, changed, outcomes, without

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
SUBNET = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/snet-agents"
SPEECH = {**GOOD, "kind": "SpeechServices"} | {
    "properties": {**GOOD["properties"], "userOwnedStorage": [{"resourceId": "/storage"}]}
}
MAKE = PropertyCases("Microsoft.CognitiveServices/accounts", GOOD)


def _agents_in_a_subnet_by_reference() -> Case:
    subnet = Resource(key="subnet", type="Microsoft.Network/virtualNetworks/subnets", body={})
    body = changed(GOOD, "properties.networkInjections", [{"scenario": "agent", "subnetArmId": UNKNOWN}])
    made_from = {"properties.networkInjections": ("subnet",)}
    account = Resource(key="account", type=MAKE.type, body=body, references=made_from)
    return Case(
        rule="COG-10", kind=Kind.UNKNOWN, name="by-reference", resources=(subnet, account), expected=(Outcome.PASS,)
    )


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
    MAKE.one(
        "COG-07",
        Kind.FAIL,
        changed(GOOD, "properties.allowedFqdnList", ["a.example", "*.blob.core.windows.net"]),
        Outcome.FAIL,
        name="wildcard",
    ),
    *MAKE.of("COG-08", "properties.userOwnedStorage", [], base=SPEECH),
    MAKE.one("COG-08", Kind.NOT_APPLICABLE, GOOD, Outcome.NOT_APPLICABLE),
    *MAKE.of("COG-09", "sku.name", "F0"),
    *MAKE.of("COG-10", "properties.networkInjections", []),
    *(
        MAKE.one("COG-10", kind, changed(GOOD, "properties.networkInjections", value), expected, name=name)
        for kind, name, value, expected in (
            (Kind.FAIL, "no-subnet", [{"scenario": "agent"}], Outcome.FAIL),
            (Kind.FAIL, "empty-subnet", [{"scenario": "agent", "subnetArmId": ""}], Outcome.FAIL),
            (Kind.FAIL, "null-subnet", [{"scenario": "agent", "subnetArmId": None}], Outcome.FAIL),
            (Kind.FAIL, "no-scenario", [{"scenario": "none", "subnetArmId": SUBNET}], Outcome.FAIL),
            (Kind.PASS, "managed-network", [{"scenario": "agent", "useMicrosoftManagedNetwork": True}], Outcome.PASS),
            (Kind.PASS, "one-object", {"scenario": "agent", "subnetArmId": SUBNET}, Outcome.PASS),
            (Kind.WRONG_CASE, "scenario", [{"Scenario": "Agent", "SubnetArmId": SUBNET}], Outcome.PASS),
            (Kind.UNKNOWN, "subnet", [{"scenario": "agent", "subnetArmId": UNKNOWN}], Outcome.UNDECIDED),
        )
    ),
    _agents_in_a_subnet_by_reference(),
    MAKE.one("COG-10", Kind.NOT_APPLICABLE, without(GOOD, "properties.allowProjectManagement"), Outcome.NOT_APPLICABLE),
    *MAKE.of("COG-11", "name", "account-1"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
