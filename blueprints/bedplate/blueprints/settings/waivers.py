"""Waivers in a stack file: failures of policy rules that somebody answers for, until a day."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from bedplate.blueprints.settings.base import SettingsModel, Text

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LEAST_WORDS = 3


def _day(value: Any) -> date:
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticCustomError("invalid-day", "expected a day", {"hint": 'write it as "2027-01-31", in quotes'})


def _explained(value: str) -> str:
    if len(value.split()) < _LEAST_WORDS:
        hint = "say in a sentence why the failure is accepted"
        raise PydanticCustomError("reason-missing", "this explains nothing", {"hint": hint})
    return value


class WaiverSettings(SettingsModel):
    """One failure that is accepted for a time."""

    rule: Text
    """Id of the rule, for example `COG-07`."""
    resource: Text
    """Logical name, URN or ARM id of the resource; `*` stands for any characters."""
    path: Text | None = None
    """Dotted path of the value that decides, for example `properties.encryption`; by default any."""
    owner: Text
    """Who answers for it: a person, a team or an address."""
    reason: Annotated[Text, AfterValidator(_explained)]
    """Why the failure is accepted."""
    compensating_control: Text | None = None
    """What protects instead: the id of a rule, which must pass then, or words."""
    expires: Annotated[date, BeforeValidator(_day), Field(json_schema_extra={"type": "string", "format": "date"})]
    """Last day on which it holds."""


class WaiverList(SettingsModel):
    """All waivers of a stack."""

    waivers: tuple[WaiverSettings, ...]
    """In the order of the file."""
