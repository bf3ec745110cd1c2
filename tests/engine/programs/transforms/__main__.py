"""Transforms of a resource, a component and the stack, of both kinds, on properties and options."""

from collections.abc import Callable

import pulumi
from pulumi_azure_native import resources


def tagged(key: str, value: str) -> Callable[[pulumi.ResourceTransformArgs], pulumi.ResourceTransformResult | None]:
    """Return a transform that adds a tag to resource groups."""

    def transform(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult | None:
        if args.type_ != "azure-native:resources:ResourceGroup":
            return None
        tags = {**(args.props.get("tags") or {}), key: value}
        return pulumi.ResourceTransformResult(props={**args.props, "tags": tags}, opts=args.opts)

    return transform


def protect(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult | None:
    """Change options only."""
    if args.name != "protected":
        return None
    opts = pulumi.ResourceOptions.merge(args.opts, pulumi.ResourceOptions(protect=True, ignore_changes=["tags"]))
    return pulumi.ResourceTransformResult(props=args.props, opts=opts)


async def later(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult:
    """A transform that is a coroutine."""
    return pulumi.ResourceTransformResult(props={**args.props, "managedBy": "later"}, opts=args.opts)


def classic(args: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult | None:
    """The older form, called before the resource is made."""
    if args.type_ != "azure-native:resources:ResourceGroup":
        return None
    props = {**args.props, "location": "westeurope"}
    return pulumi.ResourceTransformationResult(props=props, opts=args.opts)


def group(name: str, **options: object) -> resources.ResourceGroup:
    """Declare a resource group."""
    return resources.ResourceGroup(
        name,
        resource_group_name=f"rg-{name}",
        location="swedencentral",
        tags={"own": pulumi.Output.secret("hush")},
        opts=pulumi.ResourceOptions(**options),
    )


group("before-the-stack's")
pulumi.runtime.register_resource_transform(tagged("stack", "first"))
pulumi.runtime.register_resource_transform(protect)
group("by-stack")
group("protected")
group("by-both", transforms=[tagged("own", "changed"), tagged("resource", "yes")])
group("by-coroutine", transforms=[later])
component = pulumi.ComponentResource(
    "acme:zone:Zone", "zone", {}, pulumi.ResourceOptions(transforms=[tagged("component", "yes")])
)
inner = group("by-component", parent=component)
group("under-a-resource", parent=inner)
group("by-classic", transformations=[classic])
old = pulumi.ComponentResource("acme:zone:Zone", "old", {}, pulumi.ResourceOptions(transformations=[classic]))
group("by-classic-component", parent=old)
