"""All blueprints."""

from collections.abc import Callable
from typing import Any, cast

from bedplate.blueprints.chat import declare_chat
from bedplate.blueprints.settings import ChatSettings
from bedplate.blueprints.settings.joined_blueprints import joined_blueprints
from bedplate.components.joining import Broken, Fault, resolve

BLUEPRINTS: dict[str, Callable[[ChatSettings], None]] = {"chat": declare_chat}
"""What declares a landing zone, by the value of `blueprint` in its settings."""


def declaration_of(blueprint: str) -> Callable[[Any], None]:
    """Return what declares the landing zone of a blueprint, ours or an installed package's.

    Raises:
        Broken: the package that brings it cannot be loaded.
    """
    if blueprint in BLUEPRINTS:
        return BLUEPRINTS[blueprint]
    part = joined_blueprints()[blueprint]
    found = resolve(part.origin, part.value.declare)
    if not callable(found):
        problem = f"{part.value.declare} is a {type(found).__name__}"
        raise Broken(Fault(part.origin, problem, "name a function that takes the settings"))
    return cast("Callable[[Any], None]", found)
