"""Resources that exist already and are only read: by a literal id, by one of this program, under a component."""

import pulumi
from pulumi_azure_native import network, resources

SUBSCRIPTION = "/subscriptions/44444444-4444-4444-4444-444444444444"
existing = resources.ResourceGroup.get("existing", f"{SUBSCRIPTION}/resourceGroups/rg-hub")
zone = pulumi.ComponentResource("acme:zone:Zone", "zone")
hub = network.VirtualNetwork.get(
    "hub",
    f"{SUBSCRIPTION}/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/vnet-hub",
    opts=pulumi.ResourceOptions(parent=zone, depends_on=[existing]),
)
made = resources.ResourceGroup("made", resource_group_name="rg-made", location="swedencentral")
again = resources.ResourceGroup.get("again", made.id)
network.VirtualNetwork(
    "spoke",
    resource_group_name=again.name,
    virtual_network_name="vnet-spoke",
    tags={"hub": hub.id, "group": existing.name, "hubName": hub.name},
)
pulumi.export("hub", hub.id)
pulumi.export("name", existing.name)
