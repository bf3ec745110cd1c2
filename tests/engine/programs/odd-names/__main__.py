"""Logical names with spaces, slashes, letters beyond ASCII, and the separators of URNs."""

import pulumi
from pulumi_azure_native import resources

NAMES = ("with space", "a/b", "größe-模型", "colon:colon", "dollar$sign", "double::colon", "quote'\"", "%7E", "UPPER")


def group(name: str, number: int, **options: object) -> resources.ResourceGroup:
    """Declare a resource group."""
    return resources.ResourceGroup(
        name, resource_group_name=f"rg-{number}", location="swedencentral", opts=pulumi.ResourceOptions(**options)
    )


for number, name in enumerate(NAMES):
    zone = pulumi.ComponentResource("acme:zone:Zone", name)
    made = group(name, number, parent=zone)
    group(f"{name}-below", number + 100, parent=made, depends_on=[zone])
pulumi.export("name with space", "value")
pulumi.export("größe", made.id)
