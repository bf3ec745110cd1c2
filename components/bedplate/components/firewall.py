"""Azure Firewall as the one way out of a network, with a list of hosts instead of the Internet."""

from collections.abc import Sequence

import pulumi
from pulumi_azure_native import network

from bedplate.components.network.egress_rule_groups import declare_egress_rule_groups
from bedplate.components.network.firewall_arguments import (
    EgressFirewallArgs,
    EgressSourceArgs,
    FirewallSku,
    IntrusionDetectionMode,
    check_firewall,
    egress_sources,
)
from bedplate.components.shared.diagnostics import diagnose
from bedplate.components.shared.known import known, known_id
from bedplate.components.shared.options import stateless_child
from bedplate.components.shared.public_ip_address import declare_public_ip_address

__all__ = ["EgressFirewall", "EgressFirewallArgs", "EgressSourceArgs", "FirewallSku", "IntrusionDetectionMode"]

_FIREWALL_TYPE = "Microsoft.Network/azureFirewalls"


class EgressFirewall(pulumi.ComponentResource):
    """A firewall that lets each subnet call the hosts it needs and no others.

    Raises:
        ValueError: a Basic firewall without a management subnet, a management subnet without an address, intrusion
            detection where the SKU has none, or sources whose names, address blocks, packs or hosts are no such thing.
    """

    firewall_id: pulumi.Output[str]
    """ARM id of the firewall."""
    policy_id: pulumi.Output[str]
    """ARM id of its policy."""
    private_ip_address: pulumi.Output[str]
    """Its private address; whoever takes it waits for the firewall and for all of its rules."""

    def __init__(self, name: str, args: EgressFirewallArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bedplate:index:EgressFirewall", name, dict(args), opts)
        sku = FirewallSku(args.get("sku", FirewallSku.STANDARD))
        sources = egress_sources(args)
        check_firewall(args, sku, sources)
        policy = self._declare_policy(name, args, sku)
        firewall = self._declare_firewall(name, args, sku)
        groups = declare_egress_rule_groups(
            name,
            resource_group_name=args["resource_group_name"],
            firewall_policy_name=known(policy, args["policy_name"]),
            location=args["location"],
            sources=sources,
            # A firewall that starts writes to its policy as well, so the groups come after it.
            after=firewall,
            parent=self,
        )
        self.private_ip_address = known(firewall, args["private_ip_address"], *groups)
        if "log_analytics_workspace_id" in args:
            diagnose(
                name,
                target_type=_FIREWALL_TYPE,
                target_id=self.firewall_id,
                workspace_id=args["log_analytics_workspace_id"],
                opts=stateless_child(self),
            )
        self.register_outputs(
            {
                "firewall_id": self.firewall_id,
                "policy_id": self.policy_id,
                "private_ip_address": self.private_ip_address,
            }
        )

    def _declare_policy(self, name: str, args: EgressFirewallArgs, sku: FirewallSku) -> network.FirewallPolicy:
        policy = network.FirewallPolicy(
            name,
            resource_group_name=args["resource_group_name"],
            firewall_policy_name=args["policy_name"],
            location=args["location"],
            sku={"tier": sku.value},
            threat_intel_mode=_threat_intelligence(sku),
            dns_settings=None if sku is FirewallSku.BASIC else {"enable_proxy": True},
            intrusion_detection=_intrusion_detection(args, sku),
            tags=args.get("tags"),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.policy_id = known_id(
            policy,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            firewallPolicyName=args["policy_name"],
        )
        return policy

    def _declare_firewall(self, name: str, args: EgressFirewallArgs, sku: FirewallSku) -> network.AzureFirewall:
        zones = ["1", "2", "3"] if args.get("zone_redundant", True) else None
        firewall = network.AzureFirewall(
            name,
            resource_group_name=args["resource_group_name"],
            azure_firewall_name=args["firewall_name"],
            location=args["location"],
            sku={"name": network.AzureFirewallSkuName.AZF_W_V_NET, "tier": sku.value},
            zones=zones,
            firewall_policy={"id": self.policy_id},
            # The policy decides; the firewall repeats it for whoever looks here.
            threat_intel_mode=_threat_intelligence(sku),
            ip_configurations=[
                {
                    "name": "egress",
                    "subnet": {"id": args["subnet_id"]},
                    "public_ip_address": {
                        "id": self._address(f"{name}-address", args, args["public_ip_address_name"], zones)
                    },
                }
            ],
            management_ip_configuration=self._management(name, args, zones),
            tags=args.get("tags"),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.firewall_id = known_id(
            firewall,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            azureFirewallName=args["firewall_name"],
        )
        return firewall

    def _management(
        self, name: str, args: EgressFirewallArgs, zones: Sequence[str] | None
    ) -> network.AzureFirewallIPConfigurationArgsDict | None:
        if "management_subnet_id" not in args or "management_public_ip_address_name" not in args:
            return None
        address_id = self._address(f"{name}-management-address", args, args["management_public_ip_address_name"], zones)
        return {
            "name": "management",
            "subnet": {"id": args["management_subnet_id"]},
            "public_ip_address": {"id": address_id},
        }

    def _address(
        self, name: str, args: EgressFirewallArgs, address_name: pulumi.Input[str], zones: Sequence[str] | None
    ) -> "pulumi.Output[str]":
        return declare_public_ip_address(
            name,
            args,
            public_ip_address_name=address_name,
            zones=zones,
            ddos_ip_protection=args.get("ddos_ip_protection", False),
            log_analytics_workspace_id=args.get("log_analytics_workspace_id"),
            opts=pulumi.ResourceOptions(parent=self),
        )


def _threat_intelligence(sku: FirewallSku) -> network.AzureFirewallThreatIntelMode:
    modes = network.AzureFirewallThreatIntelMode
    # Basic only warns (learn.microsoft.com/azure/firewall/basic-features).
    return modes.ALERT if sku is FirewallSku.BASIC else modes.DENY


def _intrusion_detection(
    args: EgressFirewallArgs, sku: FirewallSku
) -> network.FirewallPolicyIntrusionDetectionArgsDict | None:
    if sku is not FirewallSku.PREMIUM:
        return None
    return {"mode": IntrusionDetectionMode(args.get("intrusion_detection_mode", IntrusionDetectionMode.DENY)).value}
