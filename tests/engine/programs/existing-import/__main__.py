"""A resource that is taken over with `import_`."""

import pulumi
from pulumi_azure_native import resources

ID = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-taken-over"
group = resources.ResourceGroup(
    "group",
    resource_group_name="rg-taken-over",
    location="swedencentral",
    opts=pulumi.ResourceOptions(import_=ID),
)
pulumi.export("id", group.id)
