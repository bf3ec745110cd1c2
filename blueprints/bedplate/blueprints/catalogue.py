"""All blueprints."""

from collections.abc import Callable

from bedplate.blueprints.chat import declare_chat
from bedplate.blueprints.settings import Settings

BLUEPRINTS: dict[str, Callable[[Settings], None]] = {"chat": declare_chat}
"""What declares a landing zone, by the value of `blueprint` in its settings."""
