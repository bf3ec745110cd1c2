"""A resource group."""

from typing import NotRequired, TypedDict

import pulumi
from pulumi_azure_native import resources

from bedplate.components.shared.known import known, known_id


class ResourceGroupArgs(TypedDict):
    """Arguments of `ResourceGroup`."""

    resource_group_name: pulumi.Input[str]
    """Name of the group."""
    location: pulumi.Input[str]
    """Region that keeps the group's metadata."""
    subscription_id: NotRequired[pulumi.Input[str]]
    """Subscription of the group, a GUID; given, the group's id is known in the first preview."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of the group; its resources do not inherit them."""


class ResourceGroup(pulumi.ComponentResource):
    """A group whose name is known in the first preview and still makes its resources wait for it."""

    resource_group_id: pulumi.Output[str]
    """ARM id of the group."""
    resource_group_name: pulumi.Output[str]
    """Name of the group."""

    def __init__(self, name: str, args: ResourceGroupArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bedplate:index:ResourceGroup", name, dict(args), opts)
        group = resources.ResourceGroup(
            name,
            resource_group_name=args["resource_group_name"],
            location=args["location"],
            tags=args.get("tags"),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.resource_group_name = known(group, args["resource_group_name"])
        self.resource_group_id = known_id(
            group, args.get("subscription_id"), resourceGroupName=args["resource_group_name"]
        )
        self.register_outputs(
            {"resource_group_id": self.resource_group_id, "resource_group_name": self.resource_group_name}
        )
