"""The web application firewall policy of an Azure Front Door."""

import pulumi
from pulumi_azure_native import frontdoor

from bedplate.components.facts.waf_rules import managed_rules
from bedplate.components.ingress.custom_rules import BlockingRule, RequestPart, blocking_rules
from bedplate.components.ingress.firewall_arguments import WebFirewallArgs, chat_text_arguments

# `RemoteAddr` would be what the client itself says in a header.
_VARIABLES = {
    RequestPart.CLIENT_ADDRESS: frontdoor.MatchVariable.SOCKET_ADDR,
    RequestPart.CONTENT_TYPE: frontdoor.MatchVariable.REQUEST_HEADER,
    RequestPart.ADDRESS: frontdoor.MatchVariable.REQUEST_URI,
}


def declare_front_door_firewall(
    name: str, args: WebFirewallArgs, *, policy_name: pulumi.Input[str], opts: pulumi.ResourceOptions
) -> frontdoor.Policy:
    """Declare a policy that blocks what its rules find.

    The firewall of Azure Front Door inspects the first 128 KB of a request's body.

    Args:
        name: logical name.
        args: whom the firewall lets in and what it overlooks.
        policy_name: name in Azure: letters and digits.
        opts: the parent at least.
    """
    return frontdoor.Policy(
        name,
        resource_group_name=args["resource_group_name"],
        policy_name=policy_name,
        location="Global",
        sku={"name": frontdoor.SkuName.PREMIUM_AZURE_FRONT_DOOR},
        policy_settings={
            "enabled_state": frontdoor.PolicyEnabledState.ENABLED,
            "mode": frontdoor.PolicyMode.PREVENTION,
            "request_body_check": frontdoor.PolicyRequestBodyCheck.ENABLED,
        },
        custom_rules={"rules": [_custom_rule(rule) for rule in blocking_rules(args)]},
        managed_rules=_managed_rules(chat_text_arguments(args)),
        tags=args.get("tags"),
        opts=opts,
    )


def _custom_rule(rule: BlockingRule) -> frontdoor.CustomRuleArgsDict:
    condition: frontdoor.MatchConditionArgsDict = {
        "match_variable": _VARIABLES[rule.part],
        "operator": rule.operator,
        "negate_condition": rule.negated,
        "match_value": rule.values,
    }
    if rule.part is RequestPart.CONTENT_TYPE:
        condition["selector"] = "Content-Type"
        condition["transforms"] = [frontdoor.TransformType.LOWERCASE]
    declared: frontdoor.CustomRuleArgsDict = {
        "name": rule.name,
        "priority": rule.priority,
        "enabled_state": frontdoor.CustomRuleEnabledState.ENABLED,
        "action": frontdoor.ActionType.BLOCK,
        "rule_type": frontdoor.RuleType.MATCH_RULE,
        "match_conditions": [condition],
    }
    if rule.requests_per_minute is None:
        return declared
    return {
        **declared,
        "rule_type": frontdoor.RuleType.RATE_LIMIT_RULE,
        "rate_limit_duration_in_minutes": 1,
        "rate_limit_threshold": rule.requests_per_minute,
        "group_by": [{"variable_name": frontdoor.VariableName.SOCKET_ADDR}],
    }


def _managed_rules(arguments: list[pulumi.Input[str]]) -> frontdoor.ManagedRuleSetListArgsDict:
    rules = managed_rules()
    return {
        "managed_rule_sets": [
            {
                "rule_set_type": rules.default.type,
                "rule_set_version": rules.default.version,
                "rule_set_action": frontdoor.ManagedRuleSetActionType.BLOCK,
                "rule_group_overrides": _overrides(arguments),
            },
            {"rule_set_type": rules.bots.type, "rule_set_version": rules.bots.version},
        ]
    }


def _overrides(arguments: list[pulumi.Input[str]]) -> list[frontdoor.ManagedRuleGroupOverrideArgsDict]:
    rules = managed_rules()
    exclusions: list[frontdoor.ManagedRuleExclusionArgsDict] = [
        {
            "match_variable": frontdoor.ManagedRuleExclusionMatchVariable.REQUEST_BODY_JSON_ARG_NAMES,
            "selector_match_operator": rules.chat_text_operator,
            "selector": argument,
        }
        for argument in arguments
    ]
    switched_on = [_override(group, ids, []) for group, ids in rules.switched_on.items()]
    if not exclusions:
        return switched_on
    return [*(_override(group, ids, exclusions) for group, ids in rules.chat_text_rules.items()), *switched_on]


def _override(
    group: str, rule_ids: tuple[str, ...], exclusions: list[frontdoor.ManagedRuleExclusionArgsDict]
) -> frontdoor.ManagedRuleGroupOverrideArgsDict:
    return {
        "rule_group_name": group,
        "rules": [
            {
                "rule_id": rule,
                # A rule that is named for its exclusions alone is off.
                "enabled_state": frontdoor.ManagedRuleEnabledState.ENABLED,
                "action": frontdoor.ActionType.ANOMALY_SCORING,
                "exclusions": exclusions,
            }
            for rule in rule_ids
        ],
    }
