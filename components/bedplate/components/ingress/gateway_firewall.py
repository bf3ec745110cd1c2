"""The web application firewall policy of an Application Gateway."""

import pulumi
from pulumi_azure_native import network

from bedplate.components.facts.waf_rules import RuleIds, managed_rules
from bedplate.components.ingress.custom_rules import BlockingRule, RequestPart, blocking_rules
from bedplate.components.ingress.firewall_arguments import WebFirewallArgs, chat_text_arguments

_UPLOAD_LIMIT_MEGABYTES = 100

_VARIABLES: dict[RequestPart, network.MatchVariableArgsDict] = {
    RequestPart.CLIENT_ADDRESS: {"variable_name": network.WebApplicationFirewallMatchVariable.REMOTE_ADDR},
    RequestPart.CONTENT_TYPE: {
        "variable_name": network.WebApplicationFirewallMatchVariable.REQUEST_HEADERS,
        "selector": "Content-Type",
    },
    RequestPart.ADDRESS: {"variable_name": network.WebApplicationFirewallMatchVariable.REQUEST_URI},
}


def declare_gateway_firewall(
    name: str,
    args: WebFirewallArgs,
    *,
    policy_name: pulumi.Input[str],
    maximum_body_kilobytes: pulumi.Input[int],
    opts: pulumi.ResourceOptions,
) -> network.WebApplicationFirewallPolicy:
    """Declare a policy that blocks what its rules find.

    Args:
        name: logical name.
        args: whom the firewall lets in and what it overlooks.
        policy_name: name in Azure.
        maximum_body_kilobytes: size beyond which a request is refused. Everything up to it is inspected.
        opts: the parent at least.
    """
    return network.WebApplicationFirewallPolicy(
        name,
        resource_group_name=args["resource_group_name"],
        policy_name=policy_name,
        location=args["location"],
        policy_settings={
            "state": network.WebApplicationFirewallEnabledState.ENABLED,
            "mode": network.WebApplicationFirewallMode.PREVENTION,
            "request_body_check": True,
            "request_body_enforcement": True,
            "request_body_inspect_limit_in_kb": maximum_body_kilobytes,
            "max_request_body_size_in_kb": maximum_body_kilobytes,
            "file_upload_enforcement": True,
            "file_upload_limit_in_mb": _UPLOAD_LIMIT_MEGABYTES if args.get("allow_file_uploads") else 1,
        },
        custom_rules=[_custom_rule(rule) for rule in blocking_rules(args)],
        managed_rules=_managed_rules(chat_text_arguments(args)),
        tags=args.get("tags"),
        opts=opts,
    )


def _custom_rule(rule: BlockingRule) -> network.WebApplicationFirewallCustomRuleArgsDict:
    condition: network.MatchConditionArgsDict = {
        "match_variables": [_VARIABLES[rule.part]],
        "operator": rule.operator,
        "negation_conditon": rule.negated,
        "match_values": rule.values,
    }
    if rule.part is RequestPart.CONTENT_TYPE:
        condition["transforms"] = [network.WebApplicationFirewallTransform.LOWERCASE]
    declared: network.WebApplicationFirewallCustomRuleArgsDict = {
        "name": rule.name,
        "priority": rule.priority,
        "state": network.WebApplicationFirewallState.ENABLED,
        "action": network.WebApplicationFirewallAction.BLOCK,
        "rule_type": network.WebApplicationFirewallRuleType.MATCH_RULE,
        "match_conditions": [condition],
    }
    if rule.requests_per_minute is None:
        return declared
    by_address = network.ApplicationGatewayFirewallUserSessionVariable.CLIENT_ADDR
    return {
        **declared,
        "rule_type": network.WebApplicationFirewallRuleType.RATE_LIMIT_RULE,
        "rate_limit_duration": network.ApplicationGatewayFirewallRateLimitDuration.ONE_MIN,
        "rate_limit_threshold": rule.requests_per_minute,
        "group_by_user_session": [{"group_by_variables": [{"variable_name": by_address}]}],
    }


def _managed_rules(arguments: list[pulumi.Input[str]]) -> network.ManagedRulesDefinitionArgsDict:
    rules = managed_rules()
    return {
        "managed_rule_sets": [
            {
                "rule_set_type": rules.default.type,
                "rule_set_version": rules.default.version,
                "rule_group_overrides": _switched_on(rules.switched_on),
            },
            {"rule_set_type": rules.bots.type, "rule_set_version": rules.bots.version},
        ],
        "exclusions": [
            {
                "match_variable": network.OwaspCrsExclusionEntryMatchVariable.REQUEST_ARG_VALUES,
                "selector_match_operator": rules.chat_text_operator,
                "selector": argument,
                "exclusion_managed_rule_sets": [
                    {
                        "rule_set_type": rules.default.type,
                        "rule_set_version": rules.default.version,
                        "rule_groups": _excluded(rules.chat_text_rules),
                    }
                ],
            }
            for argument in arguments
        ],
    }


def _switched_on(rule_ids: RuleIds) -> list[network.ManagedRuleGroupOverrideArgsDict]:
    return [
        {
            "rule_group_name": group,
            "rules": [
                {
                    "rule_id": rule,
                    "state": network.ManagedRuleEnabledState.ENABLED,
                    "action": network.ActionType.ANOMALY_SCORING,
                }
                for rule in rules
            ],
        }
        for group, rules in rule_ids.items()
    ]


def _excluded(rule_ids: RuleIds) -> list[network.ExclusionManagedRuleGroupArgsDict]:
    return [
        {"rule_group_name": group, "rules": [{"rule_id": rule} for rule in rules]} for group, rules in rule_ids.items()
    ]
