"""Kinds of resources that let the Internet in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bedplate.generator.graph import Value
from bedplate.generator.render.kind import Kind
from bedplate.generator.render.phrases import Subject, count, listing, reference, sentence, value
from bedplate.generator.render.preview_model import Fact, Span, Tone
from bedplate.generator.render.properties import at, items

_SET_PREFIX = "Microsoft_"


def _mode(subject: Subject) -> Iterator[Fact]:
    """Say whether a firewall blocks what it finds."""
    mode = subject.get("policySettings.mode")
    if mode == "Prevention":
        yield (Span("blocks", Tone.GOOD),)
    elif mode is not None:
        yield (Span("does NOT block", Tone.WARNING),)


def _rule_sets(subject: Subject) -> Iterator[Fact]:
    """Say which managed rule sets a firewall has, in which versions."""
    sets = [_rule_set(item) for item in items(subject.properties, "managedRules", "managedRuleSets")]
    if sets:
        yield (Span(", ".join(sets)),)


def _rule_set(item: Value) -> str:
    name, version = at(item, "ruleSetType"), at(item, "ruleSetVersion")
    if not isinstance(name, str) or not isinstance(version, str):
        return "a rule set"
    return f"{name.removeprefix(_SET_PREFIX)} {version}"


def _redirect(subject: Subject) -> Iterator[Fact]:
    """Say what becomes of requests without TLS."""
    redirect = subject.get("httpsRedirect")
    if redirect == "Enabled":
        yield (Span("HTTPS only", Tone.GOOD),)
    elif redirect is not None:
        yield (Span("HTTP ALLOWED", Tone.WARNING),)


INGRESS_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "azure-native:network:ApplicationGateway": Kind(
            "application gateway",
            (
                value("sku.name"),
                value("httpListeners.0.hostName"),
                listing("backendAddressPools.0.backendAddresses", "→ {}", of="fqdn"),
                sentence(
                    value("autoscaleConfiguration.minCapacity", "{} to"),
                    value("autoscaleConfiguration.maxCapacity", "{} instances"),
                ),
                listing("zones", "zones {}"),
                value("sslPolicy.policyName"),
                reference("firewallPolicy.id", "firewall {}", tail=True),
            ),
            short="gateway",
        ),
        "azure-native:network:WebApplicationFirewallPolicy": Kind(
            "web application firewall policy",
            (
                _mode,
                _rule_sets,
                count("customRules", "custom rule"),
                listing("managedRules.exclusions", "text of {} excused", of="selector"),
            ),
            short="web firewall",
        ),
        "azure-native:frontdoor:Policy": Kind(
            "Front Door firewall policy",
            (_mode, _rule_sets, count("customRules.rules", "custom rule")),
            short="web firewall",
        ),
        "azure-native:cdn:Profile": Kind(
            "Front Door",
            (value("sku.name"), value("originResponseTimeoutSeconds", "waits {} s")),
        ),
        "azure-native:cdn:AFDEndpoint": Kind("Front Door endpoint", short="endpoint"),
        "azure-native:cdn:AFDCustomDomain": Kind(
            "Front Door domain",
            (value("hostName"), value("tlsSettings.minimumTlsVersion"), value("tlsSettings.certificateType")),
            short="domain",
        ),
        "azure-native:cdn:AFDOriginGroup": Kind("origin group", (value("healthProbeSettings.probePath", "probes {}"),)),
        "azure-native:cdn:AFDOrigin": Kind(
            "origin",
            (
                value("hostName"),
                reference("sharedPrivateLinkResource.privateLink.id", "private link → {}"),
                value("sharedPrivateLinkResource.privateLinkLocation", "from {}"),
            ),
        ),
        "azure-native:cdn:Route": Kind(
            "route",
            (listing("patternsToMatch"), _redirect, listing("customDomains", "for {}", of="id", short=True)),
        ),
        "azure-native:cdn:SecurityPolicy": Kind(
            "security policy",
            (
                reference("parameters.wafPolicy.id", "firewall {}", tail=True),
                listing("parameters.associations.0.domains", "before {}", of="id", short=True),
            ),
            name_last=True,
        ),
    }
)
