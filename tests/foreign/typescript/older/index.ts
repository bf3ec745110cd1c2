// Types as older SDKs name them: a version inside the module, and modules that were merged or split since.
import * as pulumi from "@pulumi/pulumi";

class Typed extends pulumi.CustomResource {
    declare readonly name: pulumi.Output<string>;

    constructor(type: string, name: string, props: pulumi.Inputs, opts?: pulumi.CustomResourceOptions) {
        super(type, name, { name: undefined, ...props }, { version: "2.90.0", ...opts });
    }
}

const group = new Typed("azure-native:resources/v20240301:ResourceGroup", "older", {
    resourceGroupName: "rg-older",
    location: "eastus",
});
const resourceGroupName = group.name;

const vnet = new Typed("azure-native:network/v20230901:VirtualNetwork", "vnet", {
    resourceGroupName,
    virtualNetworkName: "vnet-older",
    addressSpace: { addressPrefixes: ["10.40.0.0/16"] },
}, { aliases: [{ type: "azure-native:network/v20220701:VirtualNetwork" }] });
const rules = new Typed("azure-native:network/v20230901:NetworkSecurityGroup", "rules", {
    resourceGroupName,
    networkSecurityGroupName: "nsg-older",
    securityRules: [
        {
            name: "ssh",
            access: "Allow",
            direction: "Inbound",
            priority: 100,
            protocol: "Tcp",
            sourceAddressPrefix: "*",
            sourcePortRange: "*",
            destinationAddressPrefix: "*",
            destinationPortRange: "22",
        },
    ],
});
new Typed("azure-native:network/v20230901:Subnet", "subnet", {
    resourceGroupName,
    virtualNetworkName: vnet.name,
    subnetName: "default",
    addressPrefix: "10.40.0.0/24",
    networkSecurityGroup: { id: rules.id },
});
new Typed("azure-native:documentdb:DatabaseAccount", "documents", {
    resourceGroupName,
    accountName: "cosmos-older",
    databaseAccountOfferType: "Standard",
    locations: [{ locationName: "eastus", failoverPriority: 0 }],
    consistencyPolicy: { defaultConsistencyLevel: "Session" },
    capabilities: [{ name: "EnableServerless" }],
});
new Typed("azure-native:insights:Component", "insights", {
    resourceGroupName,
    resourceName: "appi-older",
    kind: "web",
    applicationType: "web",
});
