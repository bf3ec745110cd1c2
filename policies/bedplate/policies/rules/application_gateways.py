"""Rules on application gateways and their web application firewall policies."""

from __future__ import annotations

from bedplate.policies.assembled_rule import assembled_rule, with_links
from bedplate.policies.conditions import (
    Condition,
    all_of,
    any_of,
    each,
    equals,
    is_empty,
    is_given,
    matches,
    negated,
    one_of,
    some,
)
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule
from bedplate.policies.zones import not_in_one_zone

_GATEWAY = "https://learn.microsoft.com/azure/application-gateway"
_FIREWALL = "https://learn.microsoft.com/azure/web-application-firewall"
_POLICY = "properties.firewallPolicy.id"
_TLS = "properties.sslPolicy"
_MANAGED = "properties.managedRules.managedRuleSets"
_WEAK = r"TLS_RSA_.*|.*_3DES_.*"


def _modern(policy: str) -> Condition:
    """Hold where a TLS policy asks for TLS 1.2, with ciphers whose sessions a stolen key does not open."""
    return any_of(
        one_of(f"{policy}.policyName", "AppGwSslPolicy20220101S", "AppGwSslPolicy20220101"),
        all_of(
            one_of(f"{policy}.policyType", "Custom", "CustomV2"),
            one_of(f"{policy}.minProtocolVersion", "TLSv1_2", "TLSv1_3"),
            each(f"{policy}.cipherSuites", negated(matches("", _WEAK, "weak"), "ciphers with forward secrecy")),
        ),
    )


RULES = (
    assembled_rule(
        all_of(
            equals("properties.sku.name", "WAF_v2"),
            is_given(_POLICY),
            _modern(_TLS),
            # A listener takes the policy of its profile in place of the gateway's.
            each("properties.sslProfiles", any_of(is_empty(_TLS), _modern(_TLS))),
            not_in_one_zone,
        ),
        assemble=with_links(_POLICY),
        id="NET-14",
        title="The application gateway has a web application firewall, modern TLS and several zones",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=("Microsoft.Network/applicationGateways",),
        rationale="The gateway is what the internet sees: without a firewall it passes attacks on, and with old TLS "
        "sessions can be read.",
        fix="Set sku.name to WAF_v2, firewallPolicy.id, sslPolicy.policyName to AppGwSslPolicy20220101S; leave "
        "zones out, which lets Azure choose, or name two or three.",
        references=(
            f"{_GATEWAY}/application-gateway-ssl-policy-overview",
            f"{_FIREWALL}/ag/ag-overview",
            "https://learn.microsoft.com/azure/reliability/reliability-application-gateway-v2",
        ),
        benchmark=("NS-6",),
        checkov=("CKV_AZURE_218",),
        psrule=(
            "Azure.AppGw.SSLPolicy",
            "Azure.AppGw.UseWAF",
            "Azure.AppGw.MinInstance",
            "Azure.AppGw.AvailabilityZone",
        ),
        azure_policy=("564feb30",),
    ),
    property_rule(
        all_of(
            equals("properties.policySettings.mode", "Prevention"),
            equals("properties.policySettings.state", "Enabled", default="Enabled"),
            some(
                _MANAGED,
                matches("ruleSetType", r"OWASP|Microsoft_DefaultRuleSet", "a default rule set"),
                "a default rule set among them",
            ),
            some(
                _MANAGED,
                equals("ruleSetType", "Microsoft_BotManagerRuleSet"),
                "Microsoft_BotManagerRuleSet among them",
            ),
        ),
        id="NET-15",
        title="The gateway's firewall policy prevents attacks, those of bots too",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=("Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies",),
        rationale="In detection mode attacks are written down and let through; without bot rules, scripts spend the "
        "model's quota.",
        fix="Set policySettings.mode to Prevention, and list Microsoft_DefaultRuleSet and Microsoft_BotManagerRuleSet.",
        references=(f"{_FIREWALL}/ag/create-waf-policy-ag", f"{_FIREWALL}/ag/bot-protection-overview"),
        benchmark=("NS-6",),
        checkov=("CKV_AZURE_135",),
        psrule=("Azure.AppGwWAF.PreventionMode", "Azure.AppGwWAF.RuleGroups", "Azure.AppGwWAF.Exclusions"),
        azure_policy=("12430be1",),
    ),
)
