"""Rules on Azure firewalls, their policies and what these let out."""

from __future__ import annotations

from bedplate.policies.assembled_rule import assembled_rule, with_links
from bedplate.policies.conditions import (
    all_of,
    any_of,
    each,
    equals,
    is_given,
    lacks_item,
    matches,
    negated,
    none_of,
)
from bedplate.policies.network.everybody import WIDE
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule
from bedplate.policies.zones import not_in_one_zone

_FIREWALL = "https://learn.microsoft.com/azure/firewall"
_POLICY = "properties.firewallPolicy.id"
_POLICIES = ("Microsoft.Network/firewallPolicies",)
_TIER = "properties.sku.tier"
_EVERYTHING = ("*", "0.0.0.0/0", "Internet")
_WHOLE_TOP_DOMAIN = r"\*\.[a-z0-9-]+"
_LETS_OUT = all_of(
    *(lacks_item("sourceAddresses", word) for word in _EVERYTHING),
    *(lacks_item("destinationAddresses", word) for word in _EVERYTHING),
    lacks_item("targetFqdns", "*"),
    lacks_item("targetUrls", "*"),
    lacks_item("destinationFqdns", "*"),
    each("destinationAddresses", negated(matches("", WIDE, "a wide range"), "single networks")),
    each("targetFqdns", negated(matches("", _WHOLE_TOP_DOMAIN, "all of a top-level domain"), "hosts or domains")),
)
_SHELLS = ("22", "3389", "5985", "5986", "*")
# Publishing a service to everybody is what DNAT is for; publishing the way to manage a machine is not.
_LETS_IN = any_of(
    all_of(*(lacks_item("sourceAddresses", word) for word in _EVERYTHING)),
    all_of(
        *(lacks_item("destinationPorts", port) for port in _SHELLS), none_of("translatedPort", *_SHELLS, default="none")
    ),
)

RULES = (
    assembled_rule(
        all_of(not_in_one_zone, is_given(_POLICY)),
        assemble=with_links(_POLICY),
        id="NET-09",
        title="The firewall spans zones and follows a firewall policy",
        severity=Severity.MEDIUM,
        pillar=Pillar.RELIABILITY,
        recommendation="RE:05",
        types=("Microsoft.Network/azureFirewalls",),
        rationale="All traffic out waits for the firewall, so it must outlast a zone; classic rules have neither "
        "threat intelligence nor inspection.",
        fix="Leave zones out, which lets Azure choose, or name two or three, and a policy in firewallPolicy.id.",
        references=(f"{_FIREWALL}/deploy-availability-zone-powershell", f"{_FIREWALL}/policy-rule-sets"),
        benchmark=("BR-1",),
        checkov=("CKV_AZURE_216",),
        psrule=("Azure.Firewall.Mode", "Azure.Firewall.AvailabilityZone"),
        azure_policy=("3e1f521a",),
    ),
    property_rule(
        all_of(
            equals("properties.threatIntelMode", "Deny"),
            equals("properties.dnsSettings.enableProxy", expected=True),
            any_of(
                none_of(_TIER, "Premium", default="Standard"),
                equals("properties.intrusionDetection.mode", "Deny"),
            ),
        ),
        # The Basic tier only alerts, and has no DNS proxy.
        when=none_of(_TIER, "Basic", default="Standard"),
        id="NET-10",
        title="The firewall policy stops known threats and answers DNS itself",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=_POLICIES,
        rationale="A firewall that only alerts lets stolen data out; one that sees other addresses than its clients "
        "applies name rules wrongly.",
        fix="Set threatIntelMode to Deny and dnsSettings.enableProxy to true; in the Premium tier, "
        "intrusionDetection.mode to Deny.",
        references=(f"{_FIREWALL}/threat-intel", f"{_FIREWALL}/dns-details", f"{_FIREWALL}/premium-features"),
        benchmark=("NS-3",),
        psrule=("Azure.Firewall.PolicyMode",),
        azure_policy=("6484db87",),
    ),
    property_rule(
        each(
            "properties.ruleCollections",
            all_of(
                any_of(negated(equals("action.type", "Allow"), "another action"), each("rules", _LETS_OUT)),
                any_of(negated(equals("action.type", "DNAT"), "another action"), each("rules", _LETS_IN)),
            ),
        ),
        id="NET-11",
        title="No firewall rule allows every source or every destination, or lets everybody manage machines",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=("Microsoft.Network/firewallPolicies/ruleCollectionGroups",),
        rationale="One rule with an asterisk makes the others decoration: whatever runs inside can send data anywhere.",
        fix="Name the address ranges of the workloads as sources, and hosts, service tags or ranges as destinations.",
        references=(f"{_FIREWALL}/rule-processing",),
        benchmark=("NS-3",),
    ),
)
