"""The settings of a landing zone, one model a blueprint, told apart by `blueprint`."""

from dataclasses import replace
from typing import Literal

from pydantic import Field

from bedplate.blueprints.settings.agents import AgentMode, Agents
from bedplate.blueprints.settings.base import Choice
from bedplate.blueprints.settings.classic import Classic, Orchestration
from bedplate.blueprints.settings.encryption import Encryption
from bedplate.blueprints.settings.hosting import Host, HostKind
from bedplate.blueprints.settings.models import ContentFilter, ModelDeployment, Project, QuotaEntry
from bedplate.blueprints.settings.network import Network, PrivateDns, PrivateDnsMode, Topology, TopologyKind
from bedplate.blueprints.settings.operations import (
    Budget,
    Chosen,
    Environment,
    Monitoring,
    Policy,
    Protection,
    Resilience,
    Sizing,
    resolve_sizing,
)
from bedplate.blueprints.settings.traffic import (
    Access,
    BastionKind,
    Egress,
    EgressKind,
    FirewallSku,
    Ingress,
    IngressKind,
)
from bedplate.blueprints.settings.values import KeyVaultId
from bedplate.blueprints.settings.zone import ZoneSettings
from bedplate.components.facts.private_link import private_dns_zones


class LandingZone(ZoneSettings):
    """What the settings of all landing zones with a network of their own say."""

    topology: Topology = Topology()
    """How the zone stands among other networks."""
    network: Network
    """Addresses of the zone and of its neighbours."""
    private_dns: PrivateDns = PrivateDns()
    """How the names of private endpoints resolve."""
    egress: Egress = Egress()
    """How traffic leaves the zone."""
    access: Access = Access()
    """How administrators get inside the network."""
    encryption: Encryption = Encryption()
    """Whose key encrypts what the zone stores."""
    existing_key_vault_id: KeyVaultId | None = None
    """ARM id of a key vault to use instead of a new one; it is reached as its owner provides."""
    monitoring: Monitoring = Monitoring()
    """Where logs go, for how long, and who is told."""
    budget: Budget | None = None
    """What the zone may cost; no budget by default."""
    policy: Policy = Policy()
    """Azure Policy on the zone's resource groups."""
    protection: Protection = Protection()
    """What guards the zone against deletion and intruders."""
    resilience: Resilience = Resilience()
    """What keeps the zone up when part of the region is down."""

    @property
    def sizing(self) -> Sizing:
        """Settings of size and protection with the environment's defaults filled in."""
        return resolve_sizing(self.environment, self._chosen)

    @property
    def _chosen(self) -> Chosen:
        return Chosen(
            retention_days=self.monitoring.retention_days,
            daily_cap_gigabytes=self.monitoring.daily_cap_gigabytes,
            locks=self.protection.locks,
            pulumi_protect=self.protection.pulumi_protect,
            soft_delete_retention_days=self.protection.soft_delete_retention_days,
            zone_redundant=self.resilience.zone_redundant,
            policy_effect=self.policy.assignments,
            firewall_sku=self.egress.firewall_sku,
            host_sku=None,
            maximum_instances=None,
            flow_logs=self.network.flow_logs,
        )

    @property
    def egress_kind(self) -> EgressKind:
        """How traffic leaves the zone, with the topology's default filled in."""
        if self.egress.kind is not None:
            return self.egress.kind
        return EgressKind.HUB if self.topology.kind is TopologyKind.SPOKE else EgressKind.FIREWALL

    @property
    def monitor_private_link(self) -> bool:
        """Whether the zone has a private link scope of its own, with the default filled in."""
        if self.monitoring.private_link is not None:
            return self.monitoring.private_link
        return (
            self.environment is Environment.PROD
            and self.topology.kind is TopologyKind.STANDALONE
            and self.monitoring.existing_log_analytics_workspace_id is None
        )

    @property
    def private_dns_mode(self) -> PrivateDnsMode:
        """Who owns the private DNS zones, with the topology's default filled in."""
        if self.private_dns.mode is not None:
            return self.private_dns.mode
        return PrivateDnsMode.EXISTING if self.topology.kind is TopologyKind.SPOKE else PrivateDnsMode.CREATE


class Generation(Choice):
    """Which generation of Azure's AI service a chat zone is built on."""

    FOUNDRY = "foundry"
    """A Microsoft Foundry account with projects."""
    CLASSIC = "classic"
    """An Azure OpenAI account."""


class ChatSettings(LandingZone):
    """A chat landing zone: a private AI account with its models, agents, application and network."""

    blueprint: Literal["chat"]
    """Which landing zone to build."""
    generation: Generation = Generation.FOUNDRY
    """Generation of the AI service: `foundry` or `classic`."""
    classic: Classic = Classic()
    """Settings that only the classic generation has."""
    agents: Agents = Agents()
    """How agents run."""
    host: Host = Host()
    """What runs the chat application."""
    ingress: Ingress = Ingress()
    """How users reach the chat application."""
    models: tuple[ModelDeployment, ...] = Field(min_length=1)
    """Model deployments, in the order in which they are made."""
    content_filters: tuple[ContentFilter, ...] = ()
    """Content filters that model deployments refer to."""
    quota: tuple[QuotaEntry, ...] = ()
    """What Azure has granted; where an entry is given, the deployments are counted against it."""
    projects: tuple[Project, ...] = ()
    """Projects, in the order in which they are made; one at least, but for a classic zone without a hub."""

    @property
    def _chosen(self) -> Chosen:
        return replace(super()._chosen, host_sku=self.host.sku, maximum_instances=self.host.maximum_instances)

    @property
    def agent_mode(self) -> AgentMode:
        """How agents run; the classic generation has none."""
        return AgentMode.NONE if self.generation is Generation.CLASSIC else self.agents.mode

    @property
    def has_hub(self) -> bool:
        """Whether the zone has a Machine Learning hub."""
        return self.generation is Generation.CLASSIC and self.classic.orchestration is Orchestration.HUB

    @property
    def owns_registry(self) -> bool:
        """Whether the zone has a container registry of its own: its host wants one, or a Machine Learning hub does."""
        return self.host.owns_registry or (self.has_hub and self.host.existing_container_registry_id is None)

    @property
    def needed_subnets(self) -> tuple[str, ...]:
        """Purposes of the subnets that these settings call for, as `facts/subnets.toml` names them."""
        own_firewall = self.egress_kind is EgressKind.FIREWALL
        wanted = {
            "agents": self.agent_mode is AgentMode.STANDARD_VNET,
            "app": self.host.kind is HostKind.APP_SERVICE,
            "containerApps": self.host.kind is HostKind.CONTAINER_APPS,
            "applicationGateway": self.ingress.kind is IngressKind.APPLICATION_GATEWAY,
            "privateEndpoints": True,
            "bastion": self.access.bastion is BastionKind.STANDARD,
            "firewall": own_firewall,
            "firewallManagement": own_firewall and self.sizing.firewall_sku is FirewallSku.BASIC,
            "build": self.network.subnets.build is not None,
            "jump": self.access.jump_box is not None,
        }
        return tuple(purpose for purpose, is_wanted in wanted.items() if is_wanted)

    @property
    def new_subnets(self) -> tuple[str, ...]:
        """Purposes of the needed subnets that do not exist yet."""
        return tuple(purpose for purpose in self.needed_subnets if purpose not in self.network.existing_subnets)

    @property
    def private_link_targets(self) -> tuple[tuple[str, str], ...]:
        """ARM type and sub-resource of everything that gets a private endpoint."""
        own_stores, state = self.agent_mode.standard, self.agents.existing
        targets = {
            ("Microsoft.CognitiveServices/accounts", "account"): True,
            ("Microsoft.KeyVault/vaults", "vault"): self.existing_key_vault_id is None,
            ("Microsoft.Storage/storageAccounts", "blob"): True,
            ("Microsoft.Storage/storageAccounts", "file"): self.has_hub,
            ("Microsoft.Search/searchServices", "searchService"): self.has_hub
            or (own_stores and state.search_service_id is None),
            ("Microsoft.DocumentDB/databaseAccounts", "Sql"): own_stores and state.cosmos_account_id is None,
            ("Microsoft.ContainerRegistry/registries", "registry"): self.owns_registry,
            ("Microsoft.Web/sites", "sites"): self.host.kind is HostKind.APP_SERVICE,
            ("Microsoft.App/managedEnvironments", "managedEnvironments"): self.host.kind is HostKind.CONTAINER_APPS,
            ("Microsoft.MachineLearningServices/workspaces", "amlworkspace"): self.has_hub,
            ("Microsoft.Insights/privateLinkScopes", "azuremonitor"): self.monitor_private_link,
        }
        return tuple(target for target, is_there in targets.items() if is_there)

    @property
    def private_dns_zone_names(self) -> tuple[str, ...]:
        """Names of the private DNS zones that the private endpoints register in, sorted."""
        targets = self.private_link_targets
        return tuple(sorted({zone for target in targets for zone in private_dns_zones(*target, self.location)}))


Settings = ChatSettings
"""The settings of any blueprint of ours."""

SETTINGS_MODELS: dict[str, type[ChatSettings]] = {"chat": ChatSettings}
"""Settings model of each blueprint of ours, by the value of `blueprint`."""
