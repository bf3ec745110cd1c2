// A vault that one subnet reaches, from components written in Python.
import * as pulumi from "@pulumi/pulumi";
import * as bedplate from "./bedplate";

const location = "swedencentral";
const group = new bedplate.ResourceGroup("group", { resourceGroupName: "rg-zone", location });
const placed = { resourceGroupName: group.resourceGroupName, location };
const routes = new bedplate.EgressRouteTable("routes", {
    ...placed,
    routeTableName: "rt-zone",
    firewallPrivateIpAddress: "10.0.1.4",
});
const network = new bedplate.VirtualNetwork("network", {
    ...placed,
    virtualNetworkName: "vnet-zone",
    addressSpace: ["10.0.0.0/16"],
    subnets: [
        {
            name: "apps",
            subnetName: "snet-apps",
            networkSecurityGroupName: "nsg-apps",
            addressPrefix: "10.0.0.0/24",
            routeTableId: routes.routeTableId,
        },
    ],
    flows: [
        {
            source: "Internet",
            destination: "apps",
            ports: ["443"],
            purpose: "Callers",
            protocol: bedplate.Protocol.TCP,
        },
    ],
});
const vault = new bedplate.KeyVault("vault", {
    ...placed,
    vaultName: "kv-zone",
    tenantId: "22222222-2222-2222-2222-222222222222",
    softDeleteRetentionInDays: 30,
    tags: { password: new pulumi.Config().requireSecret("password") },
    privateEndpoint: { privateEndpointName: "pep-zone", subnetId: network.subnetIds.apps },
});

export = { vault: vault.vaultUri, subnet: network.subnetIds.apps };
