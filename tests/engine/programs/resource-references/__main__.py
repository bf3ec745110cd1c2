"""Resources handed over as values: to a component, to a resource, in lists."""

import pulumi
from pulumi_azure_native import resources


class Thing(pulumi.CustomResource):
    """A resource of a provider that has no SDK."""

    def __init__(self, name: str, properties: dict[str, object]) -> None:
        super().__init__("demo:index:Thing", name, properties)


group = resources.ResourceGroup("group", resource_group_name="rg", location="swedencentral")
zone = pulumi.ComponentResource("acme:zone:Zone", "zone", {"group": group, "label": "zone"})
Thing("one", {"group": group})
Thing("list", {"groups": [group, "literal"], "map": {"zone": zone}})
Thing("secret", {"group": pulumi.Output.secret(group)})
