"""Monitoring and the workload's name: settings that exclude each other, words that Azure keeps."""

from collections.abc import Iterator

from bedplate.blueprints.settings.checks.context import Context
from bedplate.blueprints.settings.findings import Finding
from bedplate.blueprints.settings.landing_zone import Settings
from bedplate.blueprints.settings.zone import ZoneSettings
from bedplate.components.facts.resource_names import reserved_word


def check_workspace(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find retention, a cap or a private link for a workspace that is somebody else's."""
    monitoring = settings.monitoring
    if monitoring.existing_log_analytics_workspace_id is None:
        return
    for key, value in (
        ("retentionDays", monitoring.retention_days),
        ("dailyCapGigabytes", monitoring.daily_cap_gigabytes),
        ("privateLink", monitoring.private_link or None),
    ):
        if value is not None:
            message = f"{key} cannot be set on an existing workspace"
            hint = "remove it, or remove existingLogAnalyticsWorkspaceId"
            yield Finding("toggle-workspace", ("monitoring", key), message, hint, of_key=True)


def check_workload(settings: ZoneSettings, _: Context) -> Iterator[Finding]:
    """Find words that Azure keeps out of names with a public endpoint."""
    word = reserved_word(settings.workload)
    if word is not None:
        message = f"Azure refuses names that contain {word!r}"
        yield Finding("name-reserved", ("workload",), message, "choose another workload name")
