"""A Kubernetes cluster in a subscription of its own, peered with the landing zone."""

import pulumi
from cluster import Cluster
from pulumi_azure_native import Provider, network, resources

config = pulumi.Config()
landing = pulumi.StackReference("organization/landing/dev")
workload = Provider("workload", subscription_id=config.require("subscription"))

group = resources.ResourceGroup(
    "workers",
    resource_group_name="rg-workers",
    location="westeurope",
    tags={"data": landing.get_output("account")},
    opts=pulumi.ResourceOptions(provider=workload),
)
cluster = Cluster("workers", group=group, opts=pulumi.ResourceOptions(providers=[workload]))
hub = network.get_virtual_network_output(resource_group_name="rg-hub", virtual_network_name="vnet-hub")
network.VirtualNetworkPeering(
    "to-hub",
    virtual_network_peering_name="hub",
    virtual_network_name=cluster.network.name,
    resource_group_name=group.name,
    remote_virtual_network=network.SubResourceArgs(id=hub.id),
    allow_forwarded_traffic=True,
    use_remote_gateways=False,
    opts=pulumi.ResourceOptions(provider=workload, depends_on=[cluster]),
)
network.VirtualNetworkPeering(
    "from-hub",
    virtual_network_peering_name="workers",
    virtual_network_name="vnet-hub",
    resource_group_name="rg-hub",
    remote_virtual_network=network.SubResourceArgs(id=cluster.network.id),
    opts=pulumi.ResourceOptions(delete_before_replace=True),
)
