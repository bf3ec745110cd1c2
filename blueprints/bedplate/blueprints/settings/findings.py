"""What an examination of settings values finds, before it is known where they stand in a file."""

from dataclasses import dataclass
from typing import Any

from bedplate.blueprints.settings.positions import Path

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right, at a path below `bedplate:landingZone`."""

    rule: str
    """Stable id of the rule."""
    path: Path
    """Keys and indexes of the value, as the file spells them."""
    message: str
    """What is wrong."""
    hint: str = ""
    """What to write instead."""
    of_key: bool = False
    """Whether the finding is about the key at `path` rather than about its value."""


def shown(value: Any) -> str:
    """Return `value` as a message shows it: quoted where it is text, and cut where it is long."""
    text = repr(value[: _LONGEST + 1] if isinstance(value, str) else value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
