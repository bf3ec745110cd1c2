"""Resources and what a preview says of each, the first half."""

import pytest

from tests.generator.render.hand_made import GROUP

KEY_VAULT = f"{GROUP}/providers/Microsoft.KeyVault/vaults/kv-zone"
COSMOS = f"{GROUP}/providers/Microsoft.DocumentDB/databaseAccounts/cosno-zone"
SUBNET = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet-zone/subnets/snet-app"

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
            "properties": {"managedNetwork": {"isolationMode": "AllowOnlyApprovedOutbound", "firewallSku": "Standard"}},
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
]
