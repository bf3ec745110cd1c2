"""An Application Gateway with a web application firewall, the way into a chat from the Internet."""

import pulumi
from pulumi_azure_native import network

from bedplate.components.ingress.gateway_arguments import (
    DEFAULT_MAXIMUM_CAPACITY,
    ApplicationGatewayArgs,
    application_gateway_problems,
)
from bedplate.components.ingress.gateway_firewall import declare_gateway_firewall
from bedplate.components.ingress.gateway_traffic import gateway_traffic, redirect_http
from bedplate.components.shared.diagnostics import diagnose
from bedplate.components.shared.known import known, known_id
from bedplate.components.shared.options import stateless_child
from bedplate.components.shared.public_ip_address import declare_public_ip_address

_GATEWAY_TYPE = "Microsoft.Network/applicationGateways"
_ZONES = ("1", "2", "3")
_MINIMUM_CAPACITY = 2
_REQUEST_TIMEOUT = 240
_MAXIMUM_BODY_KILOBYTES = 512


class ApplicationGateway(pulumi.ComponentResource):
    """A gateway that serves one host over TLS, lets the firewall block, and calls the app over TLS again.

    Answers pass as they come, so that a chat can stream them. The host's DNS record is for the owner of its zone.

    Raises:
        ValueError: an argument has a value that Azure or this component refuses; all problems at once.
    """

    gateway_id: pulumi.Output[str]
    """ARM id of the gateway."""
    gateway_name: pulumi.Output[str]
    """Name of the gateway."""
    waf_policy_id: pulumi.Output[str]
    """ARM id of the firewall policy."""
    public_ip_address_id: pulumi.Output[str]
    """ARM id of the address that the host's DNS record must name."""

    def __init__(self, name: str, args: ApplicationGatewayArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        problems = application_gateway_problems(args)
        if problems:
            raise ValueError(f"application gateway {name!r}:\n  " + "\n  ".join(problems))
        super().__init__("bedplate:index:ApplicationGateway", name, dict(args), opts)
        policy = declare_gateway_firewall(
            name,
            args,
            policy_name=args["waf_policy_name"],
            maximum_body_kilobytes=args.get("maximum_body_kilobytes", _MAXIMUM_BODY_KILOBYTES),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.waf_policy_id = known_id(
            policy,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            policyName=args["waf_policy_name"],
        )
        self.public_ip_address_id = declare_public_ip_address(
            f"{name}-address",
            args,
            public_ip_address_name=args["public_ip_address_name"],
            zones=_zones(args),
            ddos_ip_protection=args.get("ddos_ip_protection", False),
            log_analytics_workspace_id=args.get("log_analytics_workspace_id"),
            opts=pulumi.ResourceOptions(parent=self),
        )
        gateway = self._declare(name, args)
        self.gateway_name = known(gateway, args["gateway_name"])
        self.gateway_id = known_id(
            gateway,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            applicationGatewayName=args["gateway_name"],
        )
        if "log_analytics_workspace_id" in args:
            diagnose(
                name,
                target_type=_GATEWAY_TYPE,
                target_id=self.gateway_id,
                workspace_id=args["log_analytics_workspace_id"],
                opts=stateless_child(self),
            )
        self.register_outputs(
            {
                "gateway_id": self.gateway_id,
                "gateway_name": self.gateway_name,
                "waf_policy_id": self.waf_policy_id,
                "public_ip_address_id": self.public_ip_address_id,
            }
        )

    def _declare(self, name: str, args: ApplicationGatewayArgs) -> network.ApplicationGateway:
        gateway_id = _beside(self.waf_policy_id, args["gateway_name"])
        traffic = gateway_traffic(
            gateway_id,
            subnet_id=args["subnet_id"],
            public_ip_address_id=self.public_ip_address_id,
            host_name=args["host_name"],
            certificate_secret_id=args["certificate_secret_id"],
            backend={"fqdn": args["backend_fqdn"]},
            health_path=args["backend_health_path"],
            request_timeout=args.get("request_timeout", _REQUEST_TIMEOUT),
        )
        if args.get("redirect_http"):
            redirect_http(traffic, gateway_id, args["host_name"])
        return network.ApplicationGateway(
            name,
            resource_group_name=args["resource_group_name"],
            application_gateway_name=args["gateway_name"],
            location=args["location"],
            sku={
                "name": network.ApplicationGatewaySkuName.WA_F_V2,
                "tier": network.ApplicationGatewayTier.WA_F_V2,
            },
            zones=_zones(args),
            autoscale_configuration={
                "min_capacity": args.get("minimum_capacity", _MINIMUM_CAPACITY),
                "max_capacity": args.get("maximum_capacity", DEFAULT_MAXIMUM_CAPACITY),
            },
            identity={
                "type": network.ResourceIdentityType.USER_ASSIGNED,
                "user_assigned_identities": [args["identity_id"]],
            },
            firewall_policy={"id": self.waf_policy_id},
            # A policy on a listener would replace this one there.
            force_firewall_policy_association=True,
            ssl_policy={
                "policy_type": network.ApplicationGatewaySslPolicyType.PREDEFINED,
                "policy_name": network.ApplicationGatewaySslPolicyName.APP_GW_SSL_POLICY20220101_S,
            },
            enable_http2=True,
            # The firewall reads whole requests, yet a buffered answer would reach the user only when it is complete.
            global_configuration={"enable_request_buffering": True, "enable_response_buffering": False},
            **traffic,
            tags=args.get("tags"),
            opts=pulumi.ResourceOptions(parent=self),
        )


def _zones(args: ApplicationGatewayArgs) -> list[str] | None:
    return list(_ZONES) if args.get("zone_redundant", True) else None


def _beside(policy_id: pulumi.Output[str], gateway_name: pulumi.Input[str]) -> pulumi.Output[str]:
    """Return the id of a gateway in the resource group of its policy, before there is a gateway to ask."""
    group_id = policy_id.apply(lambda id_: id_.split("/providers/", maxsplit=1)[0])
    return pulumi.Output.format("{0}/providers/{1}/{2}", group_id, _GATEWAY_TYPE, gateway_name)
