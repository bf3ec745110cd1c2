"""Kinds of resources that serve models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bedplate.generator.render.kind import Kind
from bedplate.generator.render.phrases import Subject, count, listing, reference, switch, value
from bedplate.generator.render.preview_model import Fact, Span, shown

_PROVISIONED = "ProvisionedManaged"


def _model(subject: Subject) -> Iterator[Fact]:
    """Say the model with its version: `gpt-4.1 2025-04-14`."""
    name, version = subject.get("properties.model.name"), subject.get("properties.model.version")
    spans = [shown(part) for part in (name, version) if part is not None]
    if spans:
        yield (spans[0], *(part for span in spans[1:] for part in (Span(" "), span)))


def _throughput(subject: Subject) -> Iterator[Fact]:
    """Say a deployment's capacity in the unit that its SKU counts in."""
    capacity = subject.get("sku.capacity")
    if capacity is None:
        return
    provisioned = str(subject.get("sku.name")).endswith(_PROVISIONED)
    yield (shown(capacity), Span(" throughput units" if provisioned else "k tokens/min"))


AI_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "azure-native:cognitiveservices:Account": Kind(
            "AI account",
            (
                value("kind"),
                value("sku.name"),
                listing("properties.networkInjections", "agents in {}", of="subnetArmId", short=True),
                switch("properties.restrictOutboundNetworkAccess", on="outbound restricted", good=True),
                listing("properties.allowedFqdnList", "may call {}"),
            ),
        ),
        "azure-native:cognitiveservices:Deployment": Kind(
            "model deployment",
            (
                _model,
                value("sku.name"),
                _throughput,
                value("properties.spilloverDeploymentName", "spillover → {}"),
                value("properties.raiPolicyName", "filter {}"),
                value("properties.versionUpgradeOption"),
            ),
        ),
        "azure-native:cognitiveservices:RaiPolicy": Kind(
            "content filter",
            (
                value("properties.mode"),
                value("properties.basePolicyName", "on top of {}"),
                count("properties.contentFilters", "filter"),
                count("properties.customBlocklists", "blocklist use"),
            ),
        ),
        "azure-native:cognitiveservices:RaiBlocklist": Kind("blocklist", (value("properties.description"),)),
        "azure-native:cognitiveservices:RaiBlocklistItem": Kind(
            "blocklist item", (value("raiBlocklistName", "in {}"), switch("properties.isRegex", on="pattern", off="term"))
        ),
        "azure-native:cognitiveservices:Project": Kind("project", (value("properties.displayName"),)),
        "azure-native:cognitiveservices:ProjectConnection": Kind(
            "connection",
            (
                value("projectName", "of {}"),
                value("properties.category", "{}"),
                value("properties.authType", "by {}"),
                reference("properties.metadata.ResourceId"),
            ),
        ),
        "azure-native:cognitiveservices:AccountConnection": Kind(
            "connection",
            (
                value("properties.category"),
                value("properties.authType", "by {}"),
                reference("properties.metadata.ResourceId"),
            ),
        ),
        "azure-native:cognitiveservices:ProjectCapabilityHost": Kind("capability host", (value("projectName", "of {}"),)),
        "azure-native:search:Service": Kind(
            "search service",
            (value("sku.name"), value("replicaCount", "{} replicas"), value("partitionCount", "{} partitions")),
        ),
    }
)
