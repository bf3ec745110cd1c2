"""Former names: by name, URN, parent and type, also of a component, whose children inherit them."""

import pulumi
from pulumi_azure_native import resources


def group(name: str, **options: object) -> resources.ResourceGroup:
    """Declare a resource group."""
    return resources.ResourceGroup(
        name, resource_group_name=f"rg-{name}", location="swedencentral", opts=pulumi.ResourceOptions(**options)
    )


class Holder(pulumi.ComponentResource):
    """A renamed component."""

    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("acme:zone:Holder", name, {}, opts)
        self.group = group(f"{name}-inner", parent=self, aliases=[pulumi.Alias(name=f"{name}-formerly")])


holder = Holder("holder", pulumi.ResourceOptions(aliases=[pulumi.Alias(name="container")]))
group("by-name", aliases=[pulumi.Alias(name="old-name")])
group("by-urn", aliases=["urn:pulumi:dev::aliases::azure-native:resources:ResourceGroup::old-urn"])
group("by-parent", parent=holder, aliases=[pulumi.Alias(parent=pulumi.ROOT_STACK_RESOURCE)])
group("by-parent-urn", aliases=[pulumi.Alias(parent=holder.urn)])
group("by-type", aliases=[pulumi.Alias(type_="acme:old:Group")])
group("by-project-and-stack", aliases=[pulumi.Alias(project="former", stack="prod")])
group("several", parent=holder, aliases=[pulumi.Alias(name="one"), pulumi.Alias(name="two", parent=None)])
