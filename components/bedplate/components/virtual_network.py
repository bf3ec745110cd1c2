"""A virtual network whose subnets carry security groups compiled from a flow model."""

from typing import NotRequired, cast

import pulumi
from pulumi_azure_native import network

from bedplate.components.network.peerings import PeeringArgs, declare_peerings
from bedplate.components.network.subnets import (
    ExistingSubnetArgs,
    SubnetArgs,
    add_subnets,
    declare_security_groups,
    inline_subnet,
    subnet_problems,
)
from bedplate.components.planning.flows import FlowArgs
from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.shared.diagnostics import diagnose
from bedplate.components.shared.known import known, known_id

__all__ = ["ExistingSubnetArgs", "FlowArgs", "PeeringArgs", "SubnetArgs", "VirtualNetwork", "VirtualNetworkArgs"]

_OF_THE_OWNER = ("virtual_network_name", "address_space", "dns_servers", "peerings", "ddos_protection_plan_id")


class VirtualNetworkArgs(AzureResourceArgs):
    """Arguments of `VirtualNetwork`."""

    virtual_network_name: NotRequired[pulumi.Input[str]]
    """Name of the network; needed unless the network exists."""
    address_space: NotRequired[list[str]]
    """CIDR blocks of the network; needed unless the network exists."""
    existing_virtual_network_id: NotRequired[pulumi.Input[str]]
    """ARM id of a network that another program owns, in the provider's subscription and this region.

    It is never written: `subnets` are added to it one by one, and what belongs to the network as a whole (name,
    addresses, DNS servers, peerings, DDoS plan, diagnostics) stays its owner's.
    """
    subnets: list[SubnetArgs]
    """The subnets; in a network of ours they stand inside its own declaration, so an update can never drop one."""
    existing_subnets: NotRequired[list[ExistingSubnetArgs]]
    """Subnets of an existing network that are used as they are and never written."""
    flows: list[FlowArgs]
    """Everything that may pass; the subnets' security groups are compiled from it."""
    dns_servers: NotRequired[pulumi.Input[list[pulumi.Input[str]]]]
    """Addresses of DNS servers; Azure's own resolver by default."""
    peerings: NotRequired[list[PeeringArgs]]
    """Networks that this one is peered to, one after another."""
    ddos_protection_plan_id: NotRequired[pulumi.Input[str]]
    """ARM id of the DDoS protection plan that the network joins; without one Azure's basic protection holds."""
    log_analytics_workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of the workspace that receives the logs of the network and its security groups."""


class VirtualNetwork(pulumi.ComponentResource):
    """A network in which nothing talks unless a flow says so, and nothing reaches the Internet by default.

    Raises:
        ValueError: a flow names no subnet, service tag or CIDR block; a subnet lacks its security group or must not
            have one; or an existing network comes with what only its owner may set.
    """

    virtual_network_id: pulumi.Output[str]
    """ARM id of the network."""
    virtual_network_name: pulumi.Output[str]
    """Name of the network."""
    subnet_ids: pulumi.Output[dict[str, str]]
    """ARM ids of the subnets, existing ones included, by the names that flows use."""

    def __init__(self, name: str, args: VirtualNetworkArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bedplate:index:VirtualNetwork", name, dict(args), opts)
        _check(args)
        existing = args.get("existing_subnets", [])
        groups = declare_security_groups(
            name,
            args,
            subnets=args["subnets"],
            existing_subnets=existing,
            flows=args["flows"],
            log_analytics_workspace_id=args.get("log_analytics_workspace_id"),
            parent=self,
        )
        if "existing_virtual_network_id" in args:
            written = self._join(name, args, args["existing_virtual_network_id"], groups)
        elif "virtual_network_name" in args and "address_space" in args:
            written = self._declare(name, args, groups, args["virtual_network_name"], args["address_space"])
        else:
            raise ValueError("virtual_network_name and address_space are needed unless the network exists")
        used = {subnet["name"]: subnet["subnet_id"] for subnet in existing}
        self.subnet_ids = pulumi.Output.all(written, used).apply(lambda ids: {**ids[0], **ids[1]}) if used else written
        self.register_outputs(
            {
                "virtual_network_id": self.virtual_network_id,
                "virtual_network_name": self.virtual_network_name,
                "subnet_ids": self.subnet_ids,
            }
        )

    def _join(
        self,
        name: str,
        args: VirtualNetworkArgs,
        existing_id: pulumi.Input[str],
        groups: dict[str, pulumi.Output[str]],
    ) -> "pulumi.Output[dict[str, str]]":
        self.virtual_network_id = pulumi.Output.from_input(existing_id)
        self.virtual_network_name = self.virtual_network_id.apply(lambda arm_id: arm_id.rsplit("/", 1)[-1])
        ids = add_subnets(name, virtual_network_id=existing_id, subnets=args["subnets"], group_ids=groups, parent=self)
        return cast("pulumi.Output[dict[str, str]]", pulumi.Output.from_input(ids))

    def _declare(
        self,
        name: str,
        args: VirtualNetworkArgs,
        groups: dict[str, pulumi.Output[str]],
        virtual_network_name: pulumi.Input[str],
        address_space: list[str],
    ) -> "pulumi.Output[dict[str, str]]":
        plan_id = args.get("ddos_protection_plan_id")
        virtual_network = network.VirtualNetwork(
            name,
            resource_group_name=args["resource_group_name"],
            virtual_network_name=virtual_network_name,
            location=args["location"],
            address_space={"address_prefixes": address_space},
            dhcp_options={"dns_servers": args["dns_servers"]} if "dns_servers" in args else None,
            enable_ddos_protection=plan_id is not None,
            ddos_protection_plan=None if plan_id is None else {"id": plan_id},
            enable_vm_protection=False,
            private_endpoint_v_net_policies=network.PrivateEndpointVNetPolicies.DISABLED,
            subnets=[inline_subnet(subnet, groups) for subnet in args["subnets"]],
            tags=args.get("tags"),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.virtual_network_name = known(virtual_network, virtual_network_name)
        self.virtual_network_id = known_id(
            virtual_network,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            virtualNetworkName=virtual_network_name,
        )
        declare_peerings(
            name,
            args.get("peerings", []),
            resource_group_name=args["resource_group_name"],
            virtual_network_name=virtual_network_name,
            virtual_network=virtual_network,
            parent=self,
        )
        if "log_analytics_workspace_id" in args:
            diagnose(
                name,
                target_type="Microsoft.Network/virtualNetworks",
                target_id=self.virtual_network_id,
                workspace_id=args["log_analytics_workspace_id"],
                opts=pulumi.ResourceOptions(parent=self),
            )
        names = {subnet["name"]: subnet["subnet_name"] for subnet in args["subnets"]}
        return self.virtual_network_id.apply(
            lambda network_id: {name: f"{network_id}/subnets/{subnet}" for name, subnet in names.items()}
        )


def _check(args: VirtualNetworkArgs) -> None:
    problems = subnet_problems(args["subnets"])
    if "existing_virtual_network_id" in args:
        problems += [f"{key} belongs to the owner of the existing network" for key in _OF_THE_OWNER if key in args]
    elif "existing_subnets" in args:
        problems.append("existing_subnets come with existing_virtual_network_id")
    if problems:
        raise ValueError("; ".join(problems))
