"""Examining settings values: every field by its model, then everything across fields."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from bedplate.blueprints.settings import partial
from bedplate.blueprints.settings.blueprint import Blueprint, SettingsCheck
from bedplate.blueprints.settings.checks import CHECKS, ZONE_CHECKS, Context
from bedplate.blueprints.settings.findings import Finding, shown
from bedplate.blueprints.settings.joined_blueprints import fault_of_blueprint, joined_blueprints
from bedplate.blueprints.settings.landing_zone import SETTINGS_MODELS
from bedplate.blueprints.settings.nearest import suggestion
from bedplate.blueprints.settings.positions import Path
from bedplate.blueprints.settings.translate import translate
from bedplate.blueprints.settings.zone import ZoneSettings
from bedplate.components.joining import Part
from bedplate.components.shared.clean_stdout import stdout_kept_clean
from bedplate.components.shared.error_words import error_words


@dataclass(frozen=True, slots=True)
class Examination:
    """Settings, or why there are none."""

    settings: ZoneSettings | None
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
    theirs = joined_blueprints().get(name) if isinstance(name, str) else None
    if theirs is not None:
        return _examine_theirs(theirs, value, today, unreadable)
    model = SETTINGS_MODELS.get(name) if isinstance(name, str) else None
    unknown = [_unknown_blueprint(name)] if model is None and isinstance(name, str) else []
    # Every blueprint shares most keys: what can be said of them is said even where the blueprint is unknown.
    return _examine(model or SETTINGS_MODELS["chat"], CHECKS, value, today, unreadable, unknown)


def _examine(
    model: type[ZoneSettings],
    checks: Iterable[SettingsCheck],
    value: Mapping[str, Any],
    today: date,
    unreadable: Collection[Path],
    findings: list[Finding],
) -> Examination:
    settings: ZoneSettings | None = None
    try:
        settings = subject = model.model_validate(value)
    except ValidationError as error:
        subject = model.model_validate(value, context=partial.CONTEXT)
        already = {finding.path for finding in findings} | set(unreadable)
        found = translate(error.errors(include_url=False), model)
        findings += [finding for finding in found if not _stands_in(finding, already)]
    context = Context(today=today)

    def checked(check: SettingsCheck) -> Iterator[Finding]:
        yield from check(subject, context)

    findings.extend(partial.each(checks, checked))
    return Examination(None if findings else settings, tuple(findings))


def _examine_theirs(
    part: Part[Blueprint], value: Mapping[str, Any], today: date, unreadable: Collection[Path]
) -> Examination:
    checks = (*ZONE_CHECKS, *part.value.checks)
    try:
        with stdout_kept_clean():
            examination = _examine(part.value.settings, checks, value, today, unreadable, [])
        _demand_findings(examination.findings)
    except Exception as error:  # noqa: BLE001 - models and checks of other people may raise anything
        message = f"the settings of {part.origin.name} cannot be checked: {error_words(error)}"
        hint = f"that is a fault of package {part.origin}, not of this file"
        return Examination(None, (Finding("blueprint-package", ("blueprint",), message, hint),))
    return examination


def _demand_findings(given: Iterable[object]) -> None:
    for each in given:
        if not isinstance(each, Finding):
            raise TypeError(f"a check yields a {type(each).__name__}, not a Finding")


def _unknown_blueprint(name: str) -> Finding:
    fault = fault_of_blueprint(name)
    if fault is not None:
        message = f"the blueprint {shown(name)} cannot be used: package {fault.origin} is broken: {fault.problem}"
        return Finding("blueprint-package", ("blueprint",), message, fault.hint)
    hint = suggestion(name, [*SETTINGS_MODELS, *joined_blueprints()])
    return Finding("unknown-value", ("blueprint",), f"this release has no blueprint {shown(name)}", hint)


def _stands_in(finding: Finding, paths: Collection[Path]) -> bool:
    if finding.rule == "missing-key":
        return False
    return any(finding.path[: len(path)] == path for path in paths)
