"""A route table that sends all traffic out through a firewall."""

import pulumi
from pulumi_azure_native import network

from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.shared.known import known_id


class EgressRouteTableArgs(AzureResourceArgs):
    """Arguments of `EgressRouteTable`."""

    route_table_name: pulumi.Input[str]
    """Name of the route table."""
    firewall_private_ip_address: pulumi.Input[str]
    """Private address of the firewall, next hop of everything that no other route names."""


class EgressRouteTable(pulumi.ComponentResource):
    """The default route through a firewall, which routes learned from a gateway cannot override."""

    route_table_id: pulumi.Output[str]
    """ARM id of the route table."""

    def __init__(self, name: str, args: EgressRouteTableArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bedplate:index:EgressRouteTable", name, dict(args), opts)
        table = network.RouteTable(
            name,
            resource_group_name=args["resource_group_name"],
            route_table_name=args["route_table_name"],
            location=args["location"],
            disable_bgp_route_propagation=True,
            routes=[
                {
                    "name": "default-through-firewall",
                    "address_prefix": "0.0.0.0/0",
                    "next_hop_type": network.RouteNextHopType.VIRTUAL_APPLIANCE,
                    "next_hop_ip_address": args["firewall_private_ip_address"],
                }
            ],
            tags=args.get("tags"),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.route_table_id = known_id(
            table,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            routeTableName=args["route_table_name"],
        )
        self.register_outputs({"route_table_id": self.route_table_id})
