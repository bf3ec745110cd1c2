"""A user-assigned managed identity."""

import pulumi
from pulumi_azure_native import managedidentity

from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.shared.known import known_id


class ManagedIdentityArgs(AzureResourceArgs):
    """Arguments of `ManagedIdentity`."""

    identity_name: pulumi.Input[str]
    """Name of the identity."""


class ManagedIdentity(pulumi.ComponentResource):
    """An identity that outlives the resources that use it, so that its roles survive their re-creation."""

    identity_id: pulumi.Output[str]
    """ARM id of the identity."""
    principal_id: pulumi.Output[str]
    """Object id of its service principal, unknown until Azure has made it."""
    client_id: pulumi.Output[str]
    """Application id by which programs ask for its tokens, unknown until Azure has made it."""

    def __init__(self, name: str, args: ManagedIdentityArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bedplate:index:ManagedIdentity", name, dict(args), opts)
        identity = managedidentity.UserAssignedIdentity(
            name,
            resource_group_name=args["resource_group_name"],
            resource_name_=args["identity_name"],
            location=args["location"],
            tags=args.get("tags"),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.identity_id = known_id(
            identity,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            resourceName=args["identity_name"],
        )
        self.principal_id = identity.principal_id
        self.client_id = identity.client_id
        self.register_outputs(
            {"identity_id": self.identity_id, "principal_id": self.principal_id, "client_id": self.client_id}
        )
