"""Rules on Azure Managed Redis and Redis Enterprise."""

from __future__ import annotations

from bedplate.policies.conditions import all_of, any_of, equals, is_given, matches
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule

_REDIS = "https://learn.microsoft.com/azure/redis"

RULES = (
    property_rule(
        all_of(
            equals("properties.minimumTlsVersion", "1.2"),
            equals("properties.publicNetworkAccess", "Disabled"),
            equals("properties.highAvailability", "Enabled", default="Enabled"),
            # Azure Managed Redis chooses zones itself; the older Enterprise tiers are told them.
            any_of(matches("sku.name", "(?!Enterprise).+", "a tier of Azure Managed Redis"), is_given("zones")),
        ),
        id="RED-01",
        title="The Redis cluster is private, asks for TLS 1.2, and outlasts a zone",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:07",
        types=("Microsoft.Cache/redisEnterprise",),
        rationale="A semantic cache holds prompts and answers: they must not be read on the way or from the internet, "
        "and every request waits for it.",
        fix="Set minimumTlsVersion to 1.2, publicNetworkAccess to Disabled and highAvailability to Enabled; name zones "
        "in the Enterprise tiers.",
        references=(f"{_REDIS}/tls-configuration", f"{_REDIS}/private-link", f"{_REDIS}/high-availability"),
        benchmark=("DP-3",),
        psrule=("Azure.RedisEnterprise.MinTLS", "Azure.RedisEnterprise.Zones"),
        azure_policy=("960e650e",),
    ),
    property_rule(
        all_of(
            equals("properties.clientProtocol", "Encrypted", default="Encrypted"),
            equals("properties.accessKeysAuthentication", "Disabled"),
        ),
        id="RED-02",
        title="The Redis database speaks TLS and takes no keys",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=("Microsoft.Cache/redisEnterprise/databases",),
        rationale="Access keys name nobody and open every entry; without TLS all can be read on the way.",
        fix="Set clientProtocol to Encrypted and accessKeysAuthentication to Disabled, and assign access policies.",
        references=(f"{_REDIS}/entra-for-authentication",),
        benchmark=("IM-1",),
    ),
)
