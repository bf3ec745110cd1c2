"""Two resources that change with configuration."""

import pulumi
from pulumi_azure_native import managedidentity, resources

config = pulumi.Config()
tags = {"owner": config.require("owner")}
group = resources.ResourceGroup("group", resource_group_name="rg", location="swedencentral", tags=tags)
managedidentity.UserAssignedIdentity(
    "identity",
    resource_group_name=group.name,
    resource_name_=config.require("name"),
    location="swedencentral",
    tags=tags,
)
