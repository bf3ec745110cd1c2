"""What tests of the Application Gateway expect."""

from typing import Any

from bedplate.components.ingress.gateway_arguments import ApplicationGatewayArgs
from tests.components.ingress_cases import CHAT_TEXT_RULES, SWITCHED_ON

OTHER_SUBSCRIPTION = "33333333-3333-3333-3333-333333333333"
GROUP = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg"
NETWORK = f"{GROUP}/providers/Microsoft.Network"
GATEWAY_ID = f"{NETWORK}/applicationGateways/agw-chat"
POLICY_ID = f"{NETWORK}/ApplicationGatewayWebApplicationFirewallPolicies/waf-chat"
ADDRESS_ID = f"{NETWORK}/publicIPAddresses/pip-chat"
SUBNET_ID = f"{NETWORK}/virtualNetworks/vnet/subnets/snet-gateway"
IDENTITY_ID = f"{GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-gateway"
WORKSPACE_ID = f"{GROUP}/providers/Microsoft.OperationalInsights/workspaces/log"
VAULT_ID = f"{GROUP}/providers/Microsoft.KeyVault/vaults/kv"
SECRET_ID = "https://kv.vault.azure.net/secrets/chat"  # noqa: S105 -- an address, not what is kept there

GATEWAY = "azure-native:network:ApplicationGateway"
POLICY = "azure-native:network:WebApplicationFirewallPolicy"
ADDRESS = "azure-native:network:PublicIPAddress"
SETTING = "azure-native:monitor:DiagnosticSetting"

UPLOADS = {
    "name": "BlockFileUploads",
    "priority": 30,
    "state": "Enabled",
    "action": "Block",
    "ruleType": "MatchRule",
    "matchConditions": [
        {
            "matchVariables": [{"variableName": "RequestHeaders", "selector": "Content-Type"}],
            "operator": "Contains",
            "negationConditon": False,
            "matchValues": ["multipart/form-data"],
            "transforms": ["Lowercase"],
        }
    ],
}
DEFAULT_POLICY = {
    "resourceGroupName": "rg",
    "policyName": "waf-chat",
    "location": "swedencentral",
    "policySettings": {
        "state": "Enabled",
        "mode": "Prevention",
        "requestBodyCheck": True,
        "requestBodyEnforcement": True,
        "requestBodyInspectLimitInKB": 512,
        "maxRequestBodySizeInKb": 512,
        "fileUploadEnforcement": True,
        "fileUploadLimitInMb": 1,
    },
}
DEFAULT_GATEWAY = {
    "resourceGroupName": "rg",
    "applicationGatewayName": "agw-chat",
    "location": "swedencentral",
    "sku": {"name": "WAF_v2", "tier": "WAF_v2"},
    "zones": ["1", "2", "3"],
    "autoscaleConfiguration": {"minCapacity": 2, "maxCapacity": 10},
    "identity": {"type": "UserAssigned", "userAssignedIdentities": [IDENTITY_ID]},
    "firewallPolicy": {"id": POLICY_ID},
    "forceFirewallPolicyAssociation": True,
    "sslPolicy": {"policyType": "Predefined", "policyName": "AppGwSslPolicy20220101S"},
    "enableHttp2": True,
    "globalConfiguration": {"enableRequestBuffering": True, "enableResponseBuffering": False},
    "gatewayIPConfigurations": [{"name": "gateway", "subnet": {"id": SUBNET_ID}}],
    "frontendIPConfigurations": [{"name": "public", "publicIPAddress": {"id": ADDRESS_ID}}],
    "frontendPorts": [{"name": "https", "port": 443}],
    "sslCertificates": [{"name": "host", "keyVaultSecretId": SECRET_ID}],
    "backendAddressPools": [{"name": "app", "backendAddresses": [{"fqdn": "app-chat.azurewebsites.net"}]}],
    "backendHttpSettingsCollection": [
        {
            "name": "app",
            "protocol": "Https",
            "port": 443,
            "cookieBasedAffinity": "Disabled",
            "pickHostNameFromBackendAddress": True,
            "requestTimeout": 240,
            "connectionDraining": {"enabled": True, "drainTimeoutInSec": 240},
            "probe": {"id": f"{GATEWAY_ID}/probes/app"},
        }
    ],
    "probes": [
        {
            "name": "app",
            "protocol": "Https",
            "pickHostNameFromBackendHttpSettings": True,
            "path": "/health",
            "interval": 30,
            "timeout": 30,
            "unhealthyThreshold": 3,
            "match": {"statusCodes": ["200-399"]},
        }
    ],
    "httpListeners": [
        {
            "name": "https",
            "protocol": "Https",
            "frontendIPConfiguration": {"id": f"{GATEWAY_ID}/frontendIPConfigurations/public"},
            "frontendPort": {"id": f"{GATEWAY_ID}/frontendPorts/https"},
            "sslCertificate": {"id": f"{GATEWAY_ID}/sslCertificates/host"},
            "hostName": "chat.contoso.com",
            "requireServerNameIndication": True,
        }
    ],
    "redirectConfigurations": [],
    "requestRoutingRules": [
        {
            "name": "app",
            "priority": 100,
            "ruleType": "Basic",
            "httpListener": {"id": f"{GATEWAY_ID}/httpListeners/https"},
            "backendAddressPool": {"id": f"{GATEWAY_ID}/backendAddressPools/app"},
            "backendHttpSettings": {"id": f"{GATEWAY_ID}/backendHttpSettingsCollection/app"},
        }
    ],
}
DEFAULT_ADDRESS = {
    "resourceGroupName": "rg",
    "publicIpAddressName": "pip-chat",
    "location": "swedencentral",
    "sku": {"name": "Standard", "tier": "Regional"},
    "publicIPAddressVersion": "IPv4",
    "publicIPAllocationMethod": "Static",
    "ddosSettings": {"protectionMode": "VirtualNetworkInherited"},
    "zones": ["1", "2", "3"],
}


def expected_rate_limit(requests: int) -> dict[str, Any]:
    return {
        "name": "LimitRate",
        "priority": 40,
        "state": "Enabled",
        "action": "Block",
        "ruleType": "RateLimitRule",
        "rateLimitDuration": "OneMin",
        "rateLimitThreshold": requests,
        "groupByUserSession": [{"groupByVariables": [{"variableName": "ClientAddr"}]}],
        "matchConditions": [
            {
                "matchVariables": [{"variableName": "RequestUri"}],
                "operator": "Contains",
                "negationConditon": False,
                "matchValues": ["/"],
            }
        ],
    }


def expected_managed_rules(*arguments: str) -> dict[str, Any]:
    default = {"ruleSetType": "Microsoft_DefaultRuleSet", "ruleSetVersion": "2.2"}
    switched_on = [
        {
            "ruleGroupName": group,
            "rules": [{"ruleId": rule, "state": "Enabled", "action": "AnomalyScoring"} for rule in ids],
        }
        for group, ids in SWITCHED_ON.items()
    ]
    excused = [
        {"ruleGroupName": group, "rules": [{"ruleId": rule} for rule in ids]} for group, ids in CHAT_TEXT_RULES.items()
    ]
    return {
        "managedRuleSets": [
            {**default, "ruleGroupOverrides": switched_on},
            {"ruleSetType": "Microsoft_BotManagerRuleSet", "ruleSetVersion": "1.1"},
        ],
        "exclusions": [
            {
                "matchVariable": "RequestArgValues",
                "selectorMatchOperator": "Contains",
                "selector": argument,
                "exclusionManagedRuleSets": [{**default, "ruleGroups": excused}],
            }
            for argument in arguments
        ],
    }


def minimal_args() -> ApplicationGatewayArgs:
    return {
        "resource_group_name": "rg",
        "location": "swedencentral",
        "gateway_name": "agw-chat",
        "waf_policy_name": "waf-chat",
        "public_ip_address_name": "pip-chat",
        "subnet_id": SUBNET_ID,
        "host_name": "chat.contoso.com",
        "certificate_secret_id": SECRET_ID,
        "identity_id": IDENTITY_ID,
        "backend_fqdn": "app-chat.azurewebsites.net",
        "backend_health_path": "/health",
    }
