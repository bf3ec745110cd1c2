from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.front_doors import RULES
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import GROUP, Case, Kind, PropertyCases, changed, outcomes, without

TYPE = "Microsoft.Cdn/profiles"
ID = f"{GROUP}/providers/{TYPE}/afd"
PROFILE: dict[str, Any] = {"sku": {"name": "Premium_AzureFrontDoor"}, "identity": {"type": "UserAssigned"}}
SECURITY: dict[str, Any] = {
    "properties": {"parameters": {"type": "WebApplicationFirewall", "associations": [{"domains": []}]}}
}
DOMAIN: dict[str, Any] = {"properties": {"tlsSettings": {"minimumTlsVersion": "TLS12"}}}
ORIGIN: dict[str, Any] = {"properties": {"sharedPrivateLinkResource": {"groupId": "sites"}}}
POLICY: dict[str, Any] = {
    "sku": {"name": "Premium_AzureFrontDoor"},
    "properties": {
        "policySettings": {"mode": "Prevention", "enabledState": "Enabled"},
        "managedRules": {"managedRuleSets": [{"ruleSetType": "Microsoft_DefaultRuleSet"}]},
    },
}
POLICIES = PropertyCases("Microsoft.Network/FrontDoorWebApplicationFirewallPolicies", POLICY)


def _profile(
    kind: Kind,
    expected: Outcome,
    *,
    name: str = "",
    profile: dict[str, Any] = PROFILE,
    security: dict[str, Any] | None = SECURITY,
    domain: dict[str, Any] = DOMAIN,
    origin: dict[str, Any] = ORIGIN,
) -> Case:
    children = {
        "securityPolicies/waf": security,
        "customDomains/chat": domain,
        "originGroups/app": {},
        "originGroups/app/origins/app": origin,
    }
    resources = [
        Resource(
            key=path,
            type=f"{TYPE}/{'/'.join(path.split('/')[::2])}",
            id=f"{ID}/{path}",
            body=body,
        )
        for path, body in children.items()
        if body is not None
    ]
    all_resources = (Resource(key="afd", type=TYPE, id=ID, body=profile), *resources)
    return Case(rule="NET-16", kind=kind, name=name or kind.value, resources=all_resources, expected=(expected,))


TLS = "properties.tlsSettings.minimumTlsVersion"
CASES: list[Case] = [
    _profile(Kind.PASS, Outcome.PASS),
    _profile(
        Kind.PASS,
        Outcome.PASS,
        name="standard-tier",
        profile=changed(PROFILE, "sku.name", "Standard_AzureFrontDoor"),
        origin={"properties": {}},
    ),
    _profile(Kind.FAIL, Outcome.FAIL, profile=changed(PROFILE, "identity.type", "None")),
    _profile(Kind.FAIL, Outcome.FAIL, name="no-firewall", security=None),
    _profile(Kind.FAIL, Outcome.FAIL, name="old-tls", domain=changed(DOMAIN, TLS, "TLS10")),
    _profile(Kind.FAIL, Outcome.FAIL, name="public-origin", origin={"properties": {}}),
    _profile(Kind.OMITTED, Outcome.FAIL, profile=without(PROFILE, "identity")),
    _profile(Kind.UNKNOWN, Outcome.UNDECIDED, domain=changed(DOMAIN, TLS, UNKNOWN)),
    _profile(Kind.WRONG_CASE, Outcome.PASS, domain=changed(DOMAIN, TLS, "tls12")),
    _profile(Kind.NOT_APPLICABLE, Outcome.NOT_APPLICABLE, profile={"sku": {"name": "Standard_Microsoft"}}),
    *POLICIES.of("NET-17", "properties.policySettings.mode", "Detection"),
    POLICIES.one(
        "NET-17",
        Kind.FAIL,
        changed(POLICY, "properties.policySettings.enabledState", "Disabled"),
        Outcome.FAIL,
        name="off",
    ),
    POLICIES.one(
        "NET-17",
        Kind.FAIL,
        changed(POLICY, "properties.managedRules.managedRuleSets", []),
        Outcome.FAIL,
        name="no-rule-sets",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
