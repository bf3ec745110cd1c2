"""Kinds of what stands between a network and the Internet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bedplate.generator.render.kind import Kind
from bedplate.generator.render.phrases import Subject, reference, sentence, value
from bedplate.generator.render.preview_model import Fact, Span, Tone
from bedplate.generator.render.properties import at, items


def _intrusion_detection(subject: Subject) -> Iterator[Fact]:
    """Say what a firewall policy does about attacks, where it says so itself."""
    mode = at(subject.properties, "intrusionDetection", "mode")
    if isinstance(mode, str):
        yield (Span(f"intrusion detection: {mode}", Tone.GOOD if mode == "Deny" else Tone.WARNING),)


def _allowed_hosts(subject: Subject) -> Iterator[Fact]:
    """Count the hosts that a group of rules allows, and say where one rule allows all of them or any source."""
    rules = [rule for collection in items(subject.properties, "ruleCollections") for rule in items(collection, "rules")]
    hosts = {host for rule in rules for host in items(rule, "targetFqdns") if isinstance(host, str)}
    callers = {source for rule in rules for source in items(rule, "sourceAddresses") if isinstance(source, str)}
    if hosts:
        yield (Span(f"{len(hosts)} {'host' if len(hosts) == 1 else 'hosts'} for {', '.join(sorted(callers))}"),)
    if "*" in hosts or "*" in callers:
        yield (Span("anything" if "*" in hosts else "for anybody", Tone.WARNING),)


EGRESS_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "azure-native:network:AzureFirewall": Kind(
            "firewall",
            (
                sentence(value("sku.tier"), value("threatIntelMode", "threat intelligence: {}")),
                reference("firewallPolicy.id", "rules of {}"),
            ),
        ),
        "azure-native:network:FirewallPolicy": Kind(
            "firewall policy",
            (value("sku.tier"), value("threatIntelMode", "threat intelligence: {}"), _intrusion_detection),
        ),
        "azure-native:network:FirewallPolicyRuleCollectionGroup": Kind(
            "firewall rule group", (_allowed_hosts,), short="rules"
        ),
        "azure-native:network:DdosProtectionPlan": Kind("DDoS protection plan", short="DDoS plan"),
    }
)
