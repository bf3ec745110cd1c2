"""Settings of the ways in and out: ingress, egress, and the way in for administrators."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from bedplate.blueprints.settings.base import Choice, Count, SettingsModel, Text
from bedplate.blueprints.settings.values import Cidr, Fqdn, KeyVaultId, KeyVaultObjectName, SshPublicKey


class IngressKind(Choice):
    """How users reach the chat application."""

    INTERNAL = "internal"
    """From the landing zone's network and those joined to it, through a private endpoint."""
    APPLICATION_GATEWAY = "applicationGateway"
    """From the Internet, through an Application Gateway with a web application firewall in the zone's region."""
    FRONT_DOOR = "frontDoor"
    """From the Internet, through Azure Front Door Premium with a web application firewall."""

    @property
    def public(self) -> bool:
        """Whether there is a public address."""
        return self is not IngressKind.INTERNAL


class Certificate(SettingsModel):
    """The listener's certificate, in a key vault that exists before the landing zone does."""

    key_vault_id: KeyVaultId
    """ARM id of the vault; it must let trusted Microsoft services pass its firewall."""
    name: KeyVaultObjectName
    """Name of the certificate in the vault; the gateway takes up each renewal of it."""


class Ingress(SettingsModel):
    """How users reach the chat application."""

    kind: IngressKind = IngressKind.INTERNAL
    """`internal`, `applicationGateway` or `frontDoor`."""
    host_name: Fqdn | None = None
    """Name that users type; required for `applicationGateway`."""
    certificate: Certificate | None = None
    """The listener's certificate; required for `applicationGateway`. Front Door makes its own."""
    allowed_clients: tuple[Cidr, ...] = ()
    """Blocks from which users may come. By default the whole Internet, or for `internal` the zone's own network."""
    rate_limit_per_minute: Annotated[Count, Field(ge=10, le=100_000)] = 300
    """Requests of one client in a minute, above which the firewall refuses it."""
    private_link_location: Text | None = None
    """Region that Front Door's private link starts from, where the zone's own region has none."""


class EgressKind(Choice):
    """How traffic leaves the landing zone."""

    FIREWALL = "firewall"
    """Through an Azure Firewall of the zone's own, which knows every host that may be called."""
    HUB = "hub"
    """Through the platform's hub."""
    NONE = "none"
    """Not at all: subnets have no default outbound access, and no route leads out."""


class FirewallSku(Choice):
    """Size of Azure Firewall."""

    # learn.microsoft.com/azure/firewall/firewall-performance and basic-features, checked 2026-11-21.
    BASIC = "Basic"
    """Up to 250 Mbit/s; threat intelligence only alerts, and management takes a subnet of its own."""
    STANDARD = "Standard"
    """Up to 30 Gbit/s."""
    PREMIUM = "Premium"
    """Up to 100 Gbit/s."""


class Egress(SettingsModel):
    """How traffic leaves the landing zone."""

    kind: EgressKind | None = None
    """`firewall` (default of a standalone zone), `hub` (default of a spoke), or `none`."""
    firewall_sku: FirewallSku | None = None
    """`Basic` in dev, `Standard` in test and prod by default."""
    allowed_fqdns: Mapping[Text, tuple[Fqdn, ...]] = Field(default_factory=dict)
    """Hosts that workloads may call beside what the platform itself needs, by subnet: `app`, `agents`, `build`."""


class BastionKind(Choice):
    """Tier of Azure Bastion."""

    NONE = "none"
    """There is none."""
    DEVELOPER = "developer"
    """A host that Azure shares among its customers; for development, refused in prod."""
    STANDARD = "standard"
    """A host of the zone's own, in a subnet of its own."""


class JumpBox(SettingsModel):
    """A virtual machine inside the network, for administrators."""

    ssh_public_key: SshPublicKey
    """Public key of its administrator, beside sign-in with Microsoft Entra ID."""
    size: Text = "Standard_D2s_v5"
    """Size of the machine."""


class Access(SettingsModel):
    """How administrators get inside the network. Off by default: what is not there cannot be attacked."""

    bastion: BastionKind = BastionKind.NONE
    """`none`, `developer` (shared, for development) or `standard`."""
    jump_box: JumpBox | None = None
    """A virtual machine to work from; none by default."""
    allowed_clients: tuple[Cidr, ...] = ()
    """Blocks from which Bastion may be reached; the whole Internet by default."""
