"""Two model deployments of one account that do not wait for each other."""

import pulumi
from pulumi_azure_native import cognitiveservices, resources

group = resources.ResourceGroup("group", resource_group_name="rg", location="swedencentral")
account = cognitiveservices.Account(
    "account", resource_group_name=group.name, account_name="aif", location="swedencentral", kind="AIServices"
)
for name in ("chat", "embeddings"):
    cognitiveservices.Deployment(
        name,
        resource_group_name=group.name,
        account_name=account.name,
        deployment_name=name,
        opts=pulumi.ResourceOptions(depends_on=[account]),
    )
