"""Whether a resource outlasts the loss of a zone of its region."""

from __future__ import annotations

from bedplate.policies.conditions import Answer, Condition, Truth, equals
from bedplate.policies.facts import read_facts
from bedplate.policies.regions import region_of
from bedplate.policies.values import MISSING, UNKNOWN, Value, is_array, is_hidden, value_at

_SEVERAL = 2


def _spread(root: Value) -> Answer:
    zones = value_at(root, "zones")
    if is_hidden(zones):
        return Answer(Truth.UNKNOWN, "zones", zones, "no zones, or two or more")
    # Where none is named, Azure chooses several itself.
    holds = zones is MISSING or (is_array(zones) and len(zones) != 1)
    return Answer(Truth.HOLDS if holds else Truth.FAILS, "zones", zones, "no zones, or two or more")


def _in_region_with_zones(root: Value) -> Answer:
    expected = "a region with availability zones"
    location = value_at(root, "location")
    region = region_of(location)
    if not region:
        return Answer(Truth.UNKNOWN, "location", location, expected)
    without = region in read_facts("regions")["withoutZones"]
    return Answer(Truth.FAILS if without else Truth.HOLDS, "location", location, expected)


def _units_spread(root: Value) -> Answer:
    if equals("sku.name", "Premium").answer(root).truth is not Truth.HOLDS:
        return equals("properties.zoneRedundant", expected=True).answer(root)
    zones, units = value_at(root, "zones"), value_at(root, "sku.capacity")
    expected = "at least two zones, and as many units as zones or a multiple"
    if zones is MISSING or (is_array(zones) and not zones):
        return Answer(Truth.HOLDS, "zones", zones, expected)  # Azure then spreads the units by itself
    if not is_array(zones) or not isinstance(units, int):
        unknown = zones is UNKNOWN or units is UNKNOWN
        return Answer(Truth.UNKNOWN if unknown else Truth.FAILS, "zones", zones, expected)
    holds = len(zones) >= _SEVERAL and units > 0 and units % len(zones) == 0
    return Answer(Truth.HOLDS if holds else Truth.FAILS, "zones", zones, expected)


not_in_one_zone = Condition(_spread, ("zones",))
"""Hold for a firewall, a gateway or an address that is not pinned to one zone: Azure spreads it where none is named."""
in_region_with_zones = Condition(_in_region_with_zones, ("location",))
"""Hold where the region has availability zones; a location that is not given is not known."""
gateway_units_spread = Condition(_units_spread, ("zones", "sku.capacity", "properties.zoneRedundant"))
"""Hold for an API Management service whose units stand in several zones."""
