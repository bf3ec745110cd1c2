"""Rules on what the firewall policies of application gateways inspect, and what they leave out."""

from __future__ import annotations

from bedplate.policies.conditions import (
    Condition,
    all_of,
    any_of,
    each,
    equals,
    has_items,
    is_empty,
    lacks_item,
    matches,
    negated,
    none_of,
    not_less,
    some,
)
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.parameter_rule import parameter_rule
from bedplate.policies.property_rule import property_rule
from bedplate.policies.rule import Parameter, Parameters

_RULE_SETS = "properties.managedRules.managedRuleSets"
_CUSTOM = "properties.customRules"
_SETTINGS = "properties.policySettings"
# What the firewall takes and what it reads of a body, in kilobytes, where nothing is said.
_BODY_LIMIT = 128
_LIMITS = some(
    _CUSTOM,
    all_of(equals("ruleType", "RateLimitRule"), equals("state", "Enabled", default="Enabled")),
    "a limit of rates among them",
)
_WRITTEN_BY_CALLERS = ("RequestHeaders", "RequestCookies", "RequestBody", "PostArgs", "QueryString")
_SINGLES_OUT = all_of(
    none_of("operator", "Any"),
    lacks_item("matchValues", "0.0.0.0/0"),
    lacks_item("matchValues", "::/0"),
    # So does the API spell it.
    equals("negationConditon", expected=False, default=False),
    # Everybody can write a header, a cookie or a parameter.
    any_of(
        is_empty("matchVariables"),
        some("matchVariables", none_of("variableName", *_WRITTEN_BY_CALLERS), "what callers do not choose"),
    ),
)
_LETS_NOTHING_PAST = each(
    _CUSTOM,
    any_of(
        none_of("action", "Allow", default="Block"),
        equals("state", "Disabled"),
        some("matchConditions", _SINGLES_OUT, "one that singles requests out"),
    ),
)


def _custom_rules(parameters: Parameters) -> Condition:
    return all_of(_LIMITS, _LETS_NOTHING_PAST) if parameters["limit"] else _LETS_NOTHING_PAST


RULES = (
    property_rule(
        all_of(
            equals("properties.policySettings.requestBodyCheck", expected=True, default=True),
            equals("properties.policySettings.requestBodyEnforcement", expected=True, default=True),
            not_less(
                f"{_SETTINGS}.requestBodyInspectLimitInKB", f"{_SETTINGS}.maxRequestBodySizeInKb", default=_BODY_LIMIT
            ),
        ),
        id="NET-19",
        title="The gateway's firewall reads bodies of requests, and lets none past that it cannot read",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=("Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies",),
        rationale="Prompts and attacks travel in bodies: a firewall that reads addresses and headers alone sees"
        " neither.",
        fix="Leave policySettings.requestBodyCheck and requestBodyEnforcement out, or set them to true, and let "
        "requestBodyInspectLimitInKB be no less than maxRequestBodySizeInKb.",
        references=(
            "https://learn.microsoft.com/azure/web-application-firewall/ag/application-gateway-waf-request-size-limits",
        ),
        benchmark=("NS-6",),
    ),
    property_rule(
        all_of(
            each(
                _RULE_SETS,
                all_of(
                    any_of(
                        negated(equals("ruleSetType", "Microsoft_DefaultRuleSet"), "another rule set"),
                        matches("ruleSetVersion", r"2\.\d+", "2.0 or newer"),
                    ),
                    each(
                        "ruleGroupOverrides",
                        all_of(
                            each("rules", none_of("state", "Disabled")),
                            has_items("rules", 1),
                        ),
                    ),
                ),
            ),
            each(
                "properties.managedRules.exclusions",
                all_of(none_of("selectorMatchOperator", "EqualsAny"), has_items("exclusionManagedRuleSets", 1)),
            ),
        ),
        id="NET-20",
        title="The gateway's firewall applies current rules, and leaves out as little as it must",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=("Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies",),
        rationale="A rule that is off, or a part of requests that no rule reads, is the hole through which the "
        "next attack comes.",
        fix="Use Microsoft_DefaultRuleSet 2.1 or newer with all rules on; name the field and the rules in"
        " each exclusion.",
        references=(
            "https://learn.microsoft.com/azure/web-application-firewall/ag/application-gateway-waf-configuration",
        ),
        benchmark=("NS-6",),
    ),
    parameter_rule(
        _custom_rules,
        parameters={"limit": Parameter(description="Whether a limit of rates must be among the rules.", default=True)},
        reads=(_CUSTOM,),
        id="NET-21",
        title="The gateway's firewall limits rates, and lets no request past its rules whatever it holds",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=("Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies",),
        rationale="Each request to a model costs money, so a script that repeats itself is an attack; a custom "
        "rule that allows everything ends the inspection.",
        fix="Declare a custom rule of type RateLimitRule, and give rules with action Allow conditions "
        "that single requests out.",
        references=(
            "https://learn.microsoft.com/azure/web-application-firewall/ag/rate-limiting-overview",
            "https://learn.microsoft.com/azure/web-application-firewall/ag/custom-waf-rules-overview",
        ),
        benchmark=("NS-6",),
    ),
)
