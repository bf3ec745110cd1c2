"""The door between Pulumi's configuration and the blueprints."""

import pulumi

from bedplate.blueprints.catalogue import BLUEPRINTS
from bedplate.blueprints.settings import SettingsError, from_config


def run() -> None:
    """Declare the landing zone of the current stack, from its configuration `bedplate:landingZone`.

    Raises:
        pulumi.RunError: the settings are wrong; the message names every problem.
    """
    try:
        settings = from_config(pulumi.Config("bedplate").require_object("landingZone"))
    except SettingsError as error:
        raise pulumi.RunError(str(error)) from None
    BLUEPRINTS[settings.blueprint](settings)
