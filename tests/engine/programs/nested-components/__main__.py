"""Components in components: chains of types in URNs, the same name under two parents, inputs, outputs."""

import pulumi
from pulumi_azure_native import managedidentity, resources


class Cell(pulumi.ComponentResource):
    """A leaf component that never registers outputs."""

    def __init__(self, name: str, group: pulumi.Input[str], opts: pulumi.ResourceOptions) -> None:
        super().__init__("acme:zone:Cell", name, {}, opts)
        self.identity = managedidentity.UserAssignedIdentity(
            f"{name}-identity",
            resource_group_name=group,
            resource_name_=f"id-{name}",
            location="swedencentral",
            opts=pulumi.ResourceOptions(parent=self),
        )


class Zone(pulumi.ComponentResource):
    """A component with inputs, children and outputs."""

    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("acme:zone:Zone", name, {"label": name, "nested": {"list": [1, True, "x"]}}, opts)
        child = pulumi.ResourceOptions(parent=self)
        group = resources.ResourceGroup(
            f"{name}-group", resource_group_name=f"rg-{name}", location="swedencentral", opts=child
        )
        self.cells = [Cell(f"{name}-{number}", group.name, child) for number in range(2)]
        self.register_outputs({"group": group.name, "principals": [cell.identity.principal_id for cell in self.cells]})


class Outer(pulumi.ComponentResource):
    """A component of components."""

    def __init__(self, name: str) -> None:
        super().__init__("acme:zone:Outer", name)
        self.zones = [Zone(f"{name}-{side}", pulumi.ResourceOptions(parent=self)) for side in ("left", "right")]
        self.register_outputs({})


outer = Outer("outer")
lonely = Zone("lonely")
on_a_resource = managedidentity.UserAssignedIdentity(
    "child-of-a-resource",
    resource_group_name="rg-other",
    resource_name_="id-child",
    location="westeurope",
    opts=pulumi.ResourceOptions(parent=outer.zones[0].cells[1].identity),
)
pulumi.export("principal", on_a_resource.principal_id)
