"""Arguments that every component of an Azure resource shares."""

from typing import NotRequired, TypedDict

import pulumi


class AzureResourceArgs(TypedDict):
    """Where a component's resources go."""

    resource_group_name: pulumi.Input[str]
    """Resource group that holds the component's resources."""
    location: pulumi.Input[str]
    """Azure region by its programmatic name, for example `swedencentral`."""
    subscription_id: NotRequired[pulumi.Input[str]]
    """Subscription of the resource group, a GUID.

    Where it is given, or configured for the default provider, every ARM id is known in the first preview.
    """
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of every resource that can carry them."""


class PrivateEndpointPlacementArgs(TypedDict):
    """Where a component's private endpoint lies and which names resolve to it."""

    private_endpoint_name: pulumi.Input[str]
    """Name of the private endpoint; its network interface is named `nic-<name>`."""
    subnet_id: pulumi.Input[str]
    """ARM id of the subnet that gives the private address."""
    location: NotRequired[pulumi.Input[str]]
    """Region of the subnet's virtual network, which the endpoint must share; by default the component's own."""
    private_dns_zone_ids: NotRequired[dict[str, pulumi.Input[str]]]
    """ARM ids of private DNS zones by zone name; the exact set that the target needs is chosen from them.

    Left out where the platform's policy registers endpoints.
    """
