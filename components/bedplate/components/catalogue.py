"""All components: what the plugin offers to programs in every Pulumi language."""

import pulumi

from bedplate.components.ai_account import AIAccount
from bedplate.components.alerts import Alerts
from bedplate.components.container_registry import ContainerRegistry
from bedplate.components.cosmos_db_account import CosmosDbAccount
from bedplate.components.key_vault import KeyVault
from bedplate.components.managed_identity import ManagedIdentity
from bedplate.components.monitor_private_link import MonitorPrivateLink
from bedplate.components.monitoring import Monitoring
from bedplate.components.private_dns import PrivateDnsZones
from bedplate.components.private_endpoint import PrivateEndpoint
from bedplate.components.resource_group import ResourceGroup
from bedplate.components.role_grants import RoleGrants
from bedplate.components.route_table import EgressRouteTable
from bedplate.components.search_service import SearchService
from bedplate.components.storage_account import StorageAccount
from bedplate.components.virtual_network import VirtualNetwork

COMPONENTS: tuple[type[pulumi.ComponentResource], ...] = (
    AIAccount,
    Alerts,
    ContainerRegistry,
    CosmosDbAccount,
    EgressRouteTable,
    KeyVault,
    ManagedIdentity,
    MonitorPrivateLink,
    Monitoring,
    PrivateDnsZones,
    PrivateEndpoint,
    ResourceGroup,
    RoleGrants,
    SearchService,
    StorageAccount,
    VirtualNetwork,
)
