"""A virtual network whose subnets carry security groups compiled from a flow model."""

from typing import NotRequired, TypedDict

import pulumi
from pulumi_azure_native import network

from bedplate.components.planning.flows import Flow, Protocol, compile_security_rules
from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.shared.diagnostics import diagnose
from bedplate.components.shared.known import known, known_id
from bedplate.components.shared.network_security_group import declare_network_security_group


class FlowArgs(TypedDict):
    """One allowed conversation; what no flow names is denied."""

    source: str
    """Who opens it: a subnet's name, an Azure service tag such as `Internet`, or a CIDR block."""
    destination: str
    """Who answers: as `source`."""
    ports: list[str]
    """Destination ports: `443`, `10250-10256` or `*`."""
    purpose: str
    """Why it is allowed, at most 140 characters; it becomes the rule's description."""
    protocol: NotRequired[Protocol]
    """Transport protocol, TCP by default."""


class SubnetArgs(TypedDict):
    """One subnet, declared inside its network together with its security group."""

    name: str
    """Name by which flows speak of it."""
    subnet_name: str
    """Name in Azure."""
    network_security_group_name: str
    """Name of its security group in Azure."""
    address_prefix: str
    """CIDR block inside the network's address space."""
    delegation: NotRequired[str]
    """Service that owns the subnet, exactly as Azure writes it, for example `Microsoft.App/environments`."""
    route_table_id: NotRequired[pulumi.Input[str]]
    """ARM id of the route table."""


class PeeringArgs(TypedDict):
    """One peering, from this network to another."""

    peering_name: str
    """Name of the peering in Azure."""
    remote_virtual_network_id: pulumi.Input[str]
    """ARM id of the other network."""
    use_remote_gateways: NotRequired[bool]
    """Whether this network's on-premises traffic goes through the other's gateway; false by default."""


class VirtualNetworkArgs(AzureResourceArgs):
    """Arguments of `VirtualNetwork`."""

    virtual_network_name: pulumi.Input[str]
    """Name of the network."""
    address_space: list[str]
    """CIDR blocks of the network."""
    subnets: list[SubnetArgs]
    """The subnets; they stand inside the network's own declaration, so an update can never drop one."""
    flows: list[FlowArgs]
    """Everything that may pass; the subnets' security groups are compiled from it."""
    dns_servers: NotRequired[pulumi.Input[list[pulumi.Input[str]]]]
    """Addresses of DNS servers; Azure's own resolver by default."""
    peerings: NotRequired[list[PeeringArgs]]
    """Networks that this one is peered to, one after another."""
    log_analytics_workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of the workspace that receives the logs of the network and its security groups."""


class VirtualNetwork(pulumi.ComponentResource):
    """A network in which nothing talks unless a flow says so, and nothing reaches the Internet by default.

    Raises:
        ValueError: a flow names no subnet, service tag or CIDR block.
    """

    virtual_network_id: pulumi.Output[str]
    """ARM id of the network."""
    virtual_network_name: pulumi.Output[str]
    """Name of the network."""
    subnet_ids: pulumi.Output[dict[str, str]]
    """ARM ids of the subnets by the names that flows use."""

    def __init__(self, name: str, args: VirtualNetworkArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bedplate:index:VirtualNetwork", name, dict(args), opts)
        groups = self._security_groups(name, args)
        virtual_network = network.VirtualNetwork(
            name,
            resource_group_name=args["resource_group_name"],
            virtual_network_name=args["virtual_network_name"],
            location=args["location"],
            address_space={"address_prefixes": args["address_space"]},
            dhcp_options={"dns_servers": args["dns_servers"]} if "dns_servers" in args else None,
            enable_ddos_protection=False,
            enable_vm_protection=False,
            private_endpoint_v_net_policies=network.PrivateEndpointVNetPolicies.DISABLED,
            subnets=[_inline_subnet(subnet, groups[subnet["name"]]) for subnet in args["subnets"]],
            tags=args.get("tags"),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.virtual_network_name = known(virtual_network, args["virtual_network_name"])
        self.virtual_network_id = known_id(
            virtual_network,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            virtualNetworkName=args["virtual_network_name"],
        )
        self.subnet_ids = self.virtual_network_id.apply(
            lambda network_id: {
                subnet["name"]: f"{network_id}/subnets/{subnet['subnet_name']}" for subnet in args["subnets"]
            }
        )
        self._peer(name, args, virtual_network)
        if "log_analytics_workspace_id" in args:
            diagnose(
                name,
                target_type="Microsoft.Network/virtualNetworks",
                target_id=self.virtual_network_id,
                workspace_id=args["log_analytics_workspace_id"],
                opts=pulumi.ResourceOptions(parent=self),
            )
        self.register_outputs(
            {
                "virtual_network_id": self.virtual_network_id,
                "virtual_network_name": self.virtual_network_name,
                "subnet_ids": self.subnet_ids,
            }
        )

    def _security_groups(self, name: str, args: VirtualNetworkArgs) -> dict[str, pulumi.Output[str]]:
        flows = [
            Flow(
                source=flow["source"],
                destination=flow["destination"],
                ports=tuple(flow["ports"]),
                purpose=flow["purpose"],
                protocol=Protocol(flow.get("protocol", Protocol.TCP)),
            )
            for flow in args["flows"]
        ]
        rules = compile_security_rules(flows, {s["name"]: s["address_prefix"] for s in args["subnets"]})
        return {
            subnet["name"]: declare_network_security_group(
                f"{name}-{subnet['name']}",
                args,
                network_security_group_name=subnet["network_security_group_name"],
                rules=rules[subnet["name"]],
                log_analytics_workspace_id=args.get("log_analytics_workspace_id"),
                opts=pulumi.ResourceOptions(parent=self),
            )
            for subnet in args["subnets"]
        }

    def _peer(self, name: str, args: VirtualNetworkArgs, virtual_network: network.VirtualNetwork) -> None:
        previous: pulumi.Resource = virtual_network
        for peering in args.get("peerings", []):
            # Azure takes one write to a network at a time; the next peering waits for the last.
            previous = network.VirtualNetworkPeering(
                f"{name}-{peering['peering_name']}",
                resource_group_name=args["resource_group_name"],
                virtual_network_name=args["virtual_network_name"],
                virtual_network_peering_name=peering["peering_name"],
                remote_virtual_network={"id": peering["remote_virtual_network_id"]},
                allow_virtual_network_access=True,
                allow_forwarded_traffic=True,
                allow_gateway_transit=False,
                use_remote_gateways=peering.get("use_remote_gateways", False),
                opts=pulumi.ResourceOptions(parent=self, depends_on=[previous]),
            )


def _inline_subnet(subnet: SubnetArgs, group_id: pulumi.Output[str]) -> network.SubnetArgsDict:
    declared: network.SubnetArgsDict = {
        "name": subnet["subnet_name"],
        "address_prefix": subnet["address_prefix"],
        "default_outbound_access": False,
        "network_security_group": {"id": group_id},
        # Without policies a security group on the subnet would not hold for private endpoints in it.
        "private_endpoint_network_policies": network.VirtualNetworkPrivateEndpointNetworkPolicies.ENABLED,
        "private_link_service_network_policies": network.VirtualNetworkPrivateLinkServiceNetworkPolicies.ENABLED,
    }
    if "delegation" in subnet:
        declared["delegations"] = [{"name": "delegation", "service_name": subnet["delegation"]}]
    if "route_table_id" in subnet:
        declared["route_table"] = {"id": subnet["route_table_id"]}
    return declared
