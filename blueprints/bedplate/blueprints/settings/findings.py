"""What an examination of settings values finds, before it is known where they stand in a file."""

from dataclasses import dataclass

from bedplate.blueprints.settings.positions import Path


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
