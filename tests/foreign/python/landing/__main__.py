"""A storage account that only a private network reaches."""

import pulumi
from pulumi_azure_native import authorization, monitor, network, operationalinsights, privatedns, resources, storage

config = pulumi.Config()
location = config.require("location")
tags = {"team": "data", "managed-by": "pulumi"}
READER = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"  # Storage Blob Data Reader

group = resources.ResourceGroup("rg", resource_group_name="rg-landing", location=location, tags=tags)

vnet = network.VirtualNetwork(
    "vnet",
    virtual_network_name="vnet-landing",
    resource_group_name=group.name,
    location=group.location,
    address_space=network.AddressSpaceArgs(address_prefixes=["10.20.0.0/16"]),
    enable_ddos_protection=False,
    enable_vm_protection=False,
    subnets=[
        network.SubnetArgs(
            name="endpoints",
            address_prefix="10.20.1.0/24",
            private_endpoint_network_policies="Enabled",
            private_link_service_network_policies="Enabled",
        ),
        network.SubnetArgs(
            name="apps",
            address_prefix="10.20.2.0/24",
            private_endpoint_network_policies="Disabled",
            private_link_service_network_policies="Enabled",
            delegations=[network.DelegationArgs(name="web", service_name="Microsoft.Web/serverFarms")],
            service_endpoints=[network.ServiceEndpointPropertiesFormatArgs(service="Microsoft.Storage")],
        ),
    ],
    tags=tags,
)

account = storage.StorageAccount(
    "data",
    account_name="stlandingdata",
    resource_group_name=group.name,
    location=group.location,
    kind="StorageV2",
    sku=storage.SkuArgs(name="Standard_ZRS"),
    minimum_tls_version="TLS1_2",
    enable_https_traffic_only=True,
    allow_blob_public_access=False,
    public_network_access="Disabled",
    network_rule_set=storage.NetworkRuleSetArgs(
        bypass="AzureServices",
        default_action="Deny",
        ip_rules=[storage.IPRuleArgs(i_p_address_or_range="203.0.113.7", action="Allow")],
    ),
    tags=tags,
    opts=pulumi.ResourceOptions(protect=True),
)
container = storage.BlobContainer(
    "raw", account_name=account.name, resource_group_name=group.name, container_name="raw", public_access="None"
)

zone = privatedns.PrivateZone(
    "zone",
    private_zone_name="privatelink.blob.core.windows.net",
    resource_group_name=group.name,
    location="Global",
)
privatedns.VirtualNetworkLink(
    "link",
    virtual_network_link_name="landing",
    private_zone_name=zone.name,
    resource_group_name=group.name,
    location="Global",
    registration_enabled=False,
    virtual_network=privatedns.SubResourceArgs(id=vnet.id),
)
endpoint = network.PrivateEndpoint(
    "endpoint",
    private_endpoint_name="pe-data-blob",
    resource_group_name=group.name,
    location=group.location,
    subnet=network.SubnetArgs(
        id=pulumi.Output.concat(vnet.id, "/subnets/endpoints"),
        private_endpoint_network_policies="Disabled",
        private_link_service_network_policies="Enabled",
    ),
    private_link_service_connections=[
        network.PrivateLinkServiceConnectionArgs(name="blob", private_link_service_id=account.id, group_ids=["blob"])
    ],
)
network.PrivateDnsZoneGroup(
    "records",
    private_dns_zone_group_name="default",
    private_endpoint_name=endpoint.name,
    resource_group_name=group.name,
    private_dns_zone_configs=[network.PrivateDnsZoneConfigArgs(name="blob", private_dns_zone_id=zone.id)],
)

workspace = operationalinsights.Workspace(
    "logs",
    workspace_name="log-landing",
    resource_group_name=group.name,
    location=group.location,
    retention_in_days=30,
    sku=operationalinsights.WorkspaceSkuArgs(name="PerGB2018"),
)
monitor.DiagnosticSetting(
    "audit",
    name="audit",
    resource_uri=pulumi.Output.concat(account.id, "/blobServices/default"),
    workspace_id=workspace.id,
    logs=[monitor.DiagnosticsLogSettingsArgs(category_group="audit", enabled=True)],
)
authorization.RoleAssignment(
    "operators-read",
    role_assignment_name="5a3c2f0a-3d5f-4c0e-8a41-6e7d5b1c9f00",
    scope=container.id,
    principal_id=config.require("operators"),
    principal_type="Group",
    role_definition_id=f"/providers/Microsoft.Authorization/roleDefinitions/{READER}",
)
pulumi.export("account", account.name)
pulumi.export("subnets", vnet.subnets.apply(lambda found: [subnet.name for subnet in found or []]))
