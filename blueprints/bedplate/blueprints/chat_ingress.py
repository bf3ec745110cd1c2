"""The way in from the Internet to the chat application, where the settings want one."""

from dataclasses import dataclass

import pulumi

from bedplate.blueprints.chat_host import ChatHost
from bedplate.blueprints.settings import ChatSettings
from bedplate.blueprints.settings.network import DdosProtectionKind
from bedplate.blueprints.settings.traffic import Certificate, IngressKind
from bedplate.blueprints.zone import Zone
from bedplate.blueprints.zone_network import ZoneNetwork
from bedplate.components.application_gateway import ApplicationGateway
from bedplate.components.front_door import FrontDoor
from bedplate.components.ingress.firewall_arguments import WebFirewallArgs
from bedplate.components.ingress.front_door_arguments import FrontDoorArgs, FrontDoorOriginKind
from bedplate.components.ingress.gateway_arguments import ApplicationGatewayArgs
from bedplate.components.managed_identity import ManagedIdentity
from bedplate.components.monitoring import Monitoring
from bedplate.components.resource_group import ResourceGroup
from bedplate.components.role_grants import RoleGrants
from bedplate.components.shared.service_host import service_host


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatIngress:
    """The way in once it is declared."""

    azure_type: str
    """ARM type of what alerts watch."""
    resource_id: pulumi.Output[str]
    """Its ARM id."""
    host_name: pulumi.Input[str]
    """Name that users type."""


def declare_ingress(
    zone: Zone,
    group: ResourceGroup,
    settings: ChatSettings,
    *,
    network: ZoneNetwork,
    monitoring: Monitoring,
    host: ChatHost | None,
) -> ChatIngress | None:
    """Declare the public way in, or nothing where users come from the network only.

    Args:
        zone: the landing zone.
        group: resource group of the way in.
        settings: the zone's settings.
        network: the network, with a subnet for an Application Gateway.
        monitoring: what receives the logs.
        host: the application.
    """
    if host is None or not settings.ingress.kind.public:
        return None
    declare = _declare_gateway if settings.ingress.kind is IngressKind.APPLICATION_GATEWAY else _declare_front_door
    return declare(zone, group, settings, network, monitoring, host)


def _firewall(zone: Zone, group: ResourceGroup, settings: ChatSettings) -> WebFirewallArgs:
    args: WebFirewallArgs = {
        **zone.place(group),
        "rate_limit_per_minute": settings.ingress.rate_limit_per_minute,
    }
    if settings.ingress.allowed_clients:
        args["allowed_client_prefixes"] = [str(block) for block in settings.ingress.allowed_clients]
    return args


def _declare_gateway(
    zone: Zone,
    group: ResourceGroup,
    settings: ChatSettings,
    network: ZoneNetwork,
    monitoring: Monitoring,
    host: ChatHost,
) -> ChatIngress:
    ingress, sizing = settings.ingress, settings.sizing
    if ingress.certificate is None or ingress.host_name is None:
        raise ValueError("an application gateway needs a certificate and a host name")
    secret_id, identity_id = _readable_certificate(zone, group, ingress.certificate)
    args: ApplicationGatewayArgs = {
        **_firewall(zone, group, settings),
        "gateway_name": zone.naming.name("applicationGateway"),
        "waf_policy_name": zone.naming.name("webApplicationFirewallPolicy"),
        "public_ip_address_name": zone.naming.name("publicIpAddress", "gateway"),
        "subnet_id": network.subnet_ids["applicationGateway"],
        "host_name": ingress.host_name,
        "certificate_secret_id": secret_id,
        "identity_id": identity_id,
        "backend_fqdn": host.fqdn,
        "backend_health_path": host.health_path,
        "zone_redundant": sizing.zone_redundant,
        "minimum_capacity": sizing.gateway_capacity[0],
        "maximum_capacity": sizing.gateway_capacity[1],
        "ddos_ip_protection": settings.network.ddos_protection.kind is DdosProtectionKind.ADDRESSES,
        "log_analytics_workspace_id": monitoring.workspace_id,
    }
    gateway = ApplicationGateway("gateway", args, zone.options())
    return ChatIngress(
        azure_type="Microsoft.Network/applicationGateways",
        resource_id=gateway.gateway_id,
        host_name=ingress.host_name,
    )


def _readable_certificate(
    zone: Zone, group: ResourceGroup, certificate: Certificate
) -> tuple[str | pulumi.Output[str], pulumi.Output[str]]:
    """Return the certificate's address and an identity that may read it, which waits for its role."""
    identity = ManagedIdentity(
        "gateway",
        {**zone.place(group), "identity_name": zone.naming.name("userAssignedIdentity", "gateway")},
        zone.options(),
    )
    roles = RoleGrants(
        "gateway",
        {
            "principal_id": identity.principal_id,
            "principal_key": identity.identity_id,
            "grants": [
                {
                    "role": "Key Vault Secrets User",
                    "scope": f"{certificate.key_vault_id}/secrets/{certificate.name}",
                    "scope_name": "certificate",
                }
            ],
        },
        zone.options(),
    )
    vault = service_host(certificate.key_vault_id.rsplit("/", 1)[-1].lower(), "keyVault", zone.settings.location)
    secret_id = pulumi.Output.format("https://{0}/secrets/{1}", vault, certificate.name)
    return secret_id, roles.granted_scope_ids.apply(lambda _: identity.identity_id)


def _declare_front_door(
    zone: Zone,
    group: ResourceGroup,
    settings: ChatSettings,
    network: ZoneNetwork,
    monitoring: Monitoring,
    host: ChatHost,
) -> ChatIngress:
    del network  # Front Door stands outside it
    args: FrontDoorArgs = {
        **_firewall(zone, group, settings),
        "profile_name": zone.naming.name("frontDoor"),
        "endpoint_name": zone.naming.name("frontDoorEndpoint"),
        "waf_policy_name": zone.naming.name("frontDoorFirewallPolicy"),
        "origin": {
            "host_name": host.fqdn,
            "target_id": host.private_link_target_id,
            "kind": FrontDoorOriginKind(host.private_link_group_id),
            "health_path": host.health_path,
            "private_link_location": settings.ingress.private_link_location or host.private_link_location,
        },
        "log_analytics_workspace_id": monitoring.workspace_id,
    }
    host_name: pulumi.Input[str] | None = settings.ingress.host_name
    if host_name is not None:
        args["custom_domain"] = {"host_name": host_name}
    door = FrontDoor("front-door", args, zone.options())
    return ChatIngress(
        azure_type="Microsoft.Cdn/profiles",
        resource_id=door.profile_id,
        host_name=host_name or door.endpoint_host_name,
    )
