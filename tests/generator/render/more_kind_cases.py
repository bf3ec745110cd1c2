"""Resources and what a preview says of each, the second half."""

import pytest

from bedplate.generator.graph import UNKNOWN, Secret
from tests.generator.render.hand_made import GROUP

KEY_VAULT = f"{GROUP}/providers/Microsoft.KeyVault/vaults/kv-zone"
COSMOS = f"{GROUP}/providers/Microsoft.DocumentDB/databaseAccounts/cosno-zone"
SUBNET = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet-zone/subnets/snet-app"

MORE_CASES = [
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
