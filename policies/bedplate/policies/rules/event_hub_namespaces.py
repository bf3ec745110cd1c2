"""Rules on Event Hubs namespaces."""

from __future__ import annotations

from bedplate.policies.conditions import all_of, equals, one_of
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule

_EVENT_HUBS = "https://learn.microsoft.com/azure/event-hubs"

RULES = (
    property_rule(
        all_of(
            equals("properties.disableLocalAuth", expected=True),
            one_of("properties.minimumTlsVersion", "1.2", "1.3"),
            one_of("properties.publicNetworkAccess", "Disabled", "SecuredByPerimeter"),
        ),
        id="EH-01",
        title="The Event Hubs namespace is private, takes no keys, and asks for TLS 1.2",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=("Microsoft.EventHub/namespaces",),
        rationale="Token usage and logged prompts flow through event hubs; a leaked key of a public namespace reads "
        "all of them.",
        fix="Set disableLocalAuth to true, minimumTlsVersion to 1.2 and publicNetworkAccess to Disabled.",
        references=(
            f"{_EVENT_HUBS}/authenticate-shared-access-signature",
            f"{_EVENT_HUBS}/private-link-service",
            f"{_EVENT_HUBS}/transport-layer-security-configure-minimum-version",
        ),
        benchmark=("IM-1",),
        checkov=("CKV_AZURE_223",),
        psrule=("Azure.EventHub.DisableLocalAuth", "Azure.EventHub.MinTLS", "Azure.EventHub.Firewall"),
        azure_policy=("5d4e3c65",),
    ),
)
