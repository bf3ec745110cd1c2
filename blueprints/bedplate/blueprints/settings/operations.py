"""Settings of running a landing zone: monitoring, protection, sizing by environment."""

from dataclasses import dataclass
from typing import Annotated, TypeVar

from pydantic import Field, Strict

from bedplate.blueprints.settings.base import Choice, Count, SettingsModel, Switch
from bedplate.blueprints.settings.values import Email, LogAnalyticsWorkspaceId

T = TypeVar("T")


class Environment(Choice):
    """Stage of the workload; sets every default of size and protection."""

    DEV = "dev"
    TEST = "test"
    PROD = "prod"


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


class Protection(SettingsModel):
    """What guards the zone against deletion."""

    locks: Switch | None = None
    """Whether resources that hold state carry a lock against deletion; only in prod by default."""
    pulumi_protect: Switch | None = None
    """Whether Pulumi itself refuses to delete resources that hold state; only in prod by default."""
    soft_delete_retention_days: Annotated[Count, Field(ge=7, le=90)] | None = None
    """Days that a deleted key vault and deleted blobs can be brought back; 7 in dev, 30 in test, 90 in prod."""


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
    """Most gigabytes of logs in a day; `None` for no cap."""
    locks: bool
    """Whether resources that hold state carry a lock."""
    pulumi_protect: bool
    """Whether Pulumi refuses to delete resources that hold state."""
    soft_delete_retention_days: int
    """Days that deleted state can be brought back."""
    zone_redundant: bool
    """Whether resources are spread over availability zones."""


PROFILES: dict[Environment, Sizing] = {
    Environment.DEV: Sizing(
        retention_days=30,
        daily_cap_gigabytes=1,
        locks=False,
        pulumi_protect=False,
        soft_delete_retention_days=7,
        zone_redundant=False,
    ),
    Environment.TEST: Sizing(
        retention_days=30,
        daily_cap_gigabytes=5,
        locks=False,
        pulumi_protect=False,
        soft_delete_retention_days=30,
        zone_redundant=False,
    ),
    Environment.PROD: Sizing(
        retention_days=90,
        daily_cap_gigabytes=None,
        locks=True,
        pulumi_protect=True,
        soft_delete_retention_days=90,
        zone_redundant=True,
    ),
}
"""Defaults of size and protection by environment."""


def resolve_sizing(
    environment: Environment, monitoring: Monitoring, protection: Protection, resilience: Resilience
) -> Sizing:
    """Return the environment's profile with what the settings say in its place."""
    profile = PROFILES[environment]
    return Sizing(
        retention_days=_given(monitoring.retention_days, profile.retention_days),
        daily_cap_gigabytes=_given(monitoring.daily_cap_gigabytes, profile.daily_cap_gigabytes),
        locks=_given(protection.locks, profile.locks),
        pulumi_protect=_given(protection.pulumi_protect, profile.pulumi_protect),
        soft_delete_retention_days=_given(protection.soft_delete_retention_days, profile.soft_delete_retention_days),
        zone_redundant=_given(resilience.zone_redundant, profile.zone_redundant),
    )


def _given(value: T | None, default: T) -> T:
    return default if value is None else value
