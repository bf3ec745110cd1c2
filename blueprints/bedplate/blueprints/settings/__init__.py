"""What a user may say about a landing zone: models, checks, and the loader of stack files.

Nothing here imports Pulumi or the Azure SDK.
"""

from bedplate.blueprints.settings.landing_zone import ChatSettings, LandingZone, Settings
from bedplate.blueprints.settings.loader import LoadedSettings, from_config, load
from bedplate.blueprints.settings.problems import Problem, SettingsError

__all__ = [
    "ChatSettings",
    "LandingZone",
    "LoadedSettings",
    "Problem",
    "Settings",
    "SettingsError",
    "from_config",
    "load",
]
