"""A cluster with its network and its registry."""

import pulumi
from pulumi_azure_native import authorization, containerregistry, containerservice, network, resources

PULL = "7f951dda-4ed3-4680-a7ca-43fe172d538d"  # AcrPull


class Cluster(pulumi.ComponentResource):
    """An AKS cluster that pulls from a registry of its own."""

    def __init__(self, name: str, group: resources.ResourceGroup, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("contoso:platform:Cluster", name, {"group": group.name}, opts)
        child = pulumi.ResourceOptions(parent=self)
        where = {"resource_group_name": group.name, "location": group.location}
        self.network = network.VirtualNetwork(
            f"{name}-network",
            virtual_network_name="vnet-workers",
            address_space={"addressPrefixes": ["10.30.0.0/16"]},
            opts=child,
            **where,
        )
        nodes = network.Subnet(
            f"{name}-nodes",
            subnet_name="nodes",
            virtual_network_name=self.network.name,
            resource_group_name=group.name,
            address_prefixes=["10.30.0.0/20"],
            opts=child,
        )
        registry = containerregistry.Registry(
            f"{name}images",
            sku={"name": "Premium"},
            admin_user_enabled=False,
            opts=child,
            **where,
        )
        cluster = containerservice.ManagedCluster(
            f"{name}-cluster",
            resource_name_="aks-workers",
            dns_prefix="workers",
            identity={"type": "SystemAssigned"},
            agent_pool_profiles=[
                containerservice.ManagedClusterAgentPoolProfileArgs(
                    name="system",
                    mode="System",
                    count=3,
                    vm_size="Standard_D4s_v5",
                    os_type="Linux",
                    availability_zones=["1", "2", "3"],
                    vnet_subnet_id=nodes.id,
                )
            ],
            auto_scaler_profile={"maxGracefulTerminationSec": "600", "skipNodesWithSystemPods": "false"},
            network_profile=containerservice.ContainerServiceNetworkProfileArgs(
                network_plugin="azure", network_policy="cilium", network_dataplane="cilium"
            ),
            api_server_access_profile={"enablePrivateCluster": True},
            disable_local_accounts=True,
            opts=pulumi.ResourceOptions(parent=self, ignore_changes=["kubernetesVersion"]),
            **where,
        )
        containerservice.AgentPool(
            f"{name}-spot",
            agent_pool_name="spot",
            resource_name_=cluster.name,
            resource_group_name=group.name,
            scale_set_priority="Spot",
            node_taints=["kubernetes.azure.com/scalesetpriority=spot:NoSchedule"],
            opts=child,
        )
        kubelet = cluster.identity_profile.apply(
            lambda profile: profile["kubeletidentity"].object_id if profile else "00000000-0000-0000-0000-000000000000"
        )
        authorization.RoleAssignment(
            f"{name}-pull",
            scope=registry.id,
            principal_id=kubelet,
            principal_type="ServicePrincipal",
            role_definition_id=f"/providers/Microsoft.Authorization/roleDefinitions/{PULL}",
            opts=child,
        )
        self.register_outputs({"cluster": cluster.name})
