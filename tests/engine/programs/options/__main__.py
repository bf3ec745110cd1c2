"""Options that the engine keeps with a resource: changes to ignore or to replace on, time limits, secret outputs."""

import pulumi
from pulumi_azure_native import managedidentity, network, resources

group = resources.ResourceGroup(
    "group",
    resource_group_name="rg",
    location="swedencentral",
    opts=pulumi.ResourceOptions(
        ignore_changes=["tags", "managedBy"],
        replace_on_changes=["location"],
        delete_before_replace=True,
        retain_on_delete=True,
        custom_timeouts=pulumi.CustomTimeouts(create="1h30m", update="90s", delete="2.5h"),
    ),
)
identity = managedidentity.UserAssignedIdentity(
    "identity",
    resource_group_name=group.name,
    resource_name_="id",
    opts=pulumi.ResourceOptions(additional_secret_outputs=["principalId", "tags"]),
)
network.VirtualNetwork(
    "network",
    resource_group_name=group.name,
    virtual_network_name="vnet",
    subnets=[{"name": "a", "address_prefix": "10.0.0.0/24"}],
    tags={"principal": identity.principal_id, "client": identity.client_id},
    opts=pulumi.ResourceOptions(
        ignore_changes=["subnets[0].addressPrefix", 'tags["a.b"]', "*"], replace_on_changes=["*"]
    ),
)
merged = pulumi.ResourceOptions.merge(
    pulumi.ResourceOptions(ignore_changes=["location"], depends_on=[group]),
    pulumi.ResourceOptions(ignore_changes=["tags"], depends_on=[identity], protect=True),
)
resources.ResourceGroup("merged", resource_group_name="rg-merged", location="swedencentral", opts=merged)
pulumi.export("principal", identity.principal_id)
