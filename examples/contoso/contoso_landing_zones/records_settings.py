"""The blueprint `records`: an archive of records in the network that the platform provides.

This module must load neither Pulumi nor the Azure SDK: `bedplate validate` reads it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from bedplate.blueprints.settings import Blueprint, Context, Count, Finding, ZoneSettings
from bedplate.blueprints.settings.values import Guid, LogAnalyticsWorkspaceId, SubnetId
from pydantic import Field

_LEAST_DAYS_IN_PROD = 365


class RecordsSettings(ZoneSettings):
    """An archive of records."""

    blueprint: Literal["records"]
    """Which landing zone to build."""
    subnet_id: SubnetId
    """ARM id of the subnet for private endpoints, which the platform team provides."""
    log_analytics_workspace_id: LogAnalyticsWorkspaceId
    """ARM id of the platform's workspace, which receives the logs."""
    writer_principal_id: Guid
    """Object id of the managed identity that writes the records."""
    retention_days: Annotated[Count, Field(ge=1, le=146000)] = 365
    """How long a record can be neither changed nor deleted."""


def check_retention(settings: RecordsSettings, _: Context) -> Iterator[Finding]:
    """Find a retention in prod that is shorter than the law asks for."""
    if settings.environment == "prod" and settings.retention_days < _LEAST_DAYS_IN_PROD:
        message = f"{settings.retention_days} days are less than the law asks for"
        yield Finding("contoso-retention", ("retentionDays",), message, f"write {_LEAST_DAYS_IN_PROD} or more")


BLUEPRINT = Blueprint(
    settings=RecordsSettings,
    declare="contoso_landing_zones.records:declare_records",
    checks=(check_retention,),
    templates=Path(__file__).parent / "templates" / "records",
)
