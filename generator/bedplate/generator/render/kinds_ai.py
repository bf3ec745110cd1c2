"""Kinds of resources that serve models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bedplate.generator.render.kind import Kind
from bedplate.generator.render.phrases import Subject, amount, count, listing, reference, sentence, switch, value
from bedplate.generator.render.preview_model import Fact, Span, Tone, shown

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


def _upgrades(subject: Subject) -> Iterator[Fact]:
    """Warn of a deployment whose version Azure may change by itself."""
    option = subject.get("properties.versionUpgradeOption")
    if option not in (None, "NoAutoUpgrade"):
        yield (Span("upgrades itself: ", Tone.WARNING), shown(option))


def _outbound_destination(subject: Subject) -> Iterator[Fact]:
    """Say what a managed network's rule leads to: a host, a service tag, or a resource."""
    destination = subject.get("properties.destination")
    if isinstance(destination, str):
        yield (Span("to "), shown(destination))
        return
    yield from value("properties.destination.serviceTag", "to {}")(subject)
    yield from reference("properties.destination.serviceResourceId", "to {}")(subject)


AI_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "azure-native:cognitiveservices:Account": Kind(
            "AI account",
            (
                value("kind"),
                reference("properties.networkInjections.0.subnetArmId", "agents in {}", tail=True),
                switch("properties.restrictOutboundNetworkAccess", on="outbound restricted", good=True),
                listing("properties.allowedFqdnList", "may call {}"),
            ),
        ),
        "azure-native:cognitiveservices:Deployment": Kind(
            "model deployment",
            short="deployment",
            phrases=(
                _model,
                value("sku.name"),
                _throughput,
                value("properties.spilloverDeploymentName", "spillover → {}"),
                value("properties.raiPolicyName", "filter {}"),
                _upgrades,
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
            "blocklist item",
            (value("raiBlocklistName", "in {}"), switch("properties.isRegex", on="pattern", off="term")),
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
        "azure-native:cognitiveservices:ProjectCapabilityHost": Kind(
            "capability host", short="agent host", phrases=(value("projectName", "of {}"),)
        ),
        "azure-native:cognitiveservices:AccountCapabilityHost": Kind(
            "capability host", short="agent host", phrases=(value("accountName", "of {}"),)
        ),
        "azure-native:cognitiveservices:ManagedNetworkSetting": Kind(
            "managed network",
            (
                value("accountName", "of {}"),
                value("properties.managedNetwork.isolationMode"),
                value("properties.managedNetwork.firewallSku", "firewall {}"),
            ),
            name_last=True,
        ),
        "azure-native:cognitiveservices:OutboundRule": Kind(
            "outbound rule", (value("properties.type"), _outbound_destination)
        ),
        "azure-native:machinelearningservices:Workspace": Kind(
            "machine learning workspace",
            short="workspace",
            phrases=(
                value("kind"),
                reference("hubResourceId", "of {}"),
                value("managedNetwork.isolationMode"),
                value("managedNetwork.firewallSku", "firewall {}"),
            ),
        ),
        "azure-native:machinelearningservices:ManagedNetworkSettingsRule": Kind(
            "outbound rule", (value("workspaceName", "of {}"), value("properties.type"), _outbound_destination)
        ),
        "azure-native:machinelearningservices:WorkspaceConnection": Kind(
            "connection",
            (
                value("workspaceName", "of {}"),
                value("properties.category"),
                value("properties.authType", "by {}"),
                reference("properties.metadata.ResourceId"),
            ),
        ),
        "azure-native:search:Service": Kind(
            "search service",
            (value("sku.name"), amount("replicaCount", "replica"), amount("partitionCount", "partition")),
        ),
        "azure-native:search:SharedPrivateLinkResource": Kind(
            "shared private link",
            short="shared link",
            phrases=(
                sentence(reference("properties.privateLinkResourceId"), value("properties.groupId", "({})")),
                value("searchServiceName", "of {}"),
            ),
        ),
    }
)
