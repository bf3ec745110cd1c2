"""Waivers as rules know them, from what a file says."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from bedplate.blueprints.settings.waivers import WaiverSettings
from bedplate.policies.waiver import Waiver

_FIELDS = tuple(field.name for field in dataclasses.fields(Waiver))


def waivers_from_settings(settings: Iterable[WaiverSettings]) -> tuple[Waiver, ...]:
    """Return waivers in the order of their file; the two kinds have the same fields."""
    return tuple(Waiver(**{name: getattr(each, name) for name in _FIELDS}) for each in settings)
