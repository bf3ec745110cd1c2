"""Raises inside a transform."""

import pulumi
from pulumi_azure_native import resources


def refuse(_args: pulumi.ResourceTransformArgs) -> None:
    """Raise."""
    raise ValueError("this type is not allowed")


pulumi.runtime.register_resource_transform(refuse)
resources.ResourceGroup("group", resource_group_name="rg", location="swedencentral")
