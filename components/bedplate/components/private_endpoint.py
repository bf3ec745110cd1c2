"""A private endpoint with the exact private DNS zones of its target."""

from typing import NotRequired

import pulumi
from pulumi_azure_native import network

from bedplate.components.facts.private_link import private_dns_zones
from bedplate.components.shared.arguments import AzureResourceArgs, PrivateEndpointPlacementArgs
from bedplate.components.shared.known import known_id


class PrivateEndpointArgs(AzureResourceArgs):
    """Arguments of `PrivateEndpoint`."""

    private_endpoint_name: pulumi.Input[str]
    """Name of the private endpoint; its network interface is named `nic-<name>`."""
    subnet_id: pulumi.Input[str]
    """ARM id of the subnet, in the virtual network whose region `location` names."""
    target_id: pulumi.Input[str]
    """ARM id of the resource that the endpoint leads to."""
    target_type: str
    """ARM type of the target, for example `Microsoft.KeyVault/vaults`."""
    group_id: str
    """Sub-resource of the target, for example `vault`."""
    target_location: NotRequired[pulumi.Input[str]]
    """Region of the target, which says the names of its private DNS zones; that of the endpoint where left out."""
    private_dns_zone_ids: NotRequired[dict[str, pulumi.Input[str]]]
    """ARM ids of private DNS zones by zone name, at least those that the target needs.

    Left out where the platform's policy registers endpoints.
    """


class PrivateEndpoint(pulumi.ComponentResource):
    """A private endpoint that registers in every private DNS zone of its target, and in no other.

    It must come after everything that changes its target: pass those resources in `depends_on`.

    Raises:
        ValueError: zones are given but one that the target needs is missing.
        KeyError: the target's type and sub-resource are not in the table of private link targets.
    """

    private_endpoint_id: pulumi.Output[str]
    """ARM id of the private endpoint."""

    def __init__(self, name: str, args: PrivateEndpointArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bedplate:index:PrivateEndpoint", name, dict(args), opts)
        endpoint_name = pulumi.Output.from_input(args["private_endpoint_name"])
        endpoint = network.PrivateEndpoint(
            name,
            resource_group_name=args["resource_group_name"],
            private_endpoint_name=endpoint_name,
            location=args["location"],
            subnet={"id": args["subnet_id"]},
            custom_network_interface_name=pulumi.Output.format("nic-{0}", endpoint_name),
            private_link_service_connections=[
                {
                    "name": endpoint_name,
                    "group_ids": [args["group_id"]],
                    "private_link_service_id": args["target_id"],
                }
            ],
            tags=args.get("tags"),
            opts=pulumi.ResourceOptions(parent=self),
        )
        zone_ids = args.get("private_dns_zone_ids")
        if zone_ids is not None:
            self._register_in_zones(name, args, endpoint, zone_ids)
        self.private_endpoint_id = known_id(
            endpoint,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            privateEndpointName=endpoint_name,
        )
        self.register_outputs({"private_endpoint_id": self.private_endpoint_id})

    def _register_in_zones(
        self,
        name: str,
        args: PrivateEndpointArgs,
        endpoint: network.PrivateEndpoint,
        zone_ids: dict[str, pulumi.Input[str]],
    ) -> None:
        location = pulumi.Output.from_input(args.get("target_location", args["location"]))
        chosen: pulumi.Output[list[network.PrivateDnsZoneConfigArgsDict]] = location.apply(
            lambda region: pulumi.Output.from_input(_zone_configs(name, args, zone_ids, region))
        )
        network.PrivateDnsZoneGroup(
            name,
            resource_group_name=args["resource_group_name"],
            private_endpoint_name=args["private_endpoint_name"],
            private_dns_zone_group_name="default",
            private_dns_zone_configs=chosen,
            opts=pulumi.ResourceOptions(parent=self, depends_on=[endpoint]),
        )


def _zone_configs(
    name: str, args: PrivateEndpointArgs, zone_ids: dict[str, pulumi.Input[str]], target_location: str
) -> list[network.PrivateDnsZoneConfigArgsDict]:
    zones = private_dns_zones(args["target_type"], args["group_id"], target_location)
    missing = [zone for zone in zones if zone not in zone_ids]
    if missing:
        raise ValueError(
            f"private endpoint {name!r} to {args['target_type']} ({args['group_id']}) needs the private DNS "
            f"zones {', '.join(missing)}; add their ids to private_dns_zone_ids"
        )
    return [{"name": zone.replace(".", "-"), "private_dns_zone_id": zone_ids[zone]} for zone in zones]


def place_private_endpoint(
    name: str,
    owner: AzureResourceArgs,
    placement: PrivateEndpointPlacementArgs,
    *,
    target_id: pulumi.Input[str],
    target_type: str,
    group_id: str,
    opts: pulumi.ResourceOptions,
) -> PrivateEndpoint:
    """Declare the private endpoint that a component's caller asked for.

    Args:
        name: logical name.
        owner: the component's own arguments; they say group, subscription, tags and the default region.
        placement: what the caller said of the endpoint.
        target_id: ARM id of the component's resource.
        target_type: its ARM type.
        group_id: its sub-resource.
        opts: parent, and in `depends_on` everything that changes the target.
    """
    args = PrivateEndpointArgs(
        resource_group_name=owner["resource_group_name"],
        location=placement.get("location", owner["location"]),
        private_endpoint_name=placement["private_endpoint_name"],
        subnet_id=placement["subnet_id"],
        target_id=target_id,
        target_type=target_type,
        group_id=group_id,
    )
    if "location" in placement:
        args["target_location"] = owner["location"]
    if "subscription_id" in owner:
        args["subscription_id"] = owner["subscription_id"]
    if "tags" in owner:
        args["tags"] = owner["tags"]
    if "private_dns_zone_ids" in placement:
        args["private_dns_zone_ids"] = placement["private_dns_zone_ids"]
    return PrivateEndpoint(name, args, opts)
