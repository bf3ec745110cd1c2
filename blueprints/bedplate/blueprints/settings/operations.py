"""Settings of running a landing zone: monitoring, protection, sizing by environment."""

from dataclasses import dataclass, fields, replace
from typing import Annotated

from pydantic import Field, Strict

from bedplate.blueprints.settings.base import Choice, Count, SettingsModel, Switch
from bedplate.blueprints.settings.traffic import FirewallSku
from bedplate.blueprints.settings.values import Email, FirstOfMonth, LogAnalyticsWorkspaceId


class Environment(Choice):
    """Stage of the workload; sets every default of size and protection."""

    DEV = "dev"
    """For building and trying: small, cheap, without locks, in one availability zone."""
    TEST = "test"
    """For rehearsing: sizes between the other two, without locks, in one availability zone."""
    PROD = "prod"
    """For users: locked, protected, spread over availability zones."""


class Monitoring(SettingsModel):
    """Where logs go, for how long, and who is told."""

    existing_log_analytics_workspace_id: LogAnalyticsWorkspaceId | None = None
    """ARM id of a workspace that the platform owns; a new one is made by default."""
    retention_days: Annotated[Count, Field(ge=30, le=730)] | None = None
    """Days that the new workspace keeps logs; 30 in dev and test, 90 in prod by default."""
    daily_cap_gigabytes: Annotated[float, Strict(), Field(gt=0)] | None = None
    """Most gigabytes that the new workspace takes in a day; 1 in dev, 5 in test, no cap in prod by default."""
    private_link: Switch | None = None
    """Whether telemetry comes through a private link scope of the zone's own and not over public addresses; by default
    only in a standalone prod zone with a workspace of its own. Networks that share a DNS share one scope, so a spoke's
    is its platform's."""
    alert_emails: tuple[Email, ...] = ()
    """Who is told when an alert fires; whoever owns the subscription when nobody is named."""
    workbook: Switch = True
    """Whether there is a workbook that shows tokens, latency, refusals, denials and state at a glance."""


class Budget(SettingsModel):
    """What the zone may cost; nothing is switched off when it is spent, people are told."""

    monthly_amount: Annotated[Count, Field(ge=1)]
    """Amount of one month, in the currency in which the subscription is billed."""
    start_date: FirstOfMonth
    """First day of the first month, quoted, for example `"2026-12-01"`."""
    contact_emails: tuple[Email, ...] = ()
    """Who is told; those who are told of alerts by default."""


class PolicyEffect(Choice):
    """What Azure Policy does about a resource that breaks a rule."""

    NONE = "none"
    """Nothing is assigned."""
    AUDIT = "audit"
    """It is reported."""
    DENY = "deny"
    """It is refused."""


class Policy(SettingsModel):
    """Azure Policy on the zone's resource groups."""

    assignments: PolicyEffect | None = None
    """Effect of the built-in policies that the zone obeys: `none`, `audit` (default), or `deny` (default in prod)."""


class DefenderPlan(Choice):
    """A plan of Microsoft Defender for Cloud."""

    AI = "ai"
    """Defender for AI Services."""
    APP_SERVICES = "appServices"
    """Defender for App Service."""
    CONTAINERS = "containers"
    """Defender for Containers."""
    COSMOS_DB = "cosmosDb"
    """Defender for Azure Cosmos DB."""
    KEY_VAULTS = "keyVaults"
    """Defender for Key Vault."""
    STORAGE_ACCOUNTS = "storageAccounts"
    """Defender for Storage."""


class PerimeterMode(Choice):
    """What a network security perimeter does about traffic across it."""

    NONE = "none"
    """There is no perimeter."""
    LEARNING = "learning"
    """What crosses it is logged."""
    ENFORCED = "enforced"
    """What crosses it is refused, unless a rule of the perimeter allows it."""


class Protection(SettingsModel):
    """What guards the zone against deletion."""

    locks: Switch | None = None
    """Whether resources that hold state carry a lock against deletion; only in prod by default."""
    pulumi_protect: Switch | None = None
    """Whether Pulumi itself refuses to delete resources that hold state; only in prod by default."""
    soft_delete_retention_days: Annotated[Count, Field(ge=7, le=90)] | None = None
    """Days that a deleted key vault and deleted blobs can be brought back; 7 in dev, 30 in test, 90 in prod."""
    defender: tuple[DefenderPlan, ...] = ()
    """Plans of Microsoft Defender for Cloud to switch on; each holds for, and is billed to, the whole subscription."""
    network_security_perimeter: PerimeterMode = PerimeterMode.NONE
    """Whether a perimeter around the zone's services logs (`learning`) or refuses (`enforced`) what crosses it."""


class Resilience(SettingsModel):
    """What keeps the zone up when part of the region is down."""

    zone_redundant: Switch | None = None
    """Whether resources are spread over availability zones; only in prod by default."""


class Lifecycle(SettingsModel):
    """Which life of the zone this is."""

    generation: Count = Field(default=1, ge=1, le=999)
    """Part of every name. Raise it to build the zone anew while Azure still holds the deleted one's names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizing:
    """The settings of size and protection after the environment's defaults are filled in."""

    retention_days: int
    """Days that logs are kept."""
    daily_cap_gigabytes: float | None
    """Most gigabytes of logs in a day, if there is a cap."""
    locks: bool
    """Whether resources that hold state carry a lock."""
    pulumi_protect: bool
    """Whether Pulumi refuses to delete resources that hold state."""
    soft_delete_retention_days: int
    """Days that deleted state can be brought back."""
    zone_redundant: bool
    """Whether resources are spread over availability zones."""
    policy_effect: PolicyEffect
    """Effect of the built-in policies on the zone's resource groups."""
    firewall_sku: FirewallSku
    """Size of the zone's own firewall."""
    host_sku: str
    """Size of the App Service plan."""
    maximum_instances: int
    """Most instances of the application under load."""
    gateway_capacity: tuple[int, int]
    """Least and most instances of the Application Gateway."""
    search_replicas: int
    """Replicas of the search service; two carry an SLA for reading, three for writing."""
    cosmos_backup_days: int
    """Days back to which Cosmos DB can be restored, 7 or 30."""
    flow_logs: bool
    """Whether the network's flows are logged."""


PROFILES: dict[Environment, Sizing] = {
    Environment.DEV: Sizing(
        retention_days=30,
        daily_cap_gigabytes=1,
        locks=False,
        pulumi_protect=False,
        soft_delete_retention_days=7,
        zone_redundant=False,
        policy_effect=PolicyEffect.AUDIT,
        firewall_sku=FirewallSku.BASIC,
        host_sku="P0v3",
        maximum_instances=2,
        gateway_capacity=(1, 2),
        search_replicas=1,
        cosmos_backup_days=7,
        flow_logs=False,
    ),
    Environment.TEST: Sizing(
        retention_days=30,
        daily_cap_gigabytes=5,
        locks=False,
        pulumi_protect=False,
        soft_delete_retention_days=30,
        zone_redundant=False,
        policy_effect=PolicyEffect.AUDIT,
        firewall_sku=FirewallSku.STANDARD,
        host_sku="P0v3",
        maximum_instances=3,
        gateway_capacity=(1, 3),
        search_replicas=1,
        cosmos_backup_days=7,
        flow_logs=False,
    ),
    Environment.PROD: Sizing(
        retention_days=90,
        daily_cap_gigabytes=None,
        locks=True,
        pulumi_protect=True,
        soft_delete_retention_days=90,
        zone_redundant=True,
        policy_effect=PolicyEffect.DENY,
        firewall_sku=FirewallSku.STANDARD,
        host_sku="P1v3",
        maximum_instances=10,
        gateway_capacity=(2, 10),
        search_replicas=3,
        cosmos_backup_days=30,
        flow_logs=True,
    ),
}
"""Defaults of size and protection by environment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the settings say of size and protection; `None` where they leave it to the environment."""

    retention_days: int | None
    daily_cap_gigabytes: float | None
    locks: bool | None
    pulumi_protect: bool | None
    soft_delete_retention_days: int | None
    zone_redundant: bool | None
    policy_effect: PolicyEffect | None
    firewall_sku: FirewallSku | None
    host_sku: str | None
    maximum_instances: int | None
    flow_logs: bool | None


def resolve_sizing(environment: Environment, chosen: Chosen) -> Sizing:
    """Return the environment's profile with what the settings say in its place."""
    given = {field.name: value for field in fields(chosen) if (value := getattr(chosen, field.name)) is not None}
    return replace(PROFILES[environment], **given)
