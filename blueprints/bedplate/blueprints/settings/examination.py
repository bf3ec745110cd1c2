"""Examining settings values: every field by its model, then everything across fields."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from bedplate.blueprints.settings import partial
from bedplate.blueprints.settings.checks import CHECKS, Context
from bedplate.blueprints.settings.findings import Finding, shown
from bedplate.blueprints.settings.landing_zone import SETTINGS_MODELS, Settings
from bedplate.blueprints.settings.nearest import suggestion
from bedplate.blueprints.settings.positions import Path
from bedplate.blueprints.settings.translate import translate


@dataclass(frozen=True, slots=True)
class Examination:
    """Settings, or why there are none."""

    settings: Settings | None
    """The settings; `None` when anything was found."""
    findings: tuple[Finding, ...]
    """Everything that is wrong."""


def examine(value: Mapping[str, Any], *, today: date, unreadable: Collection[Path] = ()) -> Examination:
    """Validate what stands under `bedplate:landingZone`.

    Args:
        value: plain data: mappings, lists, text, numbers, truth values and nothing.
        today: day on which models must not be retired.
        unreadable: paths whose values the caller has complained about already; nothing more is said of them.
    """
    name = value.get("blueprint")
    model = SETTINGS_MODELS.get(name) if isinstance(name, str) else None
    findings: list[Finding] = []
    if model is None and name is not None and isinstance(name, str):
        hint = suggestion(name, SETTINGS_MODELS)
        findings.append(Finding("unknown-value", ("blueprint",), f"this release has no blueprint {shown(name)}", hint))
    # Every blueprint shares most keys: what can be said of them is said even where the blueprint is unknown.
    model = model or SETTINGS_MODELS["chat"]
    settings: Settings | None = None
    try:
        settings = subject = model.model_validate(value)
    except ValidationError as error:
        subject = model.model_validate(value, context=partial.CONTEXT)
        already = {finding.path for finding in findings} | set(unreadable)
        found = translate(error.errors(include_url=False), model)
        findings += [finding for finding in found if not _stands_in(finding, already)]
    context = Context(today=today)
    findings.extend(partial.each(CHECKS, lambda check: check(subject, context)))
    return Examination(None if findings else settings, tuple(findings))


def _stands_in(finding: Finding, paths: Collection[Path]) -> bool:
    if finding.rule == "missing-key":
        return False
    return any(finding.path[: len(path)] == path for path in paths)
