"""The stack's older transformations, and transforms of provider functions."""

import pulumi
from pulumi_azure_native import authorization, resources


def located(args: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult | None:
    """Move every resource group."""
    if args.type_ != "azure-native:resources:ResourceGroup":
        return None
    return pulumi.ResourceTransformationResult(props={**args.props, "location": "westeurope"}, opts=args.opts)


def under_hub(args: pulumi.InvokeTransformArgs) -> pulumi.InvokeTransformResult | None:
    """Look resource groups up under another name."""
    if "resourceGroupName" not in args.args:
        return None
    return pulumi.InvokeTransformResult(args={**args.args, "resourceGroupName": "rg-hub"}, opts=args.opts)


pulumi.runtime.register_stack_transformation(located)
pulumi.runtime.register_invoke_transform(under_hub)
found = resources.get_resource_group(resource_group_name="rg-asked-for")
resources.ResourceGroup(
    "group",
    resource_group_name="rg",
    location="swedencentral",
    tags={"found": found.id, "tenant": authorization.get_client_config().tenant_id},
)
zone = pulumi.ComponentResource("acme:zone:Zone", "zone")
resources.ResourceGroup(
    "inner", resource_group_name="rg-inner", location="swedencentral", opts=pulumi.ResourceOptions(parent=zone)
)
