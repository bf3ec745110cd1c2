"""The door between Pulumi's configuration and the blueprints."""

import asyncio
import gc

import pulumi

from bedplate.blueprints.settings import SettingsError, from_config
from bedplate.components.joining import Broken


def run() -> None:
    """Declare the landing zone of the current stack, from its configuration `bedplate:landingZone`.

    Raises:
        pulumi.RunError: the settings are wrong, or the package that brings the blueprint is; the message names every
            problem.
    """
    # A program ends when all is declared, and leaves next to nothing to collect. Looking for cycles, most of all while
    # the Azure SDK is imported, took a fifth of a preview's processor time (chat-prod, 226 resources, 2026-11-21).
    gc.disable()
    from bedplate.blueprints.catalogue import declaration_of  # noqa: PLC0415 - it imports the Azure SDK

    try:
        value = pulumi.Config("bedplate").require_object("landingZone")
        settings = from_config(value)
        declare = declaration_of(value["blueprint"])
    except (SettingsError, Broken) as error:
        raise pulumi.RunError(str(error)) from None
    declare(settings)
    pulumi.run(_let_registrations_begin)


async def _let_registrations_begin() -> None:
    """Give way once, so that every registration is under way when Pulumi begins to wait for the program's end.

    It waits for registrations one by one, but for values by going through all of them each time that one is there. A
    program that never gives way has no registration under way yet, so Pulumi would wait for thousands of values, which
    took most of a preview. Measured with pulumi 3.272 on 2026-11-21.
    """
    await asyncio.sleep(0)
