"""What is said of each kind of resource."""

import pytest

from bedplate.components.facts import read_facts
from bedplate.generator.graph import UNKNOWN, Graph, Mode, Secret, Value, frozen
from bedplate.generator.render.preview_tree import preview_tree
from bedplate.generator.render.resource_kinds import KINDS, kind_of
from tests.generator.render.hand_made import GROUP, resource

KEY_VAULT = f"{GROUP}/providers/Microsoft.KeyVault/vaults/kv-zone"
COSMOS = f"{GROUP}/providers/Microsoft.DocumentDB/databaseAccounts/cosno-zone"
SUBNET = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet-zone/subnets/snet-app"


def facts_of(token: str, inputs: dict[str, Value]) -> list[str]:
    described = resource(f"{token}::x", parent=None, inputs=inputs)
    graph = Graph(project="p", stack="s", mode=Mode.KNOWN, resources=(described,), outputs={})
    (entry,) = preview_tree(graph).entries
    return ["".join(span.text for span in fact) for fact in entry.facts]


CASES = [
    pytest.param(
        "azure-native:network:AzureFirewall",
        {
            "sku": {"name": "AZFW_VNet", "tier": "Standard"},
            "threatIntelMode": "Deny",
            "firewallPolicy": {"id": f"{GROUP}/providers/Microsoft.Network/firewallPolicies/afwp-zone"},
        },
        ["Standard threat intelligence: Deny", "rules of afwp-zone"],
        id="firewall",
    ),
    pytest.param(
        "azure-native:network:FirewallPolicy",
        {"sku": {"tier": "Premium"}, "threatIntelMode": "Deny", "intrusionDetection": {"mode": "Alert"}},
        ["Premium", "threat intelligence: Deny", "intrusion detection: Alert"],
        id="firewall-policy",
    ),
    pytest.param(
        "azure-native:network:FirewallPolicyRuleCollectionGroup",
        {
            "ruleCollections": [
                {"rules": [{"targetFqdns": ["a.example.com"], "sourceAddresses": ["10.0.0.0/24"]}]},
                {"rules": [{"targetFqdns": ["a.example.com", "b.example.com"], "sourceAddresses": ["10.0.1.0/24"]}]},
            ]
        },
        ["2 hosts for 10.0.0.0/24, 10.0.1.0/24"],
        id="firewall-rules",
    ),
    pytest.param(
        "azure-native:network:FirewallPolicyRuleCollectionGroup",
        {"ruleCollections": [{"rules": [{"targetFqdns": ["*"], "sourceAddresses": ["10.0.0.0/24"]}]}]},
        ["1 host for 10.0.0.0/24", "anything"],
        id="firewall-rules-that-allow-everything",
    ),
    pytest.param(
        "azure-native:cognitiveservices:OutboundRule",
        {
            "properties": {
                "type": "PrivateEndpoint",
                "destination": {"serviceResourceId": COSMOS, "subresourceTarget": "Sql"},
            }
        },
        ["PrivateEndpoint", "to cosno-zone"],
        id="outbound-rule-to-a-resource",
    ),
    pytest.param(
        "azure-native:cognitiveservices:OutboundRule",
        {"properties": {"type": "ServiceTag", "destination": {"serviceTag": "AzureMonitor", "portRanges": "443"}}},
        ["ServiceTag", "to AzureMonitor"],
        id="outbound-rule-to-a-service-tag",
    ),
    pytest.param(
        "azure-native:cognitiveservices:OutboundRule",
        {"properties": {"type": "FQDN", "destination": "api.example.com"}},
        ["FQDN", "to api.example.com"],
        id="outbound-rule-to-a-host",
    ),
    pytest.param(
        "azure-native:machinelearningservices:Workspace",
        {
            "kind": "Hub",
            "managedNetwork": {"isolationMode": "AllowOnlyApprovedOutbound", "firewallSku": "Basic"},
            "publicNetworkAccess": "Disabled",
        },
        ["Hub", "AllowOnlyApprovedOutbound", "firewall Basic", "public access off"],
        id="hub",
    ),
    pytest.param(
        "azure-native:machinelearningservices:Workspace",
        {
            "kind": "Project",
            "hubResourceId": f"{GROUP}/providers/Microsoft.MachineLearningServices/workspaces/hub-zone",
            "publicNetworkAccess": "Disabled",
        },
        ["Project", "of hub-zone", "public access off"],
        id="hub-project",
    ),
    pytest.param(
        "azure-native:machinelearningservices:ManagedNetworkSettingsRule",
        {
            "workspaceName": "hub-zone",
            "properties": {
                "type": "PrivateEndpoint",
                "destination": {"serviceResourceId": COSMOS, "subresourceTarget": "Sql"},
            },
        },
        ["of hub-zone", "PrivateEndpoint", "to cosno-zone"],
        id="hub-outbound-rule",
    ),
    pytest.param(
        "azure-native:machinelearningservices:WorkspaceConnection",
        {
            "workspaceName": "hub-zone",
            "properties": {"category": "CognitiveSearch", "authType": "AAD", "metadata": {"ResourceId": COSMOS}},
        },
        ["of hub-zone", "CognitiveSearch", "by AAD", "→ cosno-zone"],
        id="hub-connection",
    ),
    pytest.param(
        "azure-native:cognitiveservices:ManagedNetworkSetting",
        {
            "accountName": "aif-zone",
            "properties": {
                "managedNetwork": {"isolationMode": "AllowOnlyApprovedOutbound", "firewallSku": "Standard"}
            },
        },
        ["of aif-zone", "AllowOnlyApprovedOutbound", "firewall Standard"],
        id="managed-network",
    ),
    pytest.param(
        "azure-native:cognitiveservices:Deployment",
        {
            "properties": {
                "model": {"name": "gpt-4.1", "version": "2025-04-14"},
                "raiPolicyName": "strict",
                "versionUpgradeOption": "NoAutoUpgrade",
            },
            "sku": {"name": "DataZoneStandard", "capacity": 50},
        },
        ["gpt-4.1 2025-04-14", "DataZoneStandard", "50k tokens/min", "filter strict"],
        id="deployment-by-tokens",
    ),
    pytest.param(
        "azure-native:cognitiveservices:Deployment",
        {
            "properties": {
                "model": {"name": "gpt-4.1", "version": "2025-04-14"},
                "spilloverDeploymentName": "overflow",
                "versionUpgradeOption": "OnceNewDefaultVersionAvailable",
            },
            "sku": {"name": "DataZoneProvisionedManaged", "capacity": 100},
        },
        [
            "gpt-4.1 2025-04-14",
            "DataZoneProvisionedManaged",
            "100 throughput units",
            "spillover → overflow",
            "upgrades itself: OnceNewDefaultVersionAvailable",
        ],
        id="deployment-by-throughput-units",
    ),
    pytest.param(
        "azure-native:keyvault:Vault",
        {
            "properties": {
                "enablePurgeProtection": True,
                "softDeleteRetentionInDays": 90,
                "enableRbacAuthorization": True,
                "publicNetworkAccess": "Disabled",
            }
        },
        ["purge protection", "recoverable 90 days", "roles only", "public access off"],
        id="vault-protected",
    ),
    pytest.param(
        "azure-native:keyvault:Vault",
        {"properties": {"enableRbacAuthorization": False, "publicNetworkAccess": "Enabled"}},
        ["NO purge protection", "access policies", "public access ON"],
        id="vault-unprotected",
    ),
    pytest.param(
        "azure-native:storage:StorageAccount",
        {"sku": {"name": "Standard_ZRS"}, "allowSharedKeyAccess": False, "publicNetworkAccess": "Disabled"},
        ["Standard_ZRS (three zones)", "public access off", "no keys"],
        id="storage-redundancy",
    ),
    pytest.param(
        "azure-native:cosmosdb:SqlResourceSqlRoleAssignment",
        {
            "roleDefinitionId": f"{COSMOS}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002",
            "scope": COSMOS,
        },
        ["Cosmos DB Built-in Data Contributor on cosno-zone"],
        id="data-role",
    ),
    pytest.param(
        "azure-native:cosmosdb:SqlResourceSqlRoleAssignment",
        {
            "roleDefinitionId": f"{COSMOS}/sqlRoleDefinitions/55555555-5555-5555-5555-555555555555",
            "scope": f"{COSMOS}/dbs/enterprise_memory",
        },
        ["role 55555555-5555-5555-5555-555555555555 on cosno-zone/enterprise_memory"],
        id="data-role-of-ones-own-on-a-database",
    ),
    pytest.param(
        "azure-native:containerregistry:Registry",
        {
            "sku": {"name": "Premium"},
            "zoneRedundancy": "Enabled",
            "adminUserEnabled": False,
            "anonymousPullEnabled": False,
            "policies": {"exportPolicy": {"status": "disabled"}},
            "publicNetworkAccess": "Disabled",
        },
        ["Premium", "three zones", "no exports", "public access off"],
        id="registry-closed",
    ),
    pytest.param(
        "azure-native:containerregistry:Registry",
        {
            "sku": {"name": "Basic"},
            "zoneRedundancy": "Disabled",
            "adminUserEnabled": True,
            "anonymousPullEnabled": True,
            "policies": {"exportPolicy": {"status": "enabled"}},
            "publicNetworkAccess": "Enabled",
        },
        ["Basic", "administrator ALLOWED", "anonymous pulls ALLOWED", "exports ALLOWED", "public access ON"],
        id="registry-open",
    ),
    pytest.param(
        "azure-native:search:SharedPrivateLinkResource",
        {
            "searchServiceName": "srch-zone",
            "properties": {"privateLinkResourceId": COSMOS, "groupId": "Sql"},
        },
        ["→ cosno-zone (Sql)", "of srch-zone"],
        id="shared-private-link",
    ),
    pytest.param(
        "azure-native:network:PrivateEndpoint",
        {
            "privateLinkServiceConnections": [{"privateLinkServiceId": KEY_VAULT, "groupIds": ["vault"]}],
            "subnet": {"id": SUBNET},
        },
        ["→ kv-zone (vault)", "in snet-app"],
        id="private-endpoint",
    ),
    pytest.param(
        "azure-native:network:PrivateDnsZoneGroup",
        {
            "privateDnsZoneConfigs": [
                {"privateDnsZoneId": f"{GROUP}/providers/Microsoft.Network/privateDnsZones/{zone}"}
                for zone in ("privatelink.openai.azure.com", "privatelink.services.ai.azure.com")
            ]
        },
        ["privatelink.openai.azure.com, privatelink.services.ai.azure.com"],
        id="zones-of-an-endpoint",
    ),
    pytest.param(
        "azure-native:authorization:RoleAssignment",
        {"roleDefinitionId": "/x/roleDefinitions/4633458b-17de-408a-b874-0445c86b69e6", "scope": KEY_VAULT},
        ["Key Vault Secrets User on kv-zone"],
        id="role-of-the-catalogue",
    ),
    pytest.param(
        "azure-native:authorization:RoleAssignment",
        {"roleDefinitionId": "/x/roleDefinitions/99999999-0000-4000-8000-000000000000", "scope": GROUP},
        ["role 99999999-0000-4000-8000-000000000000 on rg-zone"],
        id="role-of-another-catalogue",
    ),
    pytest.param(
        "azure-native:monitor:MetricAlert",
        {
            "severity": 2,
            "criteria": {"allOf": [{"metricName": "Requests", "operator": "GreaterThan", "threshold": 10.0}]},
            "windowSize": "PT5M",
            "scopes": [KEY_VAULT],
        },
        ["Sev2", "Requests > 10 in 5 min", "on kv-zone"],
        id="metric-alert",
    ),
    pytest.param(
        "azure-native:monitor:ScheduledQueryRule",
        {
            "severity": 0,
            "enabled": False,
            "criteria": {"allOf": [{"query": "x", "operator": "GreaterThanOrEqual", "threshold": 1}]},
            "windowSize": "P1D",
            "scopes": [KEY_VAULT, GROUP],
        },
        ["Sev0", "records >= 1 in P1D", "on 2 scopes", "switched off"],
        id="log-alert",
    ),
    pytest.param(
        "azure-native:monitor:ActivityLogAlert",
        {
            "condition": {
                "allOf": [
                    {"field": "category", "equals": "Administrative"},
                    {"field": "operationName", "equals": "Microsoft.KeyVault/vaults/delete"},
                ]
            }
        },
        ["Microsoft.KeyVault/vaults/delete"],
        id="activity-alert",
    ),
    pytest.param(
        "azure-native:monitor:DiagnosticSetting",
        {
            "resourceUri": KEY_VAULT,
            "logs": [{"category": "AuditEvent", "enabled": True}, {"categoryGroup": "audit", "enabled": True}],
            "metrics": [{"category": "AllMetrics", "enabled": False}],
        },
        ["of kv-zone", "AuditEvent, audit"],
        id="diagnostics",
    ),
    pytest.param(
        "azure-native:network:NetworkSecurityGroup",
        {"securityRules": [{"direction": "Inbound", "access": "Allow"}]},
        ["allows 1 in, 0 out", "Azure's default rules for the rest"],
        id="security-group-without-final-deny",
    ),
    pytest.param(
        "azure-native:web:AppServicePlan",
        {"sku": {"name": "P1v3", "capacity": 3}, "zoneRedundant": True},
        ["P1v3 with 3 at first", "across zones"],
        id="app-service-plan",
    ),
    pytest.param(
        "azure-native:web:WebApp",
        {
            "siteConfig": {"linuxFxVersion": "PYTHON|3.12", "minTlsVersion": "1.2"},
            "httpsOnly": True,
            "virtualNetworkSubnetId": SUBNET,
            "publicNetworkAccess": "Disabled",
        },
        ["PYTHON 3.12", "HTTPS only", "TLS 1.2", "out through snet-app", "public access off"],
        id="web-app",
    ),
    pytest.param(
        "azure-native:web:WebApp",
        {"siteConfig": {"linuxFxVersion": "DOCKER|contoso.azurecr.io/chat:1"}, "httpsOnly": False},
        ["contoso.azurecr.io/chat:1", "plain HTTP ALLOWED"],
        id="web-app-of-an-image",
    ),
    pytest.param(
        "azure-native:web:WebAppAuthSettingsV2",
        {"globalValidation": {"unauthenticatedClientAction": "RedirectToLoginPage", "excludedPaths": ["/health"]}},
        ["sign-in required", "open: /health"],
        id="sign-in",
    ),
    pytest.param(
        "azure-native:app:ContainerAppsAuthConfig",
        {"globalValidation": {"unauthenticatedClientAction": "AllowAnonymous"}},
        ["sign-in NOT required"],
        id="sign-in-not-required",
    ),
    pytest.param("azure-native:web:WebAppScmAllowed", {"allow": False}, ["no passwords"], id="publishing-closed"),
    pytest.param("azure-native:web:WebAppFtpAllowed", {"allow": True}, ["passwords ALLOWED"], id="publishing-open"),
    pytest.param(
        "azure-native:monitor:AutoscaleSetting",
        {"profiles": [{"capacity": {"minimum": "3", "maximum": "10"}, "rules": [{}, {}]}]},
        ["3 to 10 instances", "2 rules"],
        id="autoscale",
    ),
    pytest.param(
        "azure-native:app:ManagedEnvironment",
        {
            "vnetConfiguration": {"internal": True},
            "zoneRedundant": True,
            "peerAuthentication": {"mtls": {"enabled": True}},
            "workloadProfiles": [{"name": "Consumption"}, {"name": "large"}],
            "publicNetworkAccess": "Disabled",
        },
        ["internal", "across zones", "mutual TLS", "profiles Consumption, large", "public access off"],
        id="container-apps-environment",
    ),
    pytest.param(
        "azure-native:app:ContainerApp",
        {
            "template": {
                "containers": [{"image": "contoso.azurecr.io/chat:1"}],
                "scale": {"minReplicas": 3, "maxReplicas": 10},
            },
            "configuration": {"ingress": {"targetPort": 8000, "allowInsecure": False}},
        },
        ["contoso.azurecr.io/chat:1", "3 to 10 replicas", "port 8000", "HTTPS only"],
        id="container-app",
    ),
    pytest.param(
        "azure-native:operationalinsights:Workspace",
        {
            "retentionInDays": 30,
            "publicNetworkAccessForIngestion": "Enabled",
            "publicNetworkAccessForQuery": "Disabled",
            "features": {"disableLocalAuth": True},
        },
        ["kept 30 days", "public ingestion ON", "public query off", "no keys"],
        id="workspace",
    ),
    pytest.param(
        "azure-native:keyvault:Vault",
        {"properties": {"enablePurgeProtection": UNKNOWN, "publicNetworkAccess": UNKNOWN, "tenantId": Secret("x")}},
        [
            "public access (known after deployment)",
            "properties.enablePurgeProtection, properties.publicNetworkAccess (known after deployment)",
            "properties.tenantId [secret]",
        ],
        id="unknown-and-secret-properties",
    ),
    pytest.param(
        "azure-native:keyvault:Vault",
        {"properties": UNKNOWN},
        ["public access (known after deployment)", "properties (known after deployment)"],
        id="unknown-as-a-whole",
    ),
    pytest.param(
        "other:index:Thing",
        {f"input{number}": UNKNOWN for number in range(9)},
        ["input0, input1, input2, input3, input4, input5 and 3 more (known after deployment)"],
        id="many-unknown",
    ),
]


@pytest.mark.parametrize(("token", "inputs", "facts"), CASES)
def test_facts(token: str, inputs: dict[str, Value], facts: list[str]) -> None:
    assert facts_of(token, inputs) == facts


@pytest.mark.parametrize("token", sorted(KINDS))
@pytest.mark.parametrize("inputs", [{}, UNKNOWN, Secret("x"), "text", 7, [], [UNKNOWN], [[]], None], ids=repr)
def test_no_kind_fails_on_odd_properties(token: str, inputs: Value) -> None:
    keys = ["properties", "sku", "criteria", "condition", "logs", "metrics", "scopes", "subnets", "securityRules"]
    odd = {} if inputs == {} else dict.fromkeys([*keys, "severity", "windowSize", "roleDefinitionId", "scope"], inputs)

    assert isinstance(facts_of(token, odd), list)


def test_every_type_that_components_declare_has_a_kind() -> None:
    assert set(read_facts("arm_types")["types"]) - set(KINDS) == set()


@pytest.mark.parametrize(
    ("token", "label"),
    [
        ("aws:s3/bucketObjectv2:BucketObjectv2", "bucket objectv2"),
        ("azure-native:web:WebAppVnetConnection", "web app vnet connection"),
        ("azure-native:network:DNSZone", "DNS zone"),
        ("pulumi:providers:azure-native", "provider"),
        ("odd", "odd"),
        ("a:b:", "a:b:"),
    ],
)
def test_label_of_other_kinds(token: str, label: str) -> None:
    assert kind_of(token).label == label


@pytest.mark.parametrize(
    ("token", "plural"),
    [
        ("azure-native:managedidentity:UserAssignedIdentity", "identities"),
        ("azure-native:keyvault:Key", "keys"),
        ("azure-native:keyvault:Vault", "key vaults"),
        ("x:y:PublicAddress", "public addresses"),
        ("x:y:Alias", "aliases"),
        ("azure-native:monitor:DiagnosticSetting", "diagnostics"),
    ],
)
def test_plural(token: str, plural: str) -> None:
    assert kind_of(token).counted(2) == plural
    assert kind_of(token).counted(1) == kind_of(token).label


def test_subnets_are_rows_of_their_network() -> None:
    described = resource(
        "azure-native:network:VirtualNetwork::n",
        parent=None,
        inputs={
            "subnets": [
                {
                    "name": "snet-app",
                    "addressPrefix": "10.0.0.0/26",
                    "routeTable": {"id": f"{GROUP}/providers/Microsoft.Network/routeTables/rt-zone"},
                    "defaultOutboundAccess": True,
                },
                UNKNOWN,
            ]
        },
    )
    graph = Graph(project="p", stack="s", mode=Mode.KNOWN, resources=(described,), outputs=frozen({}))
    (entry,) = preview_tree(graph).entries

    rows = [(row.name.text, ["".join(span.text for span in fact) for fact in row.facts]) for row in entry.rows]
    assert rows == [
        ("snet-app", ["10.0.0.0/26", "routes rt-zone", "default Internet access"]),
        ("(known after deployment)", []),
    ]
