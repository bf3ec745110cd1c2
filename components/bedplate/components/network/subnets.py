"""Subnets, each with its security group: inside their network's own declaration, or added to a network of another."""

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

import pulumi
from pulumi_azure_native import network

from bedplate.components.facts.subnet_catalogue import takes_security_group
from bedplate.components.planning.flows import Flow, FlowArgs, compile_security_rules
from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.shared.known import known
from bedplate.components.shared.network_security_group import declare_network_security_group


class SubnetArgs(TypedDict):
    """One subnet, declared together with its security group."""

    name: str
    """Name by which flows speak of it."""
    subnet_name: str
    """Name in Azure."""
    network_security_group_name: NotRequired[str]
    """Name of its security group in Azure; left out only where Azure forbids one, as in AzureFirewallSubnet."""
    address_prefix: str
    """CIDR block inside the network's address space."""
    delegation: NotRequired[str]
    """Service that owns the subnet, exactly as Azure writes it, for example `Microsoft.App/environments`."""
    route_table_id: NotRequired[pulumi.Input[str]]
    """ARM id of the route table."""


class ExistingSubnetArgs(TypedDict):
    """One subnet that is used as it is and never written."""

    name: str
    """Name by which flows speak of it."""
    subnet_id: pulumi.Input[str]
    """ARM id of the subnet."""
    address_prefix: str
    """Its CIDR block, which the security rules of other subnets name."""


def subnet_problems(subnets: Sequence[SubnetArgs]) -> list[str]:
    """Return what is wrong with the security groups of subnets, one sentence each."""
    problems: list[str] = []
    for subnet in subnets:
        azure_name, has_group = subnet["subnet_name"], "network_security_group_name" in subnet
        if takes_security_group(azure_name) and not has_group:
            problems.append(f"subnet {azure_name!r} needs network_security_group_name")
        elif has_group and not takes_security_group(azure_name):
            problems.append(f"Azure forbids a security group on {azure_name}: leave network_security_group_name out")
    return problems


def declare_security_groups(
    name: str,
    owner: AzureResourceArgs,
    *,
    subnets: Sequence[SubnetArgs],
    existing_subnets: Sequence[ExistingSubnetArgs],
    flows: Sequence[FlowArgs],
    log_analytics_workspace_id: pulumi.Input[str] | None,
    parent: pulumi.Resource,
) -> dict[str, pulumi.Output[str]]:
    """Declare the security groups of `subnets`, with the rules that the flows come to.

    Returns:
        ARM ids of the groups by the names that flows use; subnets that take no group are not in it.

    Raises:
        ValueError: a flow that `compile_security_rules` refuses.
    """
    prefixes = {subnet["name"]: subnet["address_prefix"] for subnet in (*subnets, *existing_subnets)}
    rules = compile_security_rules([Flow.of(flow) for flow in flows], prefixes)
    return {
        subnet["name"]: declare_network_security_group(
            f"{name}-{subnet['name']}",
            owner,
            network_security_group_name=subnet["network_security_group_name"],
            rules=rules[subnet["name"]],
            log_analytics_workspace_id=log_analytics_workspace_id,
            opts=pulumi.ResourceOptions(parent=parent),
        )
        for subnet in subnets
        if "network_security_group_name" in subnet
    }


def inline_subnet(subnet: SubnetArgs, group_ids: Mapping[str, pulumi.Output[str]]) -> network.SubnetArgsDict:
    """Return a subnet as it stands inside the declaration of its network."""
    declared: network.SubnetArgsDict = {
        "name": subnet["subnet_name"],
        "address_prefix": subnet["address_prefix"],
        "default_outbound_access": False,
        # Without policies a security group on the subnet would not hold for private endpoints in it.
        "private_endpoint_network_policies": network.VirtualNetworkPrivateEndpointNetworkPolicies.ENABLED,
        "private_link_service_network_policies": network.VirtualNetworkPrivateLinkServiceNetworkPolicies.ENABLED,
    }
    if subnet["name"] in group_ids:
        declared["network_security_group"] = {"id": group_ids[subnet["name"]]}
    if "delegation" in subnet:
        declared["delegations"] = [{"name": "delegation", "service_name": subnet["delegation"]}]
    if "route_table_id" in subnet:
        declared["route_table"] = {"id": subnet["route_table_id"]}
    return declared


def add_subnets(
    name: str,
    *,
    virtual_network_id: pulumi.Input[str],
    subnets: Sequence[SubnetArgs],
    group_ids: Mapping[str, pulumi.Output[str]],
    parent: pulumi.Resource,
) -> dict[str, pulumi.Output[str]]:
    """Declare subnets of a network that another program owns, which is itself never written.

    Each waits for the one before it, since Azure takes one write to a network at a time. Security group and route
    table are part of the subnet's own first write, as policies of platform teams demand.

    Returns:
        ARM ids of the subnets by the names that flows use, known by construction.
    """
    network_id = pulumi.Output.from_input(virtual_network_id)
    declared: list[pulumi.Resource] = []
    ids: dict[str, pulumi.Output[str]] = {}
    for subnet in subnets:
        written = inline_subnet(subnet, group_ids)
        resource = network.Subnet(
            f"{name}-{subnet['name']}",
            resource_group_name=network_id.apply(lambda arm_id: arm_id.split("/")[4]),
            virtual_network_name=network_id.apply(lambda arm_id: arm_id.split("/")[8]),
            subnet_name=subnet["subnet_name"],
            address_prefix=subnet["address_prefix"],
            default_outbound_access=written.get("default_outbound_access"),
            private_endpoint_network_policies=written.get("private_endpoint_network_policies"),
            private_link_service_network_policies=written.get("private_link_service_network_policies"),
            network_security_group=written.get("network_security_group"),
            delegations=written.get("delegations"),
            route_table=written.get("route_table"),
            opts=pulumi.ResourceOptions(parent=parent, depends_on=declared[-1:]),
        )
        declared.append(resource)
        ids[subnet["name"]] = known(resource, pulumi.Output.concat(network_id, "/subnets/", subnet["subnet_name"]))
    return ids
