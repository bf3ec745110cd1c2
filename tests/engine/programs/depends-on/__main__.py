"""`depends_on` on resources, components, mixtures and outputs, and what a component's dependants wait for."""

import pulumi
from pulumi_azure_native import managedidentity, resources


def identity(name: str, **options: object) -> managedidentity.UserAssignedIdentity:
    """Declare an identity."""
    return managedidentity.UserAssignedIdentity(
        name,
        resource_group_name="rg",
        resource_name_=name,
        location="swedencentral",  # else it depends on who is first whether the provider finds that of the group
        opts=pulumi.ResourceOptions(**options),
    )


class Pair(pulumi.ComponentResource):
    """A component with a child, a component in it, and a grandchild."""

    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("acme:zone:Pair", name, {}, opts)
        self.first = identity(f"{name}-first", parent=self)
        inner = pulumi.ComponentResource("acme:zone:Inner", f"{name}-inner", {}, pulumi.ResourceOptions(parent=self))
        self.second = identity(f"{name}-second", parent=inner, depends_on=self.first)
        identity(f"{name}-below-second", parent=self.second)


group = resources.ResourceGroup("group", resource_group_name="rg", location="swedencentral")
pair = Pair("pair")
waiting = Pair("waiting", pulumi.ResourceOptions(depends_on=[pair]))
identity("after-resource", depends_on=group)
identity("after-component", depends_on=[pair])
identity("after-mixed", depends_on=[group, pair, waiting.first])
identity("after-output", depends_on=pulumi.Output.from_input([group, pair.second]))
identity("after-output-in-list", depends_on=[pulumi.Output.from_input(group), pair.first])
identity("under-component-after-sibling", parent=pair, depends_on=[pair.second])
empty = pulumi.ComponentResource("acme:zone:Empty", "empty")
identity("after-empty", depends_on=[empty])
identity("deleted-with", deleted_with=group)
