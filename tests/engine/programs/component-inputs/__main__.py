"""Inputs of components: secrets and unknown values in depth, resources, assets, nothing; outputs never registered."""

import pulumi
from pulumi_azure_native import managedidentity, resources

group = resources.ResourceGroup("group", resource_group_name="rg", location="swedencentral")
identity = managedidentity.UserAssignedIdentity("identity", resource_group_name=group.name, resource_name_="id")
hush = pulumi.Output.secret("hush")


class Zone(pulumi.ComponentResource):
    """A component that registers its inputs as outputs, or nothing."""

    def __init__(self, name: str, properties: dict[str, object], *, registers: bool) -> None:
        super().__init__("acme:zone:Zone", name, properties)
        if registers:
            self.register_outputs({"given": list(properties.values())})


PROPERTIES = {
    "list": [1, hush, [hush, {"deep": hush}], identity.principal_id],
    "secretUnknown": pulumi.Output.secret(identity.client_id),
    "all": pulumi.Output.all(hush, identity.principal_id),
    "resource": group,
    "nothing": None,
    "empty": [],
    "asset": pulumi.StringAsset("text"),
    "outputs": [group.id, group.location],
}
pulumi.export("zone", Zone("zone", PROPERTIES, registers=True))
silent = Zone("silent", PROPERTIES, registers=False)
resources.ResourceGroup(
    "after-silent",
    resource_group_name="rg-after",
    location="swedencentral",
    opts=pulumi.ResourceOptions(depends_on=[silent]),
)
