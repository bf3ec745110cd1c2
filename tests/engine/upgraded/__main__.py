"""A program as an old release had it, or as a careless newer one has it, as configuration says."""

import pulumi
from pulumi_azure_native import Provider, resources

FORMERLY = pulumi.Config().get_bool("formerly") or False
SUBSCRIPTION = "11111111-1111-4111-8111-111111111111"
azure = Provider("azure", subscription_id=SUBSCRIPTION)


def group(name: str, label: str, location: str = "swedencentral", formerly: str | None = None) -> None:
    """Declare a resource group whose name in Azure is its label."""
    aliases = [pulumi.Alias(name=formerly)] if formerly else None
    opts = pulumi.ResourceOptions(provider=azure, aliases=aliases)
    resources.ResourceGroup(name, resource_group_name=f"rg-{label}", location=location, opts=opts)


group("kept", "kept")
if FORMERLY:
    group("old-name", "renamed")
    group("old-alias", "aliased")
    group("moved", "moved")
    group("dropped", "dropped")
    pulumi.ComponentResource("acme:old:Zone", "zone")
else:
    group("new-name", "renamed")
    group("new-alias", "aliased", formerly="old-alias")
    group("moved", "moved", location="westeurope")
    pulumi.ComponentResource("acme:new:Zone", "zone")
