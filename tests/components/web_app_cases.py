"""Arguments and expectations that the tests of web app share."""

from collections.abc import Callable
from typing import Any

from bedplate.components.hosting.web_app_arguments import WebAppArgs
from bedplate.generator.graph import Graph

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

OTHER_SUBSCRIPTION = "33333333-3333-3333-3333-333333333333"
GROUP = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg"
APP_ID = f"{GROUP}/providers/Microsoft.Web/sites/app-contoso"
PLAN_ID = f"{GROUP}/providers/Microsoft.Web/serverfarms/asp-contoso"
IDENTITY_ID = f"{GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-app"
WORKSPACE_ID = f"{GROUP}/providers/Microsoft.OperationalInsights/workspaces/log"
OUTBOUND_ID = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/app"
SUBNET_ID = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/endpoints"
ZONE = "privatelink.azurewebsites.net"
SITE = "azure-native:web:WebApp"
PLAN = "azure-native:web:AppServicePlan"
SIGN_IN = "azure-native:web:WebAppAuthSettingsV2"
SCM = "azure-native:web:WebAppScmAllowed"
FTP = "azure-native:web:WebAppFtpAllowed"
AUTOSCALE = "azure-native:monitor:AutoscaleSetting"
SETTING = "azure-native:monitor:DiagnosticSetting"
ENDPOINT = "azure-native:network:PrivateEndpoint"

DEFAULT_PLAN = {
    "resourceGroupName": "rg",
    "name": "asp-contoso",
    "location": "swedencentral",
    "kind": "linux",
    "reserved": True,
    "sku": {"name": "P1v3", "capacity": 3},
    "perSiteScaling": False,
    "zoneRedundant": True,
}
DEFAULT_SETTINGS = {
    "APPLICATIONINSIGHTS_AUTHENTICATION_STRING": "Authorization=AAD;ClientId=client-1",
    "AZURE_CLIENT_ID": "client-1",
}
DEFAULT_SITE_CONFIG = {
    "linuxFxVersion": "PYTHON|3.12",
    "appSettings": [{"name": key, "value": value} for key, value in DEFAULT_SETTINGS.items()],
    "alwaysOn": True,
    "healthCheckPath": "/health",
    "http20Enabled": True,
    "ftpsState": "Disabled",
    "minTlsVersion": "1.2",
    "scmMinTlsVersion": "1.2",
    "remoteDebuggingEnabled": False,
    "localMySqlEnabled": False,
    "use32BitWorkerProcess": False,
    "webSocketsEnabled": False,
    "cors": {"allowedOrigins": [], "supportCredentials": False},
    "ipSecurityRestrictions": [],
    "ipSecurityRestrictionsDefaultAction": "Deny",
    "scmIpSecurityRestrictions": [],
    "scmIpSecurityRestrictionsDefaultAction": "Deny",
    "scmIpSecurityRestrictionsUseMain": True,
}
DEFAULT_SITE = {
    "resourceGroupName": "rg",
    "name": "app-contoso",
    "location": "swedencentral",
    "kind": "app,linux",
    "reserved": True,
    "serverFarmId": PLAN_ID,
    "identity": {"type": "UserAssigned", "userAssignedIdentities": [IDENTITY_ID]},
    "keyVaultReferenceIdentity": IDENTITY_ID,
    "enabled": True,
    "httpsOnly": True,
    "endToEndEncryptionEnabled": True,
    "publicNetworkAccess": "Disabled",
    "clientAffinityEnabled": False,
    "clientCertEnabled": False,
    "sshEnabled": False,
    "hyperV": False,
    "isXenon": False,
    "scmSiteAlsoStopped": False,
    "virtualNetworkSubnetId": OUTBOUND_ID,
    "outboundVnetRouting": {
        "allTraffic": True,
        "applicationTraffic": True,
        "backupRestoreTraffic": True,
        "contentShareTraffic": True,
        "imagePullTraffic": True,
    },
    "siteConfig": DEFAULT_SITE_CONFIG,
}
PASSWORDS_OFF = {"resourceGroupName": "rg", "name": "app-contoso", "allow": False}


def minimal() -> WebAppArgs:
    return {
        "resource_group_name": "rg",
        "location": "swedencentral",
        "app_name": "app-contoso",
        "plan_name": "asp-contoso",
        "identity_id": IDENTITY_ID,
        "identity_client_id": "client-1",
        "outbound_subnet_id": OUTBOUND_ID,
        "runtime": "PYTHON|3.12",
    }


def settings(site: dict[str, Any]) -> dict[str, Any]:
    return {setting["name"]: setting["value"] for setting in site["siteConfig"]["appSettings"]}
