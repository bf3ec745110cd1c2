from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.finding import check
from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rules.web_application_firewall_rules import RULES
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes

RULE_SETS, CUSTOM, EXCLUSIONS = (
    "properties.managedRules.managedRuleSets",
    "properties.customRules",
    "properties.managedRules.exclusions",
)
LIMIT = {"ruleType": "RateLimitRule", "action": "Block", "state": "Enabled"}
ADDRESS = {"operator": "IPMatch", "matchValues": ["203.0.113.7"]}
HEADER, PATH = {"variableName": "RequestHeaders", "selector": "User-Agent"}, {"variableName": "RequestUri"}
SETTINGS, INSPECTED, TAKEN = "properties.policySettings", "requestBodyInspectLimitInKB", "maxRequestBodySizeInKb"
OVERRIDE = {"ruleGroupName": "SQLI", "rules": [{"ruleId": "942100", "state": "Enabled"}]}
EXCLUSION = {"selectorMatchOperator": "Equals", "exclusionManagedRuleSets": [{"ruleSetType": "OWASP"}]}
GOOD: dict[str, Any] = {
    "properties": {
        "policySettings": {"requestBodyCheck": True, "requestBodyEnforcement": True},
        "customRules": [LIMIT],
        "managedRules": {
            "managedRuleSets": [{"ruleSetType": "Microsoft_DefaultRuleSet", "ruleSetVersion": "2.1"}],
            "exclusions": [EXCLUSION],
        },
    }
}
MAKE = PropertyCases("Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies", GOOD)


def rule_set(**fields: Any) -> list[dict[str, Any]]:
    return [{"ruleSetType": "microsoft_defaultRULESET", "ruleSetVersion": "2.2", **fields}]


def failing(rule: str, path: str, bad: Any, name: str) -> Case:
    return MAKE.one(rule, Kind.FAIL, changed(GOOD, path, bad), Outcome.FAIL, name=name)


CASES: list[Case] = [
    *MAKE.of("NET-19", "properties.policySettings.requestBodyCheck", bad=False, omitted=Outcome.PASS),
    failing("NET-19", "properties.policySettings.requestBodyEnforcement", bad=False, name="not-enforced"),
    *(
        MAKE.one("NET-19", kind, changed(GOOD, SETTINGS, limits), expected, name=name)
        for kind, limits, expected, name in (
            (Kind.FAIL, {INSPECTED: 8, TAKEN: 512}, Outcome.FAIL, "ends-of-bodies-unread"),
            (Kind.FAIL, {TAKEN: 2000}, Outcome.FAIL, "large-bodies-read-as-far-as-azure-does-by-default"),
            (Kind.PASS, {INSPECTED: 512, TAKEN: 512}, Outcome.PASS, "all-of-bodies-read"),
            (Kind.UNKNOWN, {INSPECTED: UNKNOWN, TAKEN: 512}, Outcome.UNDECIDED, "limit-not-known"),
        )
    ),
    *MAKE.of("NET-20", RULE_SETS, rule_set(ruleSetVersion="1.1"), omitted=Outcome.PASS, wrong_case=rule_set()),
    failing("NET-20", RULE_SETS, rule_set(ruleGroupOverrides=[{"rules": [{"state": "DISABLED"}]}]), "rule-off"),
    failing("NET-20", RULE_SETS, rule_set(ruleGroupOverrides=[{"ruleGroupName": "SQLI", "rules": []}]), "group-off"),
    failing("NET-20", EXCLUSIONS, [{**EXCLUSION, "selectorMatchOperator": "EqualsAny"}], "any-selector"),
    failing("NET-20", EXCLUSIONS, [{"selectorMatchOperator": "Equals"}], "every-rule"),
    MAKE.one(
        "NET-20",
        Kind.PASS,
        changed(GOOD, RULE_SETS, rule_set(ruleGroupOverrides=[OVERRIDE])),
        Outcome.PASS,
        name="override-that-keeps-a-rule-on",
    ),
    *MAKE.of("NET-21", CUSTOM, [{**LIMIT, "state": "Disabled"}], wrong_case=[{**LIMIT, "ruleType": "ratelimitrule"}]),
    failing("NET-21", CUSTOM, [LIMIT, {"action": "allow", "matchConditions": [{"operator": "ANY"}]}], "allows-all"),
    *(
        failing("NET-21", CUSTOM, [LIMIT, {"action": "Allow", "matchConditions": conditions}], f"allows-{name}")
        for name, conditions in (
            ("every-address", [{"operator": "IPMatch", "matchValues": ["0.0.0.0/0"]}]),
            ("all-but-some", [{"operator": "IPMatch", "matchValues": ["203.0.113.7"], "negationConditon": True}]),
            ("on-no-condition", []),
            ("who-writes-a-header", [{"operator": "Contains", "matchVariables": [HEADER], "matchValues": ["curl"]}]),
        )
    ),
    *(
        MAKE.one("NET-21", Kind.PASS, changed(GOOD, CUSTOM, [LIMIT, rule]), Outcome.PASS, name=name)
        for name, rule in (
            ("one-address", {"action": "Allow", "matchConditions": [ADDRESS]}),
            (
                "one-path",
                {"action": "Allow", "matchConditions": [{"operator": "Equal", "matchVariables": [HEADER, PATH]}]},
            ),
            ("one-address-to-anything", {"action": "Allow", "matchConditions": [ADDRESS, {"operator": "Any"}]}),
            ("allows-all-and-is-off", {"action": "Allow", "state": "disabled", "matchConditions": []}),
        )
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected


@pytest.mark.parametrize(
    ("custom", "expected"),
    [
        pytest.param([], Outcome.PASS, id="nothing"),
        pytest.param([{"action": "Allow", "matchConditions": [{"operator": "Any"}]}], Outcome.FAIL, id="allows-all"),
    ],
)
def test_no_limit_is_wanted_where_that_is_said(custom: Any, expected: Outcome) -> None:
    (rule,) = (each for each in RULES if each.id == "NET-21")
    policy = Resource(key="policy", type=MAKE.type, body=changed(GOOD, CUSTOM, custom))
    (finding,) = check(Resources([policy]), [rule], {"NET-21": {"limit": False}})
    assert finding.verdict.outcome is expected
