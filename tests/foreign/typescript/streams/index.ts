// Events and documents, with keys read from the services.
import * as pulumi from "@pulumi/pulumi";
import { Azure, invoke } from "./azure";
import { Namespace } from "./namespace";

const config = new pulumi.Config();
const landing = new pulumi.StackReference("organization/landing/dev");
const group = new Azure("resources:ResourceGroup", "streams", {
    tags: { archive: landing.getOutput("accountName") },
});
const resourceGroupName = group.name;

const events = new Namespace("events", {
    resourceGroupName,
    hubs: ["orders", "clicks"],
    partitions: config.requireNumber("partitions"),
});

const documents = new Azure("cosmosdb:DatabaseAccount", "documents", {
    resourceGroupName,
    accountName: "cosmos-contoso-streams",
    databaseAccountOfferType: "Standard",
    kind: "GlobalDocumentDB",
    locations: [{ locationName: "westeurope", failoverPriority: 0, isZoneRedundant: true }],
    consistencyPolicy: { defaultConsistencyLevel: "BoundedStaleness", maxStalenessPrefix: 200, maxIntervalInSeconds: 30 },
    ipRules: [{ ipAddressOrRange: "203.0.113.0/28" }],
    backupPolicy: { type: "Continuous", continuousModeProperties: { tier: "Continuous7Days" } },
});
const database = new Azure("cosmosdb:SqlResourceSqlDatabase", "orders-db", {
    resourceGroupName,
    accountName: documents.name,
    databaseName: "orders",
    resource: { id: "orders" },
});
new Azure("cosmosdb:SqlResourceSqlContainer", "orders-items", {
    resourceGroupName,
    accountName: documents.name,
    databaseName: database.name,
    containerName: "items",
    resource: { id: "items", partitionKey: { paths: ["/customer"], kind: "Hash" }, defaultTtl: -1 },
});

const keys = invoke("cosmosdb:listDatabaseAccountKeys", { resourceGroupName, accountName: documents.name });
const who = invoke("authorization:getClientConfig", {});
const vault = new Azure("keyvault:Vault", "vault", {
    resourceGroupName,
    vaultName: "kv-contoso-streams",
    properties: { tenantId: who.apply((client) => client.tenantId), sku: { family: "A", name: "standard" } },
});
new Azure("keyvault:Secret", "documents-key", {
    resourceGroupName,
    vaultName: vault.name,
    secretName: "documents-key",
    properties: { value: pulumi.secret(keys.apply((answer) => answer.primaryMasterKey ?? "")) },
});
new Azure("insights:DiagnosticSetting", "vault-log", {
    name: "to-events",
    resourceUri: vault.id,
    eventHubAuthorizationRuleId: pulumi.interpolate`${events.id}/authorizationRules/RootManageSharedAccessKey`,
    logs: [{ category: "AuditEvent", enabled: true }],
}, { deleteBeforeReplace: true });

export const endpoint = documents.documentEndpoint;
