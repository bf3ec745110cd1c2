"""What records of the option matrix are compared with; written out a second time, so that no table excuses itself."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bedplate.blueprints.settings import ChatSettings
from bedplate.blueprints.settings.agents import AgentMode
from bedplate.blueprints.settings.encryption import KeyOwner
from bedplate.blueprints.settings.hosting import HostKind
from bedplate.blueprints.settings.landing_zone import Generation
from bedplate.blueprints.settings.network import DdosProtectionKind, PrivateDnsMode
from bedplate.blueprints.settings.operations import PerimeterMode, PolicyEffect
from bedplate.blueprints.settings.traffic import BastionKind, EgressKind, IngressKind

KNOWN_LATER: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("authorization:RoleAssignment", "principalId"): "object ids are drawn at random",
        ("cosmosdb:SqlResourceSqlRoleAssignment", "principalId"): "object ids are drawn at random",
        ("cognitiveservices:ProjectConnection", "properties.credentials.key"): "so are instrumentation keys",
        ("app:ContainerApp", "configuration.secrets.[].value"): "instrumentation keys and client ids",
        ("app:ContainerApp", "template.containers.[].env.[].value"): "client ids are drawn at random",
        ("web:WebApp", "siteConfig.appSettings.[].value"): "client ids are drawn at random",
        ("web:WebApp", "siteConfig.acrUserManagedIdentityID"): "client ids are drawn at random",
        ("containerregistry:Registry", "encryption.keyVaultProperties.identity"): "client ids are drawn at random",
        ("cognitiveservices:Account", "properties.encryption.keyVaultProperties.identityClientId"): "a client id",
        ("cognitiveservices:Account", "properties.encryption.keyVaultProperties.keyVersion"): "versions are random",
        ("cdn:AFDOrigin", "hostName"): "Azure makes up the domain of a Container Apps environment",
        ("cdn:AFDOrigin", "originHostHeader"): "Azure makes up the domain of a Container Apps environment",
        ("network:ApplicationGateway", "backendAddressPools.[].backendAddresses.[].fqdn"): "the same domain",
    }
)
"""Inputs, by type and path, that only Azure can tell, each with why; no name and no ARM id among them."""

SUBNETS_WITHOUT_SECURITY_GROUP = frozenset({"AzureFirewallSubnet", "AzureFirewallManagementSubnet"})
CLOSED = frozenset({"Disabled", "SecuredByPerimeter"})
"""Values of `publicNetworkAccess` that let nobody in."""
ACCOUNT_CHILDREN = (
    "cognitiveservices:RaiPolicy",
    "cognitiveservices:Deployment",
    "cognitiveservices:Project",
    "cognitiveservices:ProjectConnection",
    "cognitiveservices:ProjectCapabilityHost",
    "cognitiveservices:ManagedNetworkSetting",
    "cognitiveservices:OutboundRule",
)
PRIVATE: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "cognitiveservices:Account": {
            "properties.publicNetworkAccess": "Disabled",
            "properties.networkAcls.defaultAction": "Deny",
            "properties.disableLocalAuth": True,
        },
        "keyvault:Vault": {
            "properties.publicNetworkAccess": "Disabled",
            "properties.networkAcls.defaultAction": "Deny",
            "properties.enableRbacAuthorization": True,
            "properties.enablePurgeProtection": True,
        },
        "storage:StorageAccount": {
            "publicNetworkAccess": "Disabled",
            "networkRuleSet.defaultAction": "Deny",
            "allowSharedKeyAccess": False,
            "allowBlobPublicAccess": False,
            "isLocalUserEnabled": False,
            "minimumTlsVersion": "TLS1_2",
        },
        "search:Service": {"publicNetworkAccess": "Disabled", "disableLocalAuth": True},
        "cosmosdb:DatabaseAccount": {
            "publicNetworkAccess": "Disabled",
            "disableLocalAuth": True,
            "disableKeyBasedMetadataWriteAccess": True,
        },
        "containerregistry:Registry": {
            "publicNetworkAccess": "Disabled",
            "adminUserEnabled": False,
            "anonymousPullEnabled": False,
        },
        "web:WebApp": {"publicNetworkAccess": "Disabled", "httpsOnly": True, "sshEnabled": False},
        "app:ManagedEnvironment": {"publicNetworkAccess": "Disabled", "vnetConfiguration.internal": True},
        "app:ContainerApp": {"configuration.ingress.allowInsecure": False},
        "machinelearningservices:Workspace": {
            "publicNetworkAccess": "Disabled",
            "systemDatastoresAuthMode": "Identity",
        },
        "operationalinsights:Workspace": {"features.disableLocalAuth": True},
        "applicationinsights:Component": {"disableLocalAuth": True},
        "monitor:PrivateLinkScope": {"accessModeSettings.ingestionAccessMode": "PrivateOnly"},
    }
)
"""What shuts each data plane, by type and by path of the input."""

_PUBLIC: Mapping[tuple[str, str], frozenset[str]] = MappingProxyType(
    {
        ("Microsoft.CognitiveServices/accounts", "account"): frozenset(
            {
                "privatelink.cognitiveservices.azure.com",
                "privatelink.openai.azure.com",
                "privatelink.services.ai.azure.com",
            }
        ),
        ("Microsoft.Insights/privateLinkScopes", "azuremonitor"): frozenset(
            {
                "privatelink.agentsvc.azure-automation.net",
                "privatelink.blob.core.windows.net",
                "privatelink.monitor.azure.com",
                "privatelink.ods.opinsights.azure.com",
                "privatelink.oms.opinsights.azure.com",
            }
        ),
        ("Microsoft.KeyVault/vaults", "vault"): frozenset({"privatelink.vaultcore.azure.net"}),
        ("Microsoft.Storage/storageAccounts", "blob"): frozenset({"privatelink.blob.core.windows.net"}),
        ("Microsoft.Storage/storageAccounts", "file"): frozenset({"privatelink.file.core.windows.net"}),
        ("Microsoft.Search/searchServices", "searchService"): frozenset({"privatelink.search.windows.net"}),
        ("Microsoft.DocumentDB/databaseAccounts", "Sql"): frozenset({"privatelink.documents.azure.com"}),
        ("Microsoft.ContainerRegistry/registries", "registry"): frozenset({"privatelink.azurecr.io"}),
        ("Microsoft.Web/sites", "sites"): frozenset({"privatelink.azurewebsites.net"}),
        ("Microsoft.App/managedEnvironments", "managedEnvironments"): frozenset(
            {"privatelink.{location}.azurecontainerapps.io"}
        ),
        ("Microsoft.MachineLearningServices/workspaces", "amlworkspace"): frozenset(
            {"privatelink.api.azureml.ms", "privatelink.notebooks.azure.net"}
        ),
    }
)
_GOVERNMENT = (
    ("azure-automation.net", "azure-automation.us"),
    ("core.windows.net", "core.usgovcloudapi.net"),
    ("opinsights.azure.com", "opinsights.azure.us"),
    ("vaultcore.azure.net", "vaultcore.usgovcloudapi.net"),
    ("search.windows.net", "search.azure.us"),
    ("azurecr.io", "azurecr.us"),
    ("azurewebsites.net", "azurewebsites.us"),
    ("azurecontainerapps.io", "azurecontainerapps.us"),
    ("api.azureml.ms", "api.ml.azure.us"),
    ("notebooks.azure.net", "notebooks.usgovcloudapi.net"),
    ("azure.com", "azure.us"),
)


def zones_of(azure_type: str, group_id: str, location: str) -> set[str]:
    """Return the names of the private DNS zones that an endpoint registers in."""
    zones = {zone.replace("{location}", location) for zone in _PUBLIC[azure_type, group_id]}
    if not location.startswith("usgov"):
        return zones
    # Government alone has a zone for the data explorer behind Azure Monitor.
    extra = {"privatelink.adx.monitor.azure.us"} if group_id == "azuremonitor" else set[str]()
    return extra | {_in_government(zone) for zone in zones}


def _in_government(zone: str) -> str:
    public, own = next(pair for pair in _GOVERNMENT if zone.endswith(pair[0]))
    return zone.removesuffix(public) + own


def switched(settings: ChatSettings) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield types that are there exactly where an option is on, with whether it is."""
    yield from _switched_network(settings)
    yield from _switched_workload(settings)
    yield from _switched_operations(settings)


def _switched_network(settings: ChatSettings) -> Iterator[tuple[tuple[str, ...], bool]]:
    own_network = settings.network.existing_virtual_network_id is None
    hub, ddos = settings.topology.hub, settings.network.ddos_protection
    own_firewall = settings.egress_kind is EgressKind.FIREWALL
    gateway = settings.ingress.kind is IngressKind.APPLICATION_GATEWAY
    bastion = settings.access.bastion
    yield ("network:VirtualNetwork",), own_network
    yield ("network:Subnet",), not own_network and bool(settings.new_subnets)
    yield ("network:VirtualNetworkPeering",), own_network and hub is not None and hub.virtual_network_id is not None
    yield ("network:AzureFirewall", "network:FirewallPolicy"), own_firewall
    own_route = hub is not None and hub.firewall_private_ip_address is not None
    own_route = own_route and hub is not None and hub.route_table_id is None and hub.virtual_hub_id is None
    yield ("network:RouteTable",), own_firewall or (own_route and settings.egress_kind is EgressKind.HUB)
    yield ("network:DdosProtectionPlan",), ddos.kind is DdosProtectionKind.PLAN and ddos.existing_plan_id is None
    yield ("network:ApplicationGateway", "network:WebApplicationFirewallPolicy"), gateway
    yield ("network:BastionHost",), bastion is not BastionKind.NONE
    yield ("network:PublicIPAddress",), own_firewall or gateway or bastion is BastionKind.STANDARD
    yield ("compute:VirtualMachine", "network:NetworkInterface"), settings.access.jump_box is not None
    creates_zones = settings.private_dns_mode is PrivateDnsMode.CREATE
    yield ("privatedns:PrivateZone", "privatedns:VirtualNetworkLink"), creates_zones
    yield ("network:FlowLog",), settings.sizing.flow_logs and own_network


def _switched_workload(settings: ChatSettings) -> Iterator[tuple[tuple[str, ...], bool]]:
    foundry, host = settings.generation is Generation.FOUNDRY, settings.host.kind
    stores, standard = settings.agents.existing, settings.agent_mode.standard
    door = settings.ingress.kind is IngressKind.FRONT_DOOR
    yield ("cognitiveservices:Project", "cognitiveservices:ProjectConnection"), foundry
    yield ("cognitiveservices:ProjectCapabilityHost", "cosmosdb:SqlResourceSqlRoleAssignment"), standard
    managed = settings.agent_mode is AgentMode.STANDARD_MANAGED
    yield ("cognitiveservices:ManagedNetworkSetting", "cognitiveservices:OutboundRule"), managed
    yield ("cosmosdb:DatabaseAccount",), standard and stores.cosmos_account_id is None
    yield ("search:Service",), settings.has_hub or (standard and stores.search_service_id is None)
    yield ("machinelearningservices:Workspace", "machinelearningservices:WorkspaceConnection"), settings.has_hub
    yield ("containerregistry:Registry",), settings.owns_registry
    yield ("web:WebApp", "web:AppServicePlan"), host is HostKind.APP_SERVICE
    yield ("app:ManagedEnvironment", "app:ContainerApp"), host is HostKind.CONTAINER_APPS
    yield ("cdn:Profile", "cdn:AFDEndpoint", "cdn:AFDOrigin", "cdn:Route", "frontdoor:Policy"), door
    yield ("cdn:AFDCustomDomain",), door and settings.ingress.host_name is not None
    signs_in = settings.host.sign_in.client_id is not None
    yield ("web:WebAppAuthSettingsV2",), host is HostKind.APP_SERVICE and signs_in
    yield ("app:ContainerAppsAuthConfig",), host is HostKind.CONTAINER_APPS and signs_in


def _switched_operations(settings: ChatSettings) -> Iterator[tuple[tuple[str, ...], bool]]:
    perimeter = settings.protection.network_security_perimeter is not PerimeterMode.NONE
    yield ("keyvault:Vault",), settings.existing_key_vault_id is None
    yield ("keyvault:Key",), settings.encryption.key is KeyOwner.NEW
    yield ("operationalinsights:Workspace",), settings.monitoring.existing_log_analytics_workspace_id is None
    yield ("monitor:PrivateLinkScope", "monitor:PrivateLinkScopedResource"), settings.monitor_private_link
    yield ("applicationinsights:Workbook",), settings.monitoring.workbook
    yield ("authorization:PolicyAssignment",), settings.sizing.policy_effect is not PolicyEffect.NONE
    yield ("authorization:ManagementLockByScope",), settings.sizing.locks
    yield ("consumption:Budget",), settings.budget is not None
    yield ("security:Pricing",), bool(settings.protection.defender)
    yield ("network:NetworkSecurityPerimeter", "network:NetworkSecurityPerimeterAssociation"), perimeter
