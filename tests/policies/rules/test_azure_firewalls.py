from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.azure_firewalls import RULES
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import GROUP, Case, Kind, PropertyCases, changed, outcomes, without

POLICY_ID = f"{GROUP}/providers/Microsoft.Network/firewallPolicies/afwp"
FIREWALL: dict[str, Any] = {"zones": ["1", "2", "3"], "properties": {"firewallPolicy": {"id": POLICY_ID}}}
POLICY: dict[str, Any] = {
    "properties": {
        "sku": {"tier": "Premium"},
        "threatIntelMode": "Deny",
        "dnsSettings": {"enableProxy": True},
        "intrusionDetection": {"mode": "Deny"},
    }
}
LETTING_OUT: dict[str, Any] = {
    "name": "hosts",
    "sourceAddresses": ["10.0.0.0/24"],
    "targetFqdns": ["*.contoso.example"],
}
PUBLISHED: dict[str, Any] = {"sourceAddresses": ["*"], "destinationPorts": ["443"], "translatedPort": "443"}
FIREWALLS = PropertyCases("Microsoft.Network/azureFirewalls", FIREWALL)
POLICIES = PropertyCases("Microsoft.Network/firewallPolicies", POLICY)
GROUPS = PropertyCases("Microsoft.Network/firewallPolicies/ruleCollectionGroups", {})
POLICY_PATH = "properties.firewallPolicy.id"


def _rules(kind: Kind, name: str, expected: Outcome, *, action: Any = "Allow", **changes: Any) -> Case:
    collection = {"action": {"type": action}, "rules": [LETTING_OUT | changes]}
    return GROUPS.one("NET-11", kind, {"properties": {"ruleCollections": [collection]}}, expected, name=name)


def _policy_by_reference() -> Case:
    policy = Resource(key="policy", type="Microsoft.Network/firewallPolicies", body={})
    firewall = Resource(
        key="firewall",
        type="Microsoft.Network/azureFirewalls",
        body=changed(FIREWALL, POLICY_PATH, UNKNOWN),
        references={"properties.firewallPolicy": ("policy",)},
    )
    return Case(
        rule="NET-09", kind=Kind.UNKNOWN, name="by-reference", resources=(policy, firewall), expected=(Outcome.PASS,)
    )


CASES: list[Case] = [
    *FIREWALLS.of("NET-09", POLICY_PATH, ""),
    _policy_by_reference(),
    FIREWALLS.one("NET-09", Kind.FAIL, changed(FIREWALL, "zones", ["1"]), Outcome.FAIL, name="one-zone"),
    FIREWALLS.one("NET-09", Kind.OMITTED, without(FIREWALL, "zones"), Outcome.PASS, name="no-zones"),
    FIREWALLS.one("NET-09", Kind.UNKNOWN, changed(FIREWALL, "zones", UNKNOWN), Outcome.UNDECIDED, name="zones"),
    FIREWALLS.one("NET-09", Kind.PASS, changed(FIREWALL, "zones", ["2", "3"]), Outcome.PASS, name="two-zones"),
    *POLICIES.of("NET-10", "properties.threatIntelMode", "Alert"),
    POLICIES.one(
        "NET-10",
        Kind.FAIL,
        changed(POLICY, "properties.dnsSettings.enableProxy", value=False),
        Outcome.FAIL,
        name="no-proxy",
    ),
    POLICIES.one(
        "NET-10",
        Kind.FAIL,
        changed(POLICY, "properties.intrusionDetection.mode", "Alert"),
        Outcome.FAIL,
        name="only-alerts",
    ),
    POLICIES.one(
        "NET-10",
        Kind.PASS,
        without(without(POLICY, "properties.sku"), "properties.intrusionDetection"),
        Outcome.PASS,
        name="standard-tier",
    ),
    POLICIES.one(
        "NET-10", Kind.NOT_APPLICABLE, changed(POLICY, "properties.sku.tier", "Basic"), Outcome.NOT_APPLICABLE
    ),
    _rules(Kind.PASS, "hosts", Outcome.PASS),
    _rules(Kind.PASS, "all-denied", Outcome.PASS, action="Deny", targetFqdns=["*"]),
    _rules(Kind.FAIL, "every-source", Outcome.FAIL, sourceAddresses=["*"]),
    _rules(Kind.FAIL, "every-host", Outcome.FAIL, targetFqdns=["contoso.example", "*"]),
    _rules(Kind.FAIL, "every-address", Outcome.FAIL, destinationAddresses=["0.0.0.0/0"]),
    _rules(Kind.FAIL, "half-of-the-internet", Outcome.FAIL, destinationAddresses=["128.0.0.0/1"]),
    _rules(Kind.FAIL, "every-machine-of-azure", Outcome.FAIL, destinationAddresses=["AzureCloud.westeurope"]),
    _rules(Kind.FAIL, "a-top-level-domain", Outcome.FAIL, targetFqdns=["*.com"]),
    _rules(Kind.PASS, "a-private-network", Outcome.PASS, destinationAddresses=["10.0.0.0/8", "AzureMonitor"]),
    _rules(Kind.FAIL, "desktops-for-everybody", Outcome.FAIL, action="DNAT", **PUBLISHED | {"translatedPort": "3389"}),
    _rules(Kind.FAIL, "shells-for-everybody", Outcome.FAIL, action="dnat", **PUBLISHED | {"destinationPorts": ["22"]}),
    _rules(Kind.PASS, "a-service-for-everybody", Outcome.PASS, action="DNAT", **PUBLISHED),
    _rules(
        Kind.PASS,
        "desktops-for-the-office",
        Outcome.PASS,
        action="DNAT",
        **PUBLISHED | {"sourceAddresses": ["203.0.113.0/24"], "translatedPort": "3389"},
    ),
    _rules(Kind.FAIL, "every-url", Outcome.FAIL, targetUrls=["*"]),
    _rules(Kind.FAIL, "every-name", Outcome.FAIL, destinationFqdns=["*"]),
    GROUPS.one("NET-11", Kind.OMITTED, {"properties": {}}, Outcome.PASS),
    _rules(Kind.UNKNOWN, "hosts-not-known", Outcome.UNDECIDED, targetFqdns=UNKNOWN),
    _rules(Kind.WRONG_CASE, "words", Outcome.FAIL, action="ALLOW", TargetFQDNs=["*"], targetFqdns=["*"]),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
