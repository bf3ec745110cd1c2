"""What a user may say about a landing zone: models, checks, and the loader of stack files.

Nothing here imports Pulumi or the Azure SDK.
"""

from bedplate.blueprints.settings.landing_zone import ChatSettings, LandingZone, Settings
from bedplate.blueprints.settings.loader import LoadedSettings, from_config, load
from bedplate.blueprints.settings.problems import Problem, SettingsError
from bedplate.blueprints.settings.project import PulumiProject, read_project, validate_stacks
from bedplate.blueprints.settings.schema import settings_schema

__all__ = [
    "ChatSettings",
    "LandingZone",
    "LoadedSettings",
    "Problem",
    "PulumiProject",
    "Settings",
    "SettingsError",
    "from_config",
    "load",
    "read_project",
    "settings_schema",
    "validate_stacks",
]
