"""Resources under their former names, or under today's with aliases, as configuration says."""

import pulumi
from pulumi_azure_native import resources

FORMERLY = pulumi.Config().get_bool("formerly") or False


def group(name: str, opts: pulumi.ResourceOptions, label: str) -> resources.ResourceGroup:
    """Declare a resource group."""
    return resources.ResourceGroup(name, resource_group_name=f"rg-{label}", location="swedencentral", opts=opts)


class Zone(pulumi.ComponentResource):
    """A component whose child bears its name."""

    def __init__(self, type_: str, name: str, label: str, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(type_, name, {}, opts)
        self.child = group(f"{name}-child", pulumi.ResourceOptions(parent=self), label)


plain = pulumi.ResourceOptions()
root = pulumi.Alias(parent=pulumi.ROOT_STACK_RESOURCE)
if FORMERLY:
    home = Zone("acme:zone:Zone", "home", "home")
    Zone("acme:zone:Zone", "first", "first")
    Zone("acme:old:Zone", "typed", "typed")
    group("old-name", plain, "name")
    group("old-urn", plain, "urn")
    group("moved-in", plain, "moved-in")
    group("moved-out", pulumi.ResourceOptions(parent=home), "moved-out")
    group("old-and-moved", plain, "both")
else:
    home = Zone("acme:zone:Zone", "home", "home")
    Zone("acme:zone:Zone", "second", "first", pulumi.ResourceOptions(aliases=[pulumi.Alias(name="first")]))
    Zone("acme:zone:Zone", "typed", "typed", pulumi.ResourceOptions(aliases=[pulumi.Alias(type_="acme:old:Zone")]))
    group("new-name", pulumi.ResourceOptions(aliases=[pulumi.Alias(name="old-name")]), "name")
    urn = "urn:pulumi:dev::renamed::azure-native:resources:ResourceGroup::old-urn"
    group("new-urn", pulumi.ResourceOptions(aliases=[urn]), "urn")
    group("moved-in", pulumi.ResourceOptions(parent=home, aliases=[root]), "moved-in")
    group("moved-out", pulumi.ResourceOptions(aliases=[pulumi.Alias(parent=home)]), "moved-out")
    both = pulumi.Alias(name="old-and-moved", parent=pulumi.ROOT_STACK_RESOURCE)
    group("new-and-moved", pulumi.ResourceOptions(parent=home, aliases=[both]), "both")
