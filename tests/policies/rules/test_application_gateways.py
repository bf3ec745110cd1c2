from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.application_gateways import RULES
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes, without

GATEWAY: dict[str, Any] = {
    "zones": ["1", "2", "3"],
    "properties": {
        "sku": {"name": "WAF_v2"},
        "firewallPolicy": {"id": "/policy"},
        "sslPolicy": {"policyType": "Predefined", "policyName": "AppGwSslPolicy20220101S"},
    },
}
OWN_TLS: dict[str, Any] = {"policyType": "CustomV2", "minProtocolVersion": "TLSv1_3"}
OLD_TLS = {"policyType": "Predefined", "policyName": "AppGwSslPolicy20150501"}
WEAK, STRONG = "TLS_RSA_WITH_3DES_EDE_CBC_SHA", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"
PROFILES = "properties.sslProfiles"
POLICY: dict[str, Any] = {
    "properties": {
        "policySettings": {"mode": "Prevention", "state": "Enabled"},
        "managedRules": {
            "managedRuleSets": [
                {"ruleSetType": "Microsoft_DefaultRuleSet", "ruleSetVersion": "2.1"},
                {"ruleSetType": "Microsoft_BotManagerRuleSet", "ruleSetVersion": "1.1"},
            ]
        },
    }
}
SETS = "properties.managedRules.managedRuleSets"
GATEWAYS = PropertyCases("Microsoft.Network/applicationGateways", GATEWAY)
POLICIES = PropertyCases("Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies", POLICY)


def _sets(kind: Kind, name: str, expected: Outcome, value: Any) -> Case:
    return POLICIES.one("NET-15", kind, changed(POLICY, SETS, value), expected, name=name)


CASES: list[Case] = [
    *GATEWAYS.of("NET-14", "properties.sku.name", "Standard_v2"),
    GATEWAYS.one("NET-14", Kind.FAIL, without(GATEWAY, "properties.firewallPolicy"), Outcome.FAIL, name="no-policy"),
    GATEWAYS.one(
        "NET-14",
        Kind.FAIL,
        changed(GATEWAY, "properties.sslPolicy.policyName", "AppGwSslPolicy20150501"),
        Outcome.FAIL,
        name="old-tls",
    ),
    GATEWAYS.one("NET-14", Kind.OMITTED, without(GATEWAY, "properties.sslPolicy"), Outcome.FAIL, name="tls-not-said"),
    GATEWAYS.one("NET-14", Kind.PASS, changed(GATEWAY, "properties.sslPolicy", OWN_TLS), Outcome.PASS, name="own-tls"),
    *(
        GATEWAYS.one("NET-14", kind, changed(GATEWAY, path, value), expected, name=name)
        for kind, path, value, expected, name in (
            (Kind.FAIL, "properties.sslPolicy", OWN_TLS | {"cipherSuites": [WEAK]}, Outcome.FAIL, "weak-cipher"),
            (Kind.PASS, "properties.sslPolicy", OWN_TLS | {"cipherSuites": [STRONG]}, Outcome.PASS, "strong-cipher"),
            (Kind.FAIL, PROFILES, [{"properties": {"sslPolicy": OLD_TLS}}], Outcome.FAIL, "old-tls-of-a-listener"),
            (Kind.PASS, PROFILES, [{"properties": {"sslPolicy": OWN_TLS}}], Outcome.PASS, "tls-of-a-listener"),
            (
                Kind.PASS,
                PROFILES,
                [{"properties": {"clientAuthConfiguration": {}}}],
                Outcome.PASS,
                "no-tls-said",
            ),
            (Kind.UNKNOWN, PROFILES, UNKNOWN, Outcome.UNDECIDED, "profiles-not-known"),
        )
    ),
    GATEWAYS.one("NET-14", Kind.FAIL, changed(GATEWAY, "zones", ["2"]), Outcome.FAIL, name="one-zone"),
    GATEWAYS.one("NET-14", Kind.OMITTED, without(GATEWAY, "zones"), Outcome.PASS, name="zones-left-to-azure"),
    *POLICIES.of("NET-15", "properties.policySettings.mode", "Detection"),
    POLICIES.one(
        "NET-15", Kind.FAIL, changed(POLICY, "properties.policySettings.state", "Disabled"), Outcome.FAIL, name="off"
    ),
    _sets(Kind.FAIL, "no-bots", Outcome.FAIL, [{"ruleSetType": "OWASP"}]),
    _sets(Kind.FAIL, "bots-alone", Outcome.FAIL, [{"ruleSetType": "Microsoft_BotManagerRuleSet"}]),
    _sets(Kind.UNKNOWN, "sets-not-known", Outcome.UNDECIDED, UNKNOWN),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected
