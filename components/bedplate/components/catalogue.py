"""All components: what the plugin offers to programs in every Pulumi language."""

import pulumi

from bedplate.components.ai_account import AIAccount
from bedplate.components.ai_hub import AIHub
from bedplate.components.alerts import Alerts
from bedplate.components.application_gateway import ApplicationGateway
from bedplate.components.bastion import BastionHost
from bedplate.components.budget import Budget
from bedplate.components.container_app import ContainerApp
from bedplate.components.container_apps_environment import ContainerAppsEnvironment
from bedplate.components.container_registry import ContainerRegistry
from bedplate.components.cosmos_db_account import CosmosDbAccount
from bedplate.components.ddos_protection_plan import DdosProtectionPlan
from bedplate.components.defender_plans import DefenderPlans
from bedplate.components.encryption_key import EncryptionKey
from bedplate.components.firewall import EgressFirewall
from bedplate.components.flow_logs import VirtualNetworkFlowLogs
from bedplate.components.front_door import FrontDoor
from bedplate.components.jump_box import JumpBox
from bedplate.components.key_vault import KeyVault
from bedplate.components.managed_identity import ManagedIdentity
from bedplate.components.monitor_private_link import MonitorPrivateLink
from bedplate.components.monitoring import Monitoring
from bedplate.components.network_security_perimeter import NetworkSecurityPerimeter
from bedplate.components.policy_assignments import PolicyAssignments
from bedplate.components.private_dns import PrivateDnsZones
from bedplate.components.private_endpoint import PrivateEndpoint
from bedplate.components.resource_group import ResourceGroup
from bedplate.components.role_grants import RoleGrants
from bedplate.components.route_table import EgressRouteTable
from bedplate.components.search_service import SearchService
from bedplate.components.storage_account import StorageAccount
from bedplate.components.virtual_network import VirtualNetwork
from bedplate.components.web_app import WebApp
from bedplate.components.workbook import Workbook

COMPONENTS: tuple[type[pulumi.ComponentResource], ...] = (
    AIAccount,
    AIHub,
    Alerts,
    ApplicationGateway,
    BastionHost,
    Budget,
    ContainerApp,
    ContainerAppsEnvironment,
    ContainerRegistry,
    CosmosDbAccount,
    DdosProtectionPlan,
    DefenderPlans,
    EgressFirewall,
    EgressRouteTable,
    EncryptionKey,
    FrontDoor,
    JumpBox,
    KeyVault,
    ManagedIdentity,
    MonitorPrivateLink,
    Monitoring,
    NetworkSecurityPerimeter,
    PolicyAssignments,
    PrivateDnsZones,
    PrivateEndpoint,
    ResourceGroup,
    RoleGrants,
    SearchService,
    StorageAccount,
    VirtualNetwork,
    VirtualNetworkFlowLogs,
    WebApp,
    Workbook,
)
