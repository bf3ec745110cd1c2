"""Rules on Azure Front Door: profiles with their custom domains and origins, and firewall policies."""

from __future__ import annotations

from collections.abc import Mapping

from bedplate.policies.assembled_rule import assembled_rule
from bedplate.policies.conditions import all_of, any_of, each, equals, has_item, is_given, one_of, some
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule
from bedplate.policies.relations import children_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import Value

_PROFILE = "Microsoft.Cdn/profiles"
_FRONT_DOOR = "https://learn.microsoft.com/azure/frontdoor"
_TIERS = ("Standard_AzureFrontDoor", "Premium_AzureFrontDoor")


def _with_children(profile: Resource, resources: Resources) -> Mapping[str, Value]:
    groups = children_of(resources, profile, f"{_PROFILE}/originGroups")
    origins = [each for group in groups for each in children_of(resources, group, f"{_PROFILE}/originGroups/origins")]
    return {
        **profile.body,
        "securityPolicies": _bodies(children_of(resources, profile, f"{_PROFILE}/securityPolicies")),
        "customDomains": _bodies(children_of(resources, profile, f"{_PROFILE}/customDomains")),
        "origins": _bodies(origins),
    }


def _bodies(resources: tuple[Resource, ...] | list[Resource]) -> list[Value]:
    return [each.body for each in resources]


RULES = (
    assembled_rule(
        all_of(
            any_of(has_item("identity.type", "SystemAssigned"), has_item("identity.type", "UserAssigned")),
            some(
                "securityPolicies",
                all_of(
                    equals("properties.parameters.type", "WebApplicationFirewall"),
                    is_given("properties.parameters.associations"),
                ),
                "one that associates a web application firewall",
            ),
            each("customDomains", one_of("properties.tlsSettings.minimumTlsVersion", "TLS12", "TLS13")),
            any_of(
                # Only the Premium tier reaches origins through private link.
                one_of("sku.name", "Standard_AzureFrontDoor"),
                each("origins", is_given("properties.sharedPrivateLinkResource")),
            ),
        ),
        assemble=_with_children,
        when=one_of("sku.name", *_TIERS),
        id="NET-16",
        title="The front door has an identity, a web application firewall, TLS 1.2 and private origins",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=(_PROFILE,),
        rationale="What a front door does not stop reaches the application; a public origin is reached past it.",
        fix="Give the profile an identity and a security policy with a firewall, set tlsSettings.minimumTlsVersion "
        "of custom domains to TLS12, and name sharedPrivateLinkResource of each origin.",
        references=(f"{_FRONT_DOOR}/secure-front-door", f"{_FRONT_DOOR}/private-link"),
        benchmark=("NS-6",),
        psrule=("Azure.FrontDoor.ManagedIdentity", "Azure.FrontDoor.Logs"),
        azure_policy=("dfc212af",),
    ),
    property_rule(
        all_of(
            equals("properties.policySettings.mode", "Prevention"),
            equals("properties.policySettings.enabledState", "Enabled", default="Enabled"),
            any_of(
                # Managed rule sets need the Premium tier.
                equals("sku.name", "Standard_AzureFrontDoor"),
                is_given("properties.managedRules.managedRuleSets"),
            ),
        ),
        id="NET-17",
        title="The front door's firewall policy prevents attacks",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=("Microsoft.Network/FrontDoorWebApplicationFirewallPolicies",),
        rationale="In detection mode attacks are written down and let through.",
        fix="Set policySettings.mode to Prevention, and list managed rule sets.",
        references=("https://learn.microsoft.com/azure/web-application-firewall/afds/waf-front-door-policy-settings",),
        benchmark=("NS-6",),
        checkov=("CKV_AZURE_123", "CKV_AZURE_133"),
        psrule=("Azure.FrontDoorWAF.PreventionMode", "Azure.FrontDoorWAF.RuleGroups"),
        azure_policy=("425bea59",),
    ),
)
