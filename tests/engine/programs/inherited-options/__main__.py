"""`protect`, `retain_on_delete` and `deleted_with`, inherited from a component and overridden below it."""

import pulumi
from pulumi_azure_native import resources


def group(name: str, **options: object) -> resources.ResourceGroup:
    """Declare a resource group."""
    return resources.ResourceGroup(
        name, resource_group_name=f"rg-{name}", location="swedencentral", opts=pulumi.ResourceOptions(**options)
    )


def zone(name: str, **options: object) -> pulumi.ComponentResource:
    """Declare a component."""
    return pulumi.ComponentResource("acme:zone:Zone", name, {}, pulumi.ResourceOptions(**options))


safe = zone("safe", protect=True)
group("protected-by-component", parent=safe)
group("not-protected", parent=safe, protect=False)
inner = zone("inner", parent=safe)
deep = group("protected-from-above", parent=inner)
group("below-a-resource", parent=deep)
kept = zone("kept", retain_on_delete=True)
group("retained", parent=kept)
group("not-retained", parent=kept, retain_on_delete=False)
anchor = group("anchor")
together = zone("together", deleted_with=anchor)
group("goes-with-anchor", parent=together)
group("protected-itself", protect=True)
timed = zone("timed", custom_timeouts=pulumi.CustomTimeouts(create="5m"))
group("not-timed", parent=timed)
