"""Kinds of network resources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bedplate.generator.render.kind import Kind, RowPhrases
from bedplate.generator.render.phrases import Subject, count, listing, reference, switch, value
from bedplate.generator.render.preview_model import Fact, Span, Tone
from bedplate.generator.render.properties import at, items

_OWN_RULE = "Allow"


def _security_rules(subject: Subject) -> Iterator[Fact]:
    """Count what a security group allows in each direction, and say whether it denies the rest."""
    rules = items(subject.properties, "securityRules")
    for direction, word in (("Inbound", "in"), ("Outbound", "out")):
        ruled = [rule for rule in rules if at(rule, "direction") == direction]
        allowed = sum(at(rule, "access") == _OWN_RULE for rule in ruled)
        denies_rest = any(
            at(rule, "access") == "Deny" and at(rule, "sourceAddressPrefix") == at(rule, "destinationAddressPrefix") == "*"
            for rule in ruled
        )
        tone = Tone.GOOD if denies_rest else Tone.WARNING
        rest = "rest denied" if denies_rest else "Azure's default rules behind"
        yield (Span(f"{allowed} allowed {word}, "), Span(rest, tone))


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
            (listing("addressSpace.addressPrefixes"), listing("dhcpOptions.dnsServers", "DNS {}")),
            _SUBNET,
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
            (
                listing("privateLinkServiceConnections", "→ {}", of="privateLinkServiceId", short=True),
                listing("privateLinkServiceConnections.0.groupIds"),
                reference("subnet.id", "in {}"),
            ),
        ),
        "azure-native:network:PrivateDnsZoneGroup": Kind(
            "DNS registration", (listing("privateDnsZoneConfigs", "in {}", of="privateDnsZoneId", short=True),)
        ),
        "azure-native:network:FlowLog": Kind(
            "flow log",
            (
                reference("targetResourceId"),
                reference("storageId", "kept in {}"),
                value("retentionPolicy.days", "{} days"),
            ),
        ),
        "azure-native:privatedns:PrivateZone": Kind("private DNS zone"),
        "azure-native:privatedns:VirtualNetworkLink": Kind(
            "DNS zone link",
            (
                value("privateZoneName"),
                reference("virtualNetwork.id"),
                switch("registrationEnabled", on="registers machines"),
            ),
        ),
        "azure-native:network:PublicIPAddress": Kind("public IP address", (value("sku.name"), value("ipAddress"))),
        "azure-native:network:NatGateway": Kind("NAT gateway", (count("publicIpAddresses", "public address", "public addresses"),)),
    }
)
