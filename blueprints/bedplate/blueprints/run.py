"""The door between Pulumi's configuration and the blueprints."""

import asyncio

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
    pulumi.run(_let_registrations_begin)


async def _let_registrations_begin() -> None:
    """Give way once, so that every registration is under way when Pulumi begins to wait for the program's end.

    It waits for registrations one by one, but for values by going through all of them each time that one is there. A
    program that never gives way has no registration under way yet, so Pulumi would wait for thousands of values, which
    took most of a preview. Measured with pulumi 3.272 on 2026-11-21.
    """
    await asyncio.sleep(0)
