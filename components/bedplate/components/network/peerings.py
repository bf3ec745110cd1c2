"""Peerings of a virtual network, one after another."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict

import pulumi
from pulumi_azure_native import network


class PeeringArgs(TypedDict):
    """One peering, from this network to another."""

    peering_name: str
    """Name of the peering in Azure."""
    remote_virtual_network_id: pulumi.Input[str]
    """ARM id of the other network."""
    use_remote_gateways: NotRequired[bool]
    """Whether this network's on-premises traffic goes through the other's gateway; false by default."""


def declare_peerings(
    name: str,
    peerings: Sequence[PeeringArgs],
    *,
    resource_group_name: pulumi.Input[str],
    virtual_network_name: pulumi.Input[str],
    virtual_network: pulumi.Resource,
    parent: pulumi.Resource,
) -> None:
    """Declare peerings of `virtual_network`; each waits for the last, since Azure takes one write to it at a time."""
    previous = virtual_network
    for peering in peerings:
        previous = network.VirtualNetworkPeering(
            f"{name}-{peering['peering_name']}",
            resource_group_name=resource_group_name,
            virtual_network_name=virtual_network_name,
            virtual_network_peering_name=peering["peering_name"],
            remote_virtual_network={"id": peering["remote_virtual_network_id"]},
            allow_virtual_network_access=True,
            allow_forwarded_traffic=True,
            allow_gateway_transit=False,
            use_remote_gateways=peering.get("use_remote_gateways", False),
            opts=pulumi.ResourceOptions(parent=parent, depends_on=[previous]),
        )
