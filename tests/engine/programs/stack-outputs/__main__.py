"""Everything that a program may export: secrets in depth, unknowns, resources, outputs of outputs."""

import pulumi
from pulumi_azure_native import managedidentity, resources

group = resources.ResourceGroup("group", resource_group_name="rg", location="swedencentral")
identity = managedidentity.UserAssignedIdentity(
    "identity", resource_group_name=group.name, resource_name_="id", tags={"a": pulumi.Output.secret("hush")}
)


class Zone(pulumi.ComponentResource):
    """A component that registers outputs of every kind."""

    def __init__(self, name: str) -> None:
        super().__init__("acme:zone:Zone", name)
        self.register_outputs(
            {
                "unknown": identity.principal_id,
                "secret": pulumi.Output.secret({"deep": 1}),
                "list": [group.location, pulumi.Output.secret("x"), None],
                "resource": group,
            }
        )


zone = Zone("zone")
pulumi.export("resource", group)
pulumi.export("component", zone)
pulumi.export("ids", [group.id, identity.id])
pulumi.export("deep", {"a": [{"b": pulumi.Output.secret({"c": identity.client_id})}]})
pulumi.export("tags", identity.tags)
pulumi.export("nested-output", pulumi.Output.from_input({"a": pulumi.Output.from_input(identity.client_id)}))
pulumi.export("tuple", (1, 2))
pulumi.export("overwritten", 1)
pulumi.export("overwritten", 2)
