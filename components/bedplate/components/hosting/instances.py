"""How many instances of an application run."""

ZONE_REDUNDANT_MINIMUM = 2
"""Fewest instances with which App Service spreads a plan over zones.

Source: learn.microsoft.com/azure/reliability/reliability-app-service. Checked 2026-11-21.
"""
_ONE_IN_EVERY_ZONE = 3


def instance_range(minimum: int | None, maximum: int | None, *, zone_redundant: bool) -> tuple[int, int]:
    """Return the least and most instances, with defaults filled in.

    By default there is one in every zone, or a single one where zones do not matter, and load brings no more.
    """
    least = minimum if minimum is not None else (_ONE_IN_EVERY_ZONE if zone_redundant else 1)
    return least, maximum if maximum is not None else least


def instance_problems(least: int, most: int, *, zone_redundant: bool) -> list[str]:
    """Return what is wrong with a range of instances, one phrase a problem."""
    problems: list[str] = []
    if least < 1:
        problems.append(f"minimum_instances must be 1 or more: {least}")
    if most < least:
        problems.append(f"maximum_instances must not be below minimum_instances: {most} < {least}")
    if zone_redundant and least < ZONE_REDUNDANT_MINIMUM:
        problems.append(f"zone_redundant needs minimum_instances of {ZONE_REDUNDANT_MINIMUM} or more: {least}")
    return problems
