"""A blueprint that an installed package brings, told without loading what declares its resources."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from bedplate.blueprints.settings.checks.context import Context
from bedplate.blueprints.settings.findings import Finding
from bedplate.blueprints.settings.zone import ZoneSettings

SettingsCheck: TypeAlias = Callable[[Any, Context], Iterable[Finding]]
"""Looks at settings as a whole and yields what is wrong; some fields may be unusable, see `settings.checks`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """What an entry point of the group `bedplate.blueprints` names; its name is the blueprint's."""

    settings: type[ZoneSettings]
    """Model of its settings, whose field `blueprint` is `Literal` of the blueprint's name."""
    declare: str
    """`package.module:function` of what declares the resources for given settings; only programs load it."""
    checks: tuple[SettingsCheck, ...] = ()
    """Checks across fields, beside those of names, region and tags that settings of every blueprint are held to."""
    templates: Path | None = None
    """Folder of the templates that `bedplate new` begins a project with; without it, it begins none."""
