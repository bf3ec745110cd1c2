"""Arguments of the firewall, and what is wrong with them."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NotRequired, TypedDict

import pulumi

from bedplate.components.planning.egress_rules import EgressSource, check_egress_sources
from bedplate.components.shared.arguments import AzureResourceArgs


class FirewallSku(StrEnum):
    """How much a firewall can carry and what it inspects."""

    BASIC = "Basic"
    """250 Mbit/s; threat intelligence only warns, names are not resolved, and it needs a management subnet."""
    STANDARD = "Standard"
    """30 Gbit/s; threat intelligence blocks, and the firewall resolves names for its clients."""
    PREMIUM = "Premium"
    """As Standard, with intrusion detection."""


class IntrusionDetectionMode(StrEnum):
    """What a Premium firewall does about traffic that bears the signature of an attack."""

    ALERT = "Alert"
    DENY = "Deny"


class EgressSourceArgs(TypedDict):
    """One subnet and the hosts that it may call."""

    source_name: str
    """Name of the subnet; it is part of the names of its rules."""
    address_prefixes: list[str]
    """CIDR blocks of the subnet, the only source of its rules."""
    packs: list[str]
    """Packs of hosts that Azure's own services need: keys of `facts/egress_fqdns.toml`."""
    fqdns: list[str]
    """Further hosts, called with HTTPS on port 443: `api.example.com`, or `*.example.com` for all under it."""


class EgressFirewallArgs(AzureResourceArgs):
    """Arguments of `EgressFirewall`."""

    firewall_name: pulumi.Input[str]
    """Name of the firewall."""
    policy_name: pulumi.Input[str]
    """Name of its policy."""
    public_ip_address_name: pulumi.Input[str]
    """Name of the public address that its traffic comes from."""
    management_public_ip_address_name: NotRequired[pulumi.Input[str]]
    """Name of the public address of its management traffic; with a management subnet only."""
    sku: NotRequired[FirewallSku]
    """Size; Standard by default."""
    subnet_id: pulumi.Input[str]
    """ARM id of AzureFirewallSubnet."""
    management_subnet_id: NotRequired[pulumi.Input[str]]
    """ARM id of AzureFirewallManagementSubnet; a Basic firewall needs it."""
    private_ip_address: pulumi.Input[str]
    """The address that Azure gives the firewall: the fifth of its subnet, for example 10.0.0.4 in 10.0.0.0/26.

    The first four addresses of every subnet and its last are Azure's, and Azure gives the lowest free address to what
    comes first (learn.microsoft.com/azure/virtual-network/ip-services/private-ip-addresses, looked up 2026-11-21).
    """
    zone_redundant: NotRequired[bool]
    """Whether it stands in three availability zones; true by default, false where the region has none."""
    allowed: list[EgressSourceArgs]
    """Who may call what; everything else is denied."""
    intrusion_detection_mode: NotRequired[IntrusionDetectionMode]
    """What a Premium firewall does about attacks; Deny by default."""
    ddos_ip_protection: NotRequired[bool]
    """Whether its public addresses have DDoS protection of their own; false by default."""
    log_analytics_workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of the workspace that receives the logs of the firewall and its addresses."""


def egress_sources(args: EgressFirewallArgs) -> list[EgressSource]:
    """Return who may call what, as the planner of rules takes it."""
    return [
        EgressSource(
            name=allowed["source_name"],
            address_prefixes=tuple(allowed["address_prefixes"]),
            packs=tuple(allowed["packs"]),
            fqdns=tuple(allowed["fqdns"]),
        )
        for allowed in args["allowed"]
    ]


def check_firewall(args: EgressFirewallArgs, sku: FirewallSku, sources: Sequence[EgressSource]) -> None:
    """Find what no firewall of this SKU takes.

    Raises:
        ValueError: a Basic firewall without a management subnet, a management subnet without an address, intrusion
            detection where the SKU has none, or hosts and sources that `check_egress_sources` refuses.
    """
    if sku is FirewallSku.BASIC and "management_subnet_id" not in args:
        raise ValueError("a Basic firewall needs management_subnet_id: the ARM id of AzureFirewallManagementSubnet")
    if ("management_subnet_id" in args) != ("management_public_ip_address_name" in args):
        raise ValueError("management_subnet_id and management_public_ip_address_name come together or not at all")
    if "intrusion_detection_mode" in args and sku is not FirewallSku.PREMIUM:
        raise ValueError(f"a {sku} firewall has no intrusion detection: leave intrusion_detection_mode out")
    check_egress_sources(sources)
