"""How an Application Gateway takes requests and hands them on: listeners, backend, probe and rules.

All of it stands inside the gateway, which refers to its own parts by their ARM ids.
"""

from typing import TypedDict

import pulumi
from pulumi_azure_native import network

_FRONTEND = "public"
_HTTPS_PORT = "https"
_HTTP_PORT = "http"
_CERTIFICATE = "host"
_POOL = "app"
_SETTINGS = "app"
_PROBE = "app"
_HTTPS_LISTENER = "https"
_HTTP_LISTENER = "http"
_REDIRECT = "to-https"


class GatewayTraffic(TypedDict):
    """The inputs of a gateway that are about traffic."""

    gateway_ip_configurations: list[network.ApplicationGatewayIPConfigurationArgsDict]
    frontend_ip_configurations: list[network.ApplicationGatewayFrontendIPConfigurationArgsDict]
    frontend_ports: list[network.ApplicationGatewayFrontendPortArgsDict]
    ssl_certificates: list[network.ApplicationGatewaySslCertificateArgsDict]
    backend_address_pools: list[network.ApplicationGatewayBackendAddressPoolArgsDict]
    backend_http_settings_collection: list[network.ApplicationGatewayBackendHttpSettingsArgsDict]
    probes: list[network.ApplicationGatewayProbeArgsDict]
    http_listeners: list[network.ApplicationGatewayHttpListenerArgsDict]
    redirect_configurations: list[network.ApplicationGatewayRedirectConfigurationArgsDict]
    request_routing_rules: list[network.ApplicationGatewayRequestRoutingRuleArgsDict]


def gateway_traffic(
    gateway_id: pulumi.Output[str],
    *,
    subnet_id: pulumi.Input[str],
    public_ip_address_id: pulumi.Input[str],
    host_name: pulumi.Input[str],
    certificate_secret_id: pulumi.Input[str],
    backend: network.ApplicationGatewayBackendAddressArgsDict,
    health_path: pulumi.Input[str],
    request_timeout: pulumi.Input[int],
) -> GatewayTraffic:
    """Return one way in, by HTTPS under one host name, and one backend behind it.

    Args:
        gateway_id: ARM id that the gateway will have.
        subnet_id: ARM id of the gateway's own subnet.
        public_ip_address_id: ARM id of the address that clients connect to.
        host_name: the one host name that is served.
        certificate_secret_id: address of the certificate as a Key Vault secret.
        backend: where requests go.
        health_path: path that the probe asks for.
        request_timeout: seconds that the backend may stay silent.
    """
    return {
        "gateway_ip_configurations": [{"name": "gateway", "subnet": {"id": subnet_id}}],
        "frontend_ip_configurations": [{"name": _FRONTEND, "public_ip_address": {"id": public_ip_address_id}}],
        "frontend_ports": [{"name": _HTTPS_PORT, "port": 443}],
        "ssl_certificates": [{"name": _CERTIFICATE, "key_vault_secret_id": certificate_secret_id}],
        "backend_address_pools": [{"name": _POOL, "backend_addresses": [backend]}],
        "backend_http_settings_collection": [_backend_settings(gateway_id, request_timeout)],
        "probes": [_probe(health_path)],
        "http_listeners": [_https_listener(gateway_id, host_name)],
        "redirect_configurations": [],
        "request_routing_rules": [
            {
                "name": "app",
                "priority": 100,
                "rule_type": network.ApplicationGatewayRequestRoutingRuleType.BASIC,
                "http_listener": _part(gateway_id, "httpListeners", _HTTPS_LISTENER),
                "backend_address_pool": _part(gateway_id, "backendAddressPools", _POOL),
                "backend_http_settings": _part(gateway_id, "backendHttpSettingsCollection", _SETTINGS),
            }
        ],
    }


def redirect_http(traffic: GatewayTraffic, gateway_id: pulumi.Output[str], host_name: pulumi.Input[str]) -> None:
    """Add a listener without TLS to `traffic` that does nothing but send clients to the one with it, for good."""
    traffic["frontend_ports"].append({"name": _HTTP_PORT, "port": 80})
    traffic["http_listeners"].append(
        {
            "name": _HTTP_LISTENER,
            "protocol": network.ApplicationGatewayProtocol.HTTP,
            "frontend_ip_configuration": _part(gateway_id, "frontendIPConfigurations", _FRONTEND),
            "frontend_port": _part(gateway_id, "frontendPorts", _HTTP_PORT),
            "host_name": host_name,
        }
    )
    traffic["redirect_configurations"].append(
        {
            "name": _REDIRECT,
            "redirect_type": network.ApplicationGatewayRedirectType.PERMANENT,
            "target_listener": _part(gateway_id, "httpListeners", _HTTPS_LISTENER),
            "include_path": True,
            "include_query_string": True,
        }
    )
    traffic["request_routing_rules"].append(
        {
            "name": _REDIRECT,
            "priority": 200,
            "rule_type": network.ApplicationGatewayRequestRoutingRuleType.BASIC,
            "http_listener": _part(gateway_id, "httpListeners", _HTTP_LISTENER),
            "redirect_configuration": _part(gateway_id, "redirectConfigurations", _REDIRECT),
        }
    )


def _https_listener(
    gateway_id: pulumi.Output[str], host_name: pulumi.Input[str]
) -> network.ApplicationGatewayHttpListenerArgsDict:
    return {
        "name": _HTTPS_LISTENER,
        "protocol": network.ApplicationGatewayProtocol.HTTPS,
        "frontend_ip_configuration": _part(gateway_id, "frontendIPConfigurations", _FRONTEND),
        "frontend_port": _part(gateway_id, "frontendPorts", _HTTPS_PORT),
        "ssl_certificate": _part(gateway_id, "sslCertificates", _CERTIFICATE),
        "host_name": host_name,
        "require_server_name_indication": True,
    }


def _backend_settings(
    gateway_id: pulumi.Output[str], request_timeout: pulumi.Input[int]
) -> network.ApplicationGatewayBackendHttpSettingsArgsDict:
    return {
        "name": _SETTINGS,
        "protocol": network.ApplicationGatewayProtocol.HTTPS,
        "port": 443,
        "cookie_based_affinity": network.ApplicationGatewayCookieBasedAffinity.DISABLED,
        "pick_host_name_from_backend_address": True,
        "request_timeout": request_timeout,
        # As long as an answer may take that has begun when the backend is taken out.
        "connection_draining": {"enabled": True, "drain_timeout_in_sec": request_timeout},
        "probe": _part(gateway_id, "probes", _PROBE),
    }


def _probe(path: pulumi.Input[str]) -> network.ApplicationGatewayProbeArgsDict:
    return {
        "name": _PROBE,
        "protocol": network.ApplicationGatewayProtocol.HTTPS,
        "pick_host_name_from_backend_http_settings": True,
        "path": path,
        "interval": 30,
        "timeout": 30,
        "unhealthy_threshold": 3,
        "match": {"status_codes": ["200-399"]},
    }


def _part(gateway_id: pulumi.Output[str], collection: str, name: str) -> network.SubResourceArgsDict:
    return {"id": pulumi.Output.format("{0}/{1}/{2}", gateway_id, collection, name)}
