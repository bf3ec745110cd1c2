// A storage account that only a private network reaches.
import * as pulumi from "@pulumi/pulumi";

class Azure extends pulumi.CustomResource {
    declare readonly name: pulumi.Output<string>;
    declare readonly location: pulumi.Output<string>;

    constructor(type: string, name: string, props: pulumi.Inputs, opts?: pulumi.CustomResourceOptions) {
        super(`azure-native:${type}`, name, { name: undefined, ...props }, { version: "3.29.0", ...opts });
    }
}

const config = new pulumi.Config();
const location = config.require("location");
const tags = { team: "data", "managed-by": "pulumi" };
const reader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"; // Storage Blob Data Reader

const group = new Azure("resources:ResourceGroup", "rg", { resourceGroupName: "rg-landing", location, tags });
const inGroup = { resourceGroupName: group.name, location: group.location };

const vnet = new Azure("network:VirtualNetwork", "vnet", {
    ...inGroup,
    virtualNetworkName: "vnet-landing",
    addressSpace: { addressPrefixes: ["10.20.0.0/16"] },
    enableDdosProtection: false,
    enableVmProtection: false,
    subnets: [
        {
            name: "endpoints",
            addressPrefix: "10.20.1.0/24",
            privateEndpointNetworkPolicies: "Enabled",
            privateLinkServiceNetworkPolicies: "Enabled",
        },
        {
            name: "apps",
            addressPrefix: "10.20.2.0/24",
            privateEndpointNetworkPolicies: "Disabled",
            privateLinkServiceNetworkPolicies: "Enabled",
            delegations: [{ name: "web", serviceName: "Microsoft.Web/serverFarms" }],
            serviceEndpoints: [{ service: "Microsoft.Storage" }],
        },
    ],
    tags,
});

const account = new Azure("storage:StorageAccount", "data", {
    ...inGroup,
    accountName: "stlandingdata",
    kind: "StorageV2",
    sku: { name: "Standard_ZRS" },
    minimumTlsVersion: "TLS1_2",
    enableHttpsTrafficOnly: true,
    allowBlobPublicAccess: false,
    publicNetworkAccess: "Disabled",
    networkRuleSet: {
        bypass: "AzureServices",
        defaultAction: "Deny",
        ipRules: [{ iPAddressOrRange: "203.0.113.7", action: "Allow" }],
    },
    tags,
}, { protect: true });
const container = new Azure("storage:BlobContainer", "raw", {
    accountName: account.name,
    resourceGroupName: group.name,
    containerName: "raw",
    publicAccess: "None",
});

const zone = new Azure("privatedns:PrivateZone", "zone", {
    privateZoneName: "privatelink.blob.core.windows.net",
    resourceGroupName: group.name,
    location: "Global",
});
new Azure("privatedns:VirtualNetworkLink", "link", {
    virtualNetworkLinkName: "landing",
    privateZoneName: zone.name,
    resourceGroupName: group.name,
    location: "Global",
    registrationEnabled: false,
    virtualNetwork: { id: vnet.id },
});
const endpoint = new Azure("network:PrivateEndpoint", "endpoint", {
    ...inGroup,
    privateEndpointName: "pe-data-blob",
    subnet: {
        id: pulumi.interpolate`${vnet.id}/subnets/endpoints`,
        privateEndpointNetworkPolicies: "Disabled",
        privateLinkServiceNetworkPolicies: "Enabled",
    },
    privateLinkServiceConnections: [{ name: "blob", privateLinkServiceId: account.id, groupIds: ["blob"] }],
});
new Azure("network:PrivateDnsZoneGroup", "records", {
    privateDnsZoneGroupName: "default",
    privateEndpointName: endpoint.name,
    resourceGroupName: group.name,
    privateDnsZoneConfigs: [{ name: "blob", privateDnsZoneId: zone.id }],
});

const workspace = new Azure("operationalinsights:Workspace", "logs", {
    ...inGroup,
    workspaceName: "log-landing",
    retentionInDays: 30,
    sku: { name: "PerGB2018" },
});
new Azure("monitor:DiagnosticSetting", "audit", {
    name: "audit",
    resourceUri: pulumi.interpolate`${account.id}/blobServices/default`,
    workspaceId: workspace.id,
    logs: [{ categoryGroup: "audit", enabled: true }],
});
new Azure("authorization:RoleAssignment", "operators-read", {
    roleAssignmentName: "5a3c2f0a-3d5f-4c0e-8a41-6e7d5b1c9f00",
    scope: container.id,
    principalId: config.require("operators"),
    principalType: "Group",
    roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${reader}`,
});

export const accountName = account.name;
