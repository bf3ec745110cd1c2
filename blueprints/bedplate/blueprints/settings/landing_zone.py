"""The settings of a landing zone, one model a blueprint, told apart by `blueprint`."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from bedplate.blueprints.settings.base import Choice, SettingsModel, Text
from bedplate.blueprints.settings.models import Agents, ContentFilter, ModelDeployment, Project, QuotaEntry
from bedplate.blueprints.settings.network import Network, PrivateDns, PrivateDnsMode, Topology, TopologyKind
from bedplate.blueprints.settings.operations import (
    Environment,
    Lifecycle,
    Monitoring,
    Protection,
    Resilience,
    Sizing,
    resolve_sizing,
)
from bedplate.blueprints.settings.values import Guid, Workload, problem
from bedplate.components.facts.private_link import private_dns_zones
from bedplate.components.planning.naming import Naming


class LandingZone(SettingsModel):
    """What every blueprint's settings say."""

    workload: Workload
    """Short lower-case name that stands in every resource's name."""
    environment: Environment
    """Stage of the workload: `dev`, `test` or `prod`; sets every default of size and protection."""
    location: Text
    """Azure region, for example `swedencentral`."""
    subscription_id: Guid
    """Subscription that the zone is built in; ARM ids are known from it before anything exists."""
    tenant_id: Guid
    """Microsoft Entra tenant of the subscription."""
    lifecycle: Lifecycle = Lifecycle()
    """Which life of the zone this is."""
    topology: Topology = Topology()
    """How the zone stands among other networks."""
    network: Network
    """Addresses of the zone and of its neighbours."""
    private_dns: PrivateDns = PrivateDns()
    """How the names of private endpoints resolve."""
    monitoring: Monitoring = Monitoring()
    """Where logs go, for how long, and who is told."""
    protection: Protection = Protection()
    """What guards the zone against deletion."""
    resilience: Resilience = Resilience()
    """What keeps the zone up when part of the region is down."""
    tags: Mapping[Text, Text]
    """Azure tags of every resource; `owner`, `costCenter` and `dataClassification` are required."""

    @property
    def naming(self) -> Naming:
        """Names of every resource in the zone."""
        return Naming(
            workload=self.workload,
            environment=self.environment.value,
            location=self.location,
            generation=self.lifecycle.generation,
            subscription_id=self.subscription_id,
        )

    @property
    def sizing(self) -> Sizing:
        """Settings of size and protection with the environment's defaults filled in."""
        return resolve_sizing(self.environment, self.monitoring, self.protection, self.resilience)

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


def _refuse_later_generation(value: Any) -> Any:
    if value == "classic":
        raise problem("generation", "this release builds generation foundry only", "write foundry, or remove the key")
    return value


class ChatSettings(LandingZone):
    """A chat landing zone: a private Foundry account with its models, projects and network."""

    blueprint: Literal["chat"]
    """Which landing zone to build."""
    generation: Annotated[Generation, BeforeValidator(_refuse_later_generation)] = Generation.FOUNDRY
    """Generation of the AI service: `foundry`."""
    agents: Agents = Agents()
    """How agents run."""
    models: tuple[ModelDeployment, ...] = Field(min_length=1)
    """Model deployments, in the order in which they are made."""
    content_filters: tuple[ContentFilter, ...] = ()
    """Content filters that model deployments refer to."""
    quota: tuple[QuotaEntry, ...] = ()
    """What Azure has granted; where an entry is given, the deployments are counted against it."""
    projects: tuple[Project, ...] = Field(min_length=1)
    """Foundry projects, in the order in which they are made."""

    @property
    def needed_subnets(self) -> tuple[str, ...]:
        """Purposes of the subnets that these settings call for, as `facts/subnets.toml` names them."""
        wanted = {
            "agents": self.agents.network_injection,
            "app": True,
            "privateEndpoints": True,
            "build": self.network.subnets.build is not None,
        }
        return tuple(purpose for purpose, is_wanted in wanted.items() if is_wanted)

    @property
    def private_link_targets(self) -> tuple[tuple[str, str], ...]:
        """ARM type and sub-resource of everything that gets a private endpoint."""
        targets = (
            ("Microsoft.CognitiveServices/accounts", "account"),
            ("Microsoft.KeyVault/vaults", "vault"),
            ("Microsoft.Storage/storageAccounts", "blob"),
        )
        return (
            (*targets, ("Microsoft.Insights/privateLinkScopes", "azuremonitor"))
            if self.monitor_private_link
            else targets
        )

    @property
    def private_dns_zone_names(self) -> tuple[str, ...]:
        """Names of the private DNS zones that the private endpoints register in, sorted."""
        return tuple(sorted({zone for target in self.private_link_targets for zone in private_dns_zones(*target)}))


Settings = ChatSettings
"""The settings of any blueprint."""

SETTINGS_MODELS: dict[str, type[ChatSettings]] = {"chat": ChatSettings}
"""Settings model by the value of `blueprint`."""
