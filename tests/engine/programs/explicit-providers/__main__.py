"""Providers that the program names: on a resource, inherited from a component and from a parent resource."""

import pulumi
from pulumi_azure_native import Provider, network, resources

hub = Provider("hub", subscription_id="11111111-1111-1111-1111-111111111111")
spoke = Provider("spoke", subscription_id="22222222-2222-2222-2222-222222222222", location="swedencentral")


class Landing(pulumi.ComponentResource):
    """A component whose children take the provider that it is given."""

    def __init__(self, name: str, opts: pulumi.ResourceOptions) -> None:
        super().__init__("acme:zone:Landing", name, {}, opts)
        self.group = resources.ResourceGroup(
            f"{name}-group",
            resource_group_name=f"rg-{name}",
            location="swedencentral",
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.network = network.VirtualNetwork(
            f"{name}-network",
            resource_group_name=self.group.name,
            virtual_network_name=f"vnet-{name}",
            opts=pulumi.ResourceOptions(parent=self.group),
        )


by_list = Landing("by-list", pulumi.ResourceOptions(providers=[hub]))
by_name = Landing("by-name", pulumi.ResourceOptions(providers={"azure-native": spoke}))
alone = Landing("by-default", pulumi.ResourceOptions())
resources.ResourceGroup(
    "direct",
    resource_group_name="rg-direct",
    location="swedencentral",
    opts=pulumi.ResourceOptions(provider=spoke, depends_on=[by_list]),
)
computed = Provider("computed", subscription_id=by_list.group.id.apply(lambda text: text.split("/")[2]))
resources.ResourceGroup(
    "computed-subscription",
    resource_group_name="rg-computed",
    location="swedencentral",
    opts=pulumi.ResourceOptions(provider=computed),
)
pulumi.export("networks", [by_list.network.id, by_name.network.id, alone.network.id])
