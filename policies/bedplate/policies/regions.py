"""Regions of Azure, however a location is written: `Sweden Central` is `swedencentral`."""

from __future__ import annotations

from bedplate.policies.values import Value


def region_of(location: Value) -> str:
    """Return the programmatic name of a location's region; empty where the location is not known."""
    return location.replace(" ", "").casefold() if isinstance(location, str) else ""


def cloud_of(region: str) -> str:
    """Return the cloud that a region belongs to, as the tables name it; the public one where it is not known."""
    if region.startswith(("usgov", "usdod")):
        return "usgovernment"
    return "china" if region.startswith("china") else "public"
