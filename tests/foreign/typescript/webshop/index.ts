// A web app with its database, its vault and its secrets.
import * as pulumi from "@pulumi/pulumi";

class Azure extends pulumi.CustomResource {
    declare readonly name: pulumi.Output<string>;
    declare readonly identity: pulumi.Output<{ principalId: string } | undefined>;
    declare readonly defaultHostName: pulumi.Output<string>;

    constructor(type: string, name: string, props: pulumi.Inputs, opts?: pulumi.CustomResourceOptions) {
        const computed = { name: undefined, identity: undefined, defaultHostName: undefined };
        super(`azure-native:${type}`, name, { ...computed, ...props }, { version: "3.29.0", ...opts });
    }
}

class RandomPassword extends pulumi.CustomResource {
    declare readonly result: pulumi.Output<string>;

    constructor(name: string, length: number) {
        const secret = { additionalSecretOutputs: ["result"], version: "4.18.0" };
        super("random:index/randomPassword:RandomPassword", name, { length, result: undefined }, secret);
    }
}

const config = new pulumi.Config();
const client = pulumi.output(
    pulumi.runtime.invoke("azure-native:authorization:getClientConfig", {}, { version: "3.29.0" }),
);

const group = new Azure("resources:ResourceGroup", "shop", {}); // the provider chooses the name
const inGroup = { resourceGroupName: group.name };
const plan = new Azure("web:AppServicePlan", "plan", {
    ...inGroup,
    name: "plan-shop",
    kind: "Linux",
    reserved: true,
    hyperV: false,
    isSpot: false,
    isXenon: false,
    perSiteScaling: false,
    targetWorkerCount: 0,
    targetWorkerSizeId: 0,
    zoneRedundant: false,
    sku: { name: "P1v3", tier: "PremiumV3", capacity: 2 },
});

const server = new Azure("sql:Server", "sql", {
    ...inGroup,
    serverName: "sql-contoso-shop",
    administratorLogin: "shopadmin",
    administratorLoginPassword: config.requireSecret("sqlPassword"),
    minimalTlsVersion: "1.2",
    version: "12.0",
});
const inServer = { ...inGroup, serverName: server.name };
const database = new Azure("sql:Database", "orders", {
    ...inServer,
    databaseName: "orders",
    sku: { name: "S0", tier: "Standard" },
});
new Azure("sql:FirewallRule", "azure", {
    ...inServer,
    firewallRuleName: "AllowAllWindowsAzureIps",
    startIpAddress: "0.0.0.0",
    endIpAddress: "0.0.0.0",
});

const app = new Azure("web:WebApp", "app", {
    ...inGroup,
    name: "app-contoso-shop",
    serverFarmId: plan.id,
    kind: "app,linux",
    httpsOnly: true,
    clientAffinityEnabled: false,
    hyperV: false,
    isXenon: false,
    reserved: true,
    scmSiteAlsoStopped: false,
    identity: { type: "SystemAssigned" },
    siteConfig: {
        linuxFxVersion: "PYTHON|3.12",
        minTlsVersion: "1.2",
        ftpsState: "Disabled",
        http20Enabled: true,
        localMySqlEnabled: false,
        netFrameworkVersion: "v4.6",
        appSettings: [{ name: "WEBSITES_PORT", value: "8000" }],
    },
});
new Azure("web:WebAppApplicationSettings", "settings", {
    ...inGroup,
    name: app.name,
    properties: { DATABASE: database.name, API_KEY: config.requireSecret("apiKey") },
});
new Azure("web:WebAppAuthSettingsV2", "login", {
    ...inGroup,
    name: app.name,
    platform: { enabled: true },
    globalValidation: { requireAuthentication: true, redirectToProvider: "azureactivedirectory" },
});

const vault = new Azure("keyvault:Vault", "vault", {
    ...inGroup,
    vaultName: "kv-contoso-shop",
    properties: {
        tenantId: client.apply((who) => who.tenantId),
        sku: { family: "A", name: "standard" },
        enabledForDeployment: false,
        enabledForDiskEncryption: false,
        enabledForTemplateDeployment: false,
        publicNetworkAccess: "enabled",
        enableRbacAuthorization: false,
        enableSoftDelete: true,
        softDeleteRetentionInDays: 30,
        accessPolicies: [
            {
                tenantId: client.apply((who) => who.tenantId),
                objectId: app.identity.apply((identity) => identity?.principalId ?? ""),
                permissions: { secrets: ["get", "list"] },
            },
        ],
    },
});
const password = new RandomPassword("session-key", 32);
new Azure("keyvault:Secret", "session", {
    ...inGroup,
    secretName: "session-key",
    vaultName: vault.name,
    properties: { value: password.result, attributes: { enabled: true, expires: 1798761600 } },
});

export const site = app.defaultHostName;
