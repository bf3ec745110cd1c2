"""Settings of the network: its addresses, where it is joined, how private names resolve."""

from collections.abc import Mapping
from ipaddress import IPv4Address

from pydantic import Field

from bedplate.blueprints.settings.base import Choice, SettingsModel, Switch, Text
from bedplate.blueprints.settings.values import (
    Address,
    AddressSpace,
    Cidr,
    DdosProtectionPlanId,
    PrivateDnsZoneId,
    RouteTableId,
    SubnetId,
    VirtualHubId,
    VirtualNetworkId,
)


class TopologyKind(Choice):
    """Who owns the hub, the DNS zones and the way out."""

    STANDALONE = "standalone"
    """A network of its own, with its own way out and its own private DNS zones."""
    SPOKE = "spoke"
    """A network joined to a hub, whose platform team owns the way out and the private DNS zones."""


class Hub(SettingsModel):
    """What the platform team provides to a spoke."""

    virtual_network_id: VirtualNetworkId | None = None
    """ARM id of the hub's virtual network, to which the landing zone is peered."""
    virtual_hub_id: VirtualHubId | None = None
    """ARM id of a virtual WAN's hub instead; the platform connects the network to it and routes its traffic."""
    address_space: AddressSpace
    """The hub's IPv4 blocks; the landing zone must not overlap them."""
    firewall_private_ip_address: Address | None = None
    """Private address of the hub's firewall: next hop of the default route; not with a virtual WAN."""
    route_table_id: RouteTableId | None = None
    """ARM id of the platform's route table, used as it is in place of one that the zone makes."""
    dns_servers: tuple[Address, ...] = Field(default=())
    """DNS servers of the landing zone's virtual network; none means the hub's firewall resolves, or else Azure."""
    use_remote_gateways: Switch = False
    """Whether traffic to on-premises networks goes through the hub's gateway."""

    @property
    def resolvers(self) -> tuple[IPv4Address, ...]:
        """Who resolves names for the spoke: the servers given, else the hub's firewall; empty where Azure does."""
        if self.dns_servers or self.firewall_private_ip_address is None:
            return self.dns_servers
        return (self.firewall_private_ip_address,)


class Topology(SettingsModel):
    """How the landing zone stands among other networks."""

    kind: TopologyKind = TopologyKind.STANDALONE
    """`standalone` brings its own zones; `spoke` is joined to a hub that a platform team owns."""
    hub: Hub | None = None
    """The hub of a spoke; required for `spoke`, refused for `standalone`."""


class Subnets(SettingsModel):
    """Places of subnets that the user has chosen; the others are planned."""

    agents: Cidr | None = None
    """Network-injected agents; /24 is recommended, /27 the least."""
    app: Cidr | None = None
    """Outbound traffic of the chat application."""
    private_endpoints: Cidr | None = None
    """Private endpoints of every service."""
    container_apps: Cidr | None = None
    """The chat application in Container Apps; /27 is the least."""
    application_gateway: Cidr | None = None
    """Application Gateway; /24 is recommended, /26 the least."""
    bastion: Cidr | None = None
    """Azure Bastion; a /26."""
    jump: Cidr | None = None
    """Jump box."""
    firewall: Cidr | None = None
    """Azure Firewall; a /26."""
    firewall_management: Cidr | None = None
    """Management traffic of a Basic firewall; a /26."""
    build: Cidr | None = None
    """Build agents."""


class NamedAddressSpace(SettingsModel):
    """A network elsewhere whose addresses the landing zone must not use."""

    name: Text
    """What to call the network in messages."""
    address_space: AddressSpace
    """Its IPv4 blocks."""


class DdosProtectionKind(Choice):
    """What keeps floods off the zone's public addresses."""

    INFRASTRUCTURE = "infrastructure"
    """What Azure gives every address."""
    ADDRESSES = "addresses"
    """DDoS IP protection of each public address."""
    PLAN = "plan"
    """A DDoS protection plan for the whole network."""


class DdosProtection(SettingsModel):
    """Protection against floods."""

    kind: DdosProtectionKind = DdosProtectionKind.INFRASTRUCTURE
    """`infrastructure`, `addresses` or `plan`."""
    existing_plan_id: DdosProtectionPlanId | None = None
    """ARM id of the organisation's plan, which is shared by its subscriptions; a new one is made by default."""


class Network(SettingsModel):
    """Addresses of the landing zone and of its neighbours."""

    address_space: AddressSpace
    """IPv4 blocks of the virtual network, for example `192.168.0.0/21`; a /22 in all is the least."""
    subnets: Subnets = Subnets()
    """Subnets whose place is fixed; all by default planned from the address space."""
    existing_virtual_network_id: VirtualNetworkId | None = None
    """ARM id of a network that exists already, for example the platform's spoke; subnets are added to it."""
    existing_subnets: Mapping[Text, SubnetId] = Field(default_factory=dict)
    """ARM ids of subnets of that network which are used as they are and never written, by purpose; each with its block
    under `subnets`, since the security rules of the zone's other subnets name it."""
    ddos_protection: DdosProtection = DdosProtection()
    """Protection against floods."""
    flow_logs: Switch | None = None
    """Whether the network's flows are logged to the zone's storage account; only in prod by default."""
    peers: tuple[NamedAddressSpace, ...] = ()
    """Networks peered to this one."""
    reserved: tuple[NamedAddressSpace, ...] = ()
    """On-premises networks and others reachable from here."""


class PrivateDnsMode(Choice):
    """Who owns the private DNS zones."""

    CREATE = "create"
    """Zones are made here and linked to the network."""
    EXISTING = "existing"
    """Private endpoints register in zones that are given by ARM id."""
    PLATFORM_POLICY = "platformPolicy"
    """Nothing is registered here: an Azure Policy of the platform does it."""


class PrivateDns(SettingsModel):
    """How the names of private endpoints resolve."""

    mode: PrivateDnsMode | None = None
    """`create` makes the zones here (default of a standalone zone), `existing` registers in zones given by ARM id
    (default of a spoke), `platformPolicy` leaves registration to an Azure Policy of the platform."""
    zones: Mapping[Text, PrivateDnsZoneId] = Field(default_factory=dict)
    """For `existing`: ARM id of every zone by its name, for example `privatelink.vaultcore.azure.net`."""
