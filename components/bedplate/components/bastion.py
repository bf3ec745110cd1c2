"""Azure Bastion: the way for administrators to machines without public addresses."""

from enum import StrEnum
from typing import NotRequired

import pulumi
from pulumi_azure_native import network

from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.shared.diagnostics import diagnose
from bedplate.components.shared.known import known_id
from bedplate.components.shared.options import stateless_child
from bedplate.components.shared.public_ip_address import declare_public_ip_address


class BastionTier(StrEnum):
    """What a Bastion can do: learn.microsoft.com/azure/bastion/bastion-sku-comparison, looked up 2026-11-21.

    Upwards a tier can be changed in place, never downwards.
    """

    DEVELOPER = "Developer"
    """A host shared with others, for one session at a time in the browser; free, not for production."""
    STANDARD = "Standard"
    """Hosts of one's own."""
    PREMIUM = "Premium"
    """Hosts of one's own that can record sessions."""


class BastionHostArgs(AzureResourceArgs):
    """Arguments of `BastionHost`."""

    bastion_host_name: pulumi.Input[str]
    """Name of the Bastion."""
    tier: NotRequired[BastionTier]
    """What it can do; `Standard` by default."""
    virtual_network_id: NotRequired[pulumi.Input[str]]
    """ARM id of the network whose machines it reaches; required for `Developer`, refused for the others.

    The machines must let 168.63.129.16 in, from which the shared hosts come:
    learn.microsoft.com/azure/bastion/quickstart-developer.
    """
    subnet_id: NotRequired[pulumi.Input[str]]
    """ARM id of the subnet AzureBastionSubnet, a /26; required but for `Developer`."""
    public_ip_address_name: NotRequired[pulumi.Input[str]]
    """Name of its public address; required but for `Developer`."""
    zone_redundant: NotRequired[bool]
    """Whether it stands in three availability zones; true by default.

    It must be false where Bastion has none: see `bedplate.components.facts.bastion`. It cannot be changed later.
    """
    ddos_ip_protection: NotRequired[bool]
    """Whether its address has DDoS protection of its own; false by default."""
    scale_units: NotRequired[pulumi.Input[int]]
    """Instances, 2 to 50, each good for 40 SSH sessions; 2 by default."""
    tunneling: NotRequired[bool]
    """Whether `az network bastion ssh` and `tunnel` work, which also carry files; false by default."""
    copy_paste: NotRequired[bool]
    """Whether the browser's clipboard reaches the machine; false by default, always true for `Developer`."""
    session_recording: NotRequired[bool]
    """Whether sessions in the browser are recorded, `Premium` alone; false by default.

    It excludes `tunneling`, whose sessions cannot be recorded. Where recordings go is set by hand:
    learn.microsoft.com/azure/bastion/session-recording.
    """
    log_analytics_workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of the workspace that receives who was connected to what."""


class BastionHost(pulumi.ComponentResource):
    """A Bastion that offers SSH and no more, unless it is asked to.

    Raises:
        ValueError: arguments that the tier does not have or that it lacks.
    """

    bastion_host_id: pulumi.Output[str]
    """ARM id of the Bastion."""

    def __init__(self, name: str, args: BastionHostArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bedplate:index:BastionHost", name, dict(args), opts)
        tier = BastionTier(args.get("tier", BastionTier.STANDARD))
        _check(args, tier)
        bastion = self._shared(name, args) if tier is BastionTier.DEVELOPER else self._own(name, args, tier)
        self.bastion_host_id = known_id(
            bastion,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            bastionHostName=args["bastion_host_name"],
        )
        if "log_analytics_workspace_id" in args:
            diagnose(
                name,
                target_type="Microsoft.Network/bastionHosts",
                target_id=self.bastion_host_id,
                workspace_id=args["log_analytics_workspace_id"],
                opts=stateless_child(self),
            )
        self.register_outputs({"bastion_host_id": self.bastion_host_id})

    def _shared(self, name: str, args: BastionHostArgs) -> network.BastionHost:
        if "virtual_network_id" not in args:
            raise ValueError("a Developer Bastion needs virtual_network_id")
        return network.BastionHost(
            name,
            resource_group_name=args["resource_group_name"],
            bastion_host_name=args["bastion_host_name"],
            location=args["location"],
            sku={"name": BastionTier.DEVELOPER.value},
            virtual_network={"id": args["virtual_network_id"]},
            tags=args.get("tags"),
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _own(self, name: str, args: BastionHostArgs, tier: BastionTier) -> network.BastionHost:
        if "subnet_id" not in args or "public_ip_address_name" not in args:
            raise ValueError(f"a {tier.value} Bastion needs subnet_id and public_ip_address_name")
        zones = ["1", "2", "3"] if args.get("zone_redundant", True) else None
        address_id = declare_public_ip_address(
            f"{name}-address",
            args,
            public_ip_address_name=args["public_ip_address_name"],
            zones=zones,
            ddos_ip_protection=args.get("ddos_ip_protection", False),
            log_analytics_workspace_id=args.get("log_analytics_workspace_id"),
            opts=pulumi.ResourceOptions(parent=self),
        )
        return network.BastionHost(
            name,
            resource_group_name=args["resource_group_name"],
            bastion_host_name=args["bastion_host_name"],
            location=args["location"],
            sku={"name": tier.value},
            zones=zones,
            scale_units=args.get("scale_units", 2),
            ip_configurations=[
                {
                    "name": "bastion",
                    "subnet": {"id": args["subnet_id"]},
                    "public_ip_address": {"id": address_id},
                    "private_ip_allocation_method": network.IPAllocationMethod.DYNAMIC,
                }
            ],
            disable_copy_paste=not args.get("copy_paste", False),
            enable_file_copy=False,
            enable_ip_connect=False,
            enable_kerberos=False,
            enable_session_recording=args.get("session_recording", False),
            enable_shareable_link=False,
            enable_tunneling=args.get("tunneling", False),
            tags=args.get("tags"),
            opts=pulumi.ResourceOptions(parent=self),
        )


def _check(args: BastionHostArgs, tier: BastionTier) -> None:
    of_its_own = ("subnet_id", "public_ip_address_name", "scale_units", "tunneling")
    refused = of_its_own if tier is BastionTier.DEVELOPER else ("virtual_network_id",)
    if surplus := [key for key in refused if args.get(key)]:
        raise ValueError(f"a {tier.value} Bastion takes no {' and no '.join(surplus)}")
    if args.get("session_recording") and tier is not BastionTier.PREMIUM:
        raise ValueError(f"a {tier.value} Bastion cannot record sessions: take the tier Premium")
    if args.get("session_recording") and args.get("tunneling"):
        raise ValueError("sessions through tunnels cannot be recorded: choose session_recording or tunneling")
