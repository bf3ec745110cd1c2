"""What checks may know besides the settings."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Context:
    """Surroundings of an examination."""

    today: date
    """Day on which models must not be retired."""
