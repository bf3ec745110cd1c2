"""An area with faults of every kind that a policy pack must see: of one resource, of several, and behind secrets."""

import pulumi
import pulumi_azure_native as azure

group = azure.resources.ResourceGroup("group", resource_group_name="rg-area", location="swedencentral")
network = azure.network.VirtualNetwork(
    "network",
    virtual_network_name="vnet-area",
    resource_group_name=group.name,
    location="swedencentral",
    address_space={"addressPrefixes": ["10.1.0.0/16"]},
)
subnet = azure.network.Subnet(
    "subnet",
    subnet_name="endpoints",
    virtual_network_name=network.name,
    resource_group_name=group.name,
    address_prefix="10.1.0.0/24",
)
rules = azure.network.NetworkSecurityGroup(
    "rules",
    network_security_group_name="nsg-area",
    resource_group_name=group.name,
    location="swedencentral",
    security_rules=[
        {
            "name": "anybody",
            "priority": 100,
            "direction": "Inbound",
            "access": "Allow",
            "protocol": "*",
            "sourceAddressPrefix": "*",
            "sourcePortRange": "*",
            "destinationAddressPrefix": "*",
            "destinationPortRange": "22",
        }
    ],
)
models = azure.cognitiveservices.Account(
    "models",
    account_name="ai-area",
    resource_group_name=group.name,
    location="swedencentral",
    kind="AIServices",
    sku={"name": "S0"},
    properties=azure.cognitiveservices.AccountPropertiesArgs(
        custom_sub_domain_name="ai-area", disable_local_auth=False, public_network_access="Disabled"
    ),
)
store = azure.storage.StorageAccount(
    "store",
    account_name="starea",
    resource_group_name=group.name,
    location="swedencentral",
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
    minimum_tls_version="TLS1_0",
    public_network_access="Disabled",
    tags={"made-from": models.id},
)
azure.network.PrivateEndpoint(
    "endpoint",
    private_endpoint_name="pe-area",
    resource_group_name=group.name,
    location="swedencentral",
    subnet={"id": subnet.id},
    private_link_service_connections=[{"name": "models", "groupIds": ["blob"], "privateLinkServiceId": models.id}],
)
app = azure.web.WebApp(
    "app",
    name="app-area",
    resource_group_name=group.name,
    location="swedencentral",
    https_only=False,
    site_config={
        "appSettings": [
            {"name": "MODEL_API_KEY", "value": pulumi.Output.secret("value-that-nobody-may-read")},
            {"name": "GREETING", "value": "hello"},
        ]
    },
)
azure.web.WebAppDiagnosticLogsConfiguration("logs", name=app.name, resource_group_name=group.name)
