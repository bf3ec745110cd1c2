"""Kinds of resources by which administrators get in, and of the perimeter that keeps others out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bedplate.generator.render.kind import Kind
from bedplate.generator.render.phrases import Subject, listing, reference, sentence, switch, value
from bedplate.generator.render.preview_model import Fact, Span, Tone


def _image(subject: Subject) -> Iterator[Fact]:
    """Say what a machine is made from: `ubuntu-24_04-lts server`."""
    image = [subject.get(f"storageProfile.imageReference.{key}") for key in ("offer", "sku")]
    words = [word for word in image if isinstance(word, str)]
    if words:
        yield (Span(" ".join(words)),)


def _patches(subject: Subject) -> Iterator[Fact]:
    """Say whether Azure patches a Linux machine."""
    mode = subject.get("osProfile.linuxConfiguration.patchSettings.patchMode")
    if mode == "AutomaticByPlatform":
        yield (Span("patched by Azure", Tone.GOOD),)


def _access_mode(subject: Subject) -> Iterator[Fact]:
    """Say whether a perimeter refuses traffic for a service or only logs it."""
    mode = subject.get("accessMode")
    if mode == "Enforced":
        yield (Span("enforced", Tone.GOOD),)
    elif isinstance(mode, str):
        yield (Span(f"only {mode.lower()}", Tone.WARNING),)


ACCESS_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "azure-native:network:BastionHost": Kind(
            "Bastion",
            (
                value("sku.name"),
                reference("virtualNetwork.id", "for {}"),
                reference("ipConfigurations.0.subnet.id", "in {}", tail=True),
                listing("zones", "zones {}"),
                switch("enableTunneling", on="tunnels"),
                switch("enableShareableLink", on="shareable links ALLOWED", good=False),
                switch("enableSessionRecording", on="records sessions"),
            ),
        ),
        "azure-native:network:NetworkInterface": Kind(
            "network interface",
            (
                reference("ipConfigurations.0.subnet.id", "in {}", tail=True),
                reference("ipConfigurations.0.publicIPAddress.id", "PUBLIC ADDRESS {}"),
            ),
            short="interface",
        ),
        "azure-native:compute:VirtualMachine": Kind(
            "virtual machine",
            (
                value("hardwareProfile.vmSize"),
                _image,
                listing("zones", "zone {}"),
                value("securityProfile.securityType"),
                switch("securityProfile.encryptionAtHost", on="encrypted at host"),
                switch(
                    "osProfile.linuxConfiguration.disablePasswordAuthentication",
                    on="no passwords",
                    off="passwords ALLOWED",
                    good=True,
                ),
                _patches,
            ),
        ),
        "azure-native:compute:VirtualMachineExtension": Kind(
            "extension", (value("publisher"), value("vmName", "of {}"))
        ),
        "azure-native:devtestlab:GlobalSchedule": Kind(
            "schedule",
            (
                sentence(value("dailyRecurrence.time", "stops daily at {}"), value("timeZoneId")),
                reference("targetResourceId", "of {}"),
            ),
        ),
        "azure-native:monitor:DataCollectionRule": Kind(
            "data collection rule",
            (
                listing("dataSources.syslog.0.facilityNames", "syslog {}"),
                reference("destinations.logAnalytics.0.workspaceResourceId", "to {}"),
            ),
            short="collection",
        ),
        "azure-native:monitor:DataCollectionRuleAssociation": Kind(
            "data collection association",
            (reference("resourceUri", "{}"), reference("dataCollectionRuleId", "by {}")),
            short="collected from",
            name_last=True,
        ),
        "azure-native:network:NetworkSecurityPerimeter": Kind("security perimeter", short="perimeter"),
        "azure-native:network:NetworkSecurityPerimeterProfile": Kind("perimeter profile", short="profile"),
        "azure-native:network:NetworkSecurityPerimeterAccessRule": Kind(
            "perimeter rule",
            (
                value("direction"),
                listing("subscriptions", of="id"),
                listing("addressPrefixes"),
                listing("fullyQualifiedDomainNames"),
            ),
            short="rule",
        ),
        "azure-native:network:NetworkSecurityPerimeterAssociation": Kind(
            "perimeter association",
            (reference("privateLinkResource.id", "{}"), _access_mode),
            short="in perimeter",
            name_last=True,
        ),
    }
)
