"""Kinds of network resources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bedplate.generator.graph import Value
from bedplate.generator.render.kind import Kind, RowPhrases
from bedplate.generator.render.phrases import Subject, count, listing, reference, sentence, switch, value
from bedplate.generator.render.preview_model import Fact, Span, Tone
from bedplate.generator.render.properties import at, items


def _security_rules(subject: Subject) -> Iterator[Fact]:
    """Count what a security group allows in each direction, and say whether it denies the rest in both."""
    rules = items(subject.properties, "securityRules")
    denied = 0
    allowed: list[str] = []
    for direction, word in (("Inbound", "in"), ("Outbound", "out")):
        ruled = [rule for rule in rules if at(rule, "direction") == direction]
        allowed.append(f"{sum(at(rule, 'access') == 'Allow' for rule in ruled)} {word}")
        denied += any(_denies_all(rule) for rule in ruled)
    yield (Span(f"allows {', '.join(allowed)}"),)
    if denied == len(allowed):
        yield (Span("denies the rest", Tone.GOOD),)
    else:
        yield (Span("Azure's default rules for the rest", Tone.WARNING),)


def _denies_all(rule: Value) -> bool:
    everything = at(rule, "sourceAddressPrefix") == at(rule, "destinationAddressPrefix") == at(rule, "protocol") == "*"
    return everything and bool(at(rule, "access") == "Deny")


_SUBNET = RowPhrases(
    path="subnets",
    name="name",
    phrases=(
        value("addressPrefix"),
        listing("addressPrefixes"),
        reference("networkSecurityGroup.id", "{}"),
        reference("routeTable.id", "routes {}"),
        reference("natGateway.id", "NAT {}"),
        listing("delegations", "for {}", of="serviceName"),
        switch("defaultOutboundAccess", on="default Internet access", good=False),
    ),
)

NETWORK_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "azure-native:network:VirtualNetwork": Kind(
            "virtual network",
            short="network",
            phrases=(listing("addressSpace.addressPrefixes"), listing("dhcpOptions.dnsServers", "DNS {}")),
            rows=_SUBNET,
        ),
        "azure-native:network:Subnet": Kind("subnet", _SUBNET.phrases),
        "azure-native:network:NetworkSecurityGroup": Kind("security group", (_security_rules,)),
        "azure-native:network:RouteTable": Kind(
            "route table",
            (listing("routes", of="addressPrefix"), listing("routes", "via {}", of="nextHopIpAddress")),
        ),
        "azure-native:network:VirtualNetworkPeering": Kind(
            "peering", (reference("remoteVirtualNetwork.id"), switch("useRemoteGateways", on="remote gateways"))
        ),
        "azure-native:network:PrivateEndpoint": Kind(
            "private endpoint",
            short="endpoint",
            phrases=(
                sentence(
                    listing("privateLinkServiceConnections", "→ {}", of="privateLinkServiceId", short=True),
                    listing("privateLinkServiceConnections.0.groupIds", "({})"),
                ),
                reference("subnet.id", "in {}", tail=True),
            ),
        ),
        "azure-native:network:PrivateDnsZoneGroup": Kind(
            "DNS registration",
            short="DNS names",
            phrases=(listing("privateDnsZoneConfigs", of="privateDnsZoneId", short=True),),
            name_last=True,
        ),
        "azure-native:network:FlowLog": Kind(
            "flow log",
            (
                reference("targetResourceId"),
                reference("storageId", "kept in {}"),
                value("retentionPolicy.days", "{} days"),
            ),
        ),
        "azure-native:privatedns:PrivateZone": Kind("private DNS zone", short="DNS zone"),
        "azure-native:privatedns:VirtualNetworkLink": Kind(
            "DNS zone link",
            short="zone link",
            phrases=(
                sentence(value("privateZoneName"), reference("virtualNetwork.id")),
                switch("registrationEnabled", on="registers machines"),
            ),
            name_last=True,
        ),
        "azure-native:network:PublicIPAddress": Kind(
            "public IP address", short="public IP", phrases=(value("sku.name"), value("ipAddress"))
        ),
        "azure-native:network:NatGateway": Kind(
            "NAT gateway", (count("publicIpAddresses", "public address", "public addresses"),)
        ),
    }
)
