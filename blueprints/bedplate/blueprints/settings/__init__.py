"""What a user may say about a landing zone: models, checks, and the loader of stack files.

Nothing here imports Pulumi or the Azure SDK.
"""

from bedplate.blueprints.settings.base import Choice, Count, SettingsModel, Switch, Text
from bedplate.blueprints.settings.blueprint import Blueprint
from bedplate.blueprints.settings.checks import Context
from bedplate.blueprints.settings.findings import Finding
from bedplate.blueprints.settings.landing_zone import ChatSettings, LandingZone, Settings
from bedplate.blueprints.settings.loader import LoadedSettings, from_config, load
from bedplate.blueprints.settings.problems import Problem, SettingsError
from bedplate.blueprints.settings.project import PulumiProject, read_project, validate_stacks
from bedplate.blueprints.settings.schema import settings_schema
from bedplate.blueprints.settings.zone import ZoneSettings

__all__ = [
    "Blueprint",
    "ChatSettings",
    "Choice",
    "Context",
    "Count",
    "Finding",
    "LandingZone",
    "LoadedSettings",
    "Problem",
    "PulumiProject",
    "Settings",
    "SettingsError",
    "SettingsModel",
    "Switch",
    "Text",
    "ZoneSettings",
    "from_config",
    "load",
    "read_project",
    "settings_schema",
    "validate_stacks",
]
