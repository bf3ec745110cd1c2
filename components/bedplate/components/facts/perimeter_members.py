"""Which resources a network security perimeter can hold, from `facts/network_security_perimeter.toml`."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from bedplate.components.facts import read_facts


class PerimeterAvailability(StrEnum):
    """Whether Azure calls the association of a type finished."""

    GENERAL = "general"
    PREVIEW = "preview"


@cache
def perimeter_members() -> Mapping[str, PerimeterAvailability]:
    """Return the ARM types that can be associated with a perimeter, each with its availability."""
    rows = read_facts("network_security_perimeter")["types"]
    return MappingProxyType({name: PerimeterAvailability(row["availability"]) for name, row in rows.items()})
