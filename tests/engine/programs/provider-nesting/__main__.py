"""Providers through components in components: overridden on the way, of two packages, a child of a component."""

import pulumi
from pulumi_azure_native import Provider, resources


def zone(name: str, **options: object) -> pulumi.ComponentResource:
    """Declare a component."""
    return pulumi.ComponentResource("acme:zone:Zone", name, {}, pulumi.ResourceOptions(**options))


def group(name: str, **options: object) -> resources.ResourceGroup:
    """Declare a resource group."""
    return resources.ResourceGroup(
        name, resource_group_name=f"rg-{name}", location="swedencentral", opts=pulumi.ResourceOptions(**options)
    )


def thing(name: str, **options: object) -> pulumi.CustomResource:
    """Declare a resource of another package."""
    return pulumi.CustomResource("demo:index:Thing", name, {"text": "x"}, pulumi.ResourceOptions(**options))


hub = Provider("hub", subscription_id="11111111-1111-1111-1111-111111111111")
spoke = Provider(
    "spoke",
    subscription_id="22222222-2222-2222-2222-222222222222",
    opts=pulumi.ResourceOptions(parent=zone("holder")),
)
demo = pulumi.ProviderResource("demo", "demo", {})
outer = zone("outer", providers={"azure-native": hub})
inner = zone("inner", parent=zone("middle", parent=outer, providers=[spoke]))
group("of-outer", parent=outer)
group("below-a-resource", parent=group("of-inner", parent=inner))
group("overridden", parent=inner, provider=hub)
group("of-single", parent=zone("single", provider=spoke))
both = zone("both", providers=[demo, hub])
thing("thing-of-both", parent=group("group-of-both", parent=both))
own = group("own", provider=spoke)
thing("thing-below-own", parent=own, provider=demo)
group("group-below-own", parent=own)
