"""From a stack file, or from Pulumi's configuration, to settings or to everything that is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bedplate.blueprints.settings.current_day import current_day
from bedplate.blueprints.settings.examination import examine
from bedplate.blueprints.settings.file_text import read_text
from bedplate.blueprints.settings.findings import Finding
from bedplate.blueprints.settings.located import located
from bedplate.blueprints.settings.problems import Problem, SettingsError
from bedplate.blueprints.settings.stack_file import StackFile, read_stack_file
from bedplate.blueprints.settings.stack_waivers import examine_waivers
from bedplate.blueprints.settings.values_tree import plain_value
from bedplate.blueprints.settings.yaml_tree import Complaint, read_document
from bedplate.blueprints.settings.zone import ZoneSettings
from bedplate.components.shared.printable import printable

_FATAL = frozenset({"yaml-syntax", "yaml-depth", "yaml-size"})


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """What a stack file says, or why it says nothing."""

    settings: ZoneSettings | None
    """The settings; `None` when there is any problem."""
    problems: tuple[Problem, ...]
    """Everything that is wrong, in file order."""

    def require(self) -> ZoneSettings:
        """Return the settings.

        Raises:
            SettingsError: there are problems.
        """
        if self.settings is None:
            raise SettingsError(self.problems)
        return self.settings


def load(path: Path | str, *, today: date | None = None) -> LoadedSettings:
    """Read the settings in the stack file at `path`; never raises for what the file holds.

    Args:
        path: the stack file; problems name it as it is given here.
        today: day on which models must not be retired; by default the current day in UTC, or that of
            `SOURCE_DATE_EPOCH` (reproducible-builds.org) where the environment sets it.
    """
    text, complaints = read_text(Path(path))
    settings: ZoneSettings | None = None
    if text is not None:
        document = read_document(text)
        complaints += document.complaints
        if not any(rule in _FATAL for _, rule, _, _ in complaints):
            stack = read_stack_file(document.root)
            settings, more = _examine_landing_zone(stack, today or current_day())
            _, wrong = examine_waivers(stack)
            complaints += [*more, *wrong]
    problems = sorted(
        Problem(str(path), place.line, place.column, rule, printable(message), printable(hint))
        for place, rule, message, hint in set(complaints)
    )
    return LoadedSettings(None, tuple(problems)) if problems else LoadedSettings(settings, ())


def from_config(value: Mapping[str, Any], *, today: date | None = None) -> ZoneSettings:
    """Validate the value of `bedplate:landingZone` as a running Pulumi program receives it.

    Raises:
        SettingsError: with every problem; they have no position.
    """
    examination = examine(value, today=today or current_day())
    if examination.settings is None:
        raise SettingsError(
            Problem(
                "", 0, 0, finding.rule, printable(f"{_dotted(finding)}: {finding.message}"), printable(finding.hint)
            )
            for finding in examination.findings
        )
    return examination.settings


def _examine_landing_zone(stack: StackFile, today: date) -> tuple[ZoneSettings | None, list[Complaint]]:
    if stack.landing_zone is None:
        return None, stack.complaints
    plain = plain_value(stack.landing_zone)
    examination = examine(plain.value, today=today, unreadable=plain.unreadable)
    # A key that is no text is one problem, whether or not there is a key of its name.
    keys = {finding.path for finding in plain.findings if finding.of_key}
    findings = [*plain.findings, *(one for one in examination.findings if not (one.of_key and one.path in keys))]
    complaints = [located(finding, stack.landing_zone, stack.key_place) for finding in findings]
    return examination.settings, [*stack.complaints, *complaints, *_provider_complaints(stack, plain.value)]


def _provider_complaints(stack: StackFile, value: Mapping[str, Any]) -> Iterator[Complaint]:
    for key in ("subscriptionId", "tenantId"):
        configured, ours = stack.provider.get(key), value.get(key)
        if configured is not None and isinstance(ours, str) and configured.text.lower() != ours.lower():
            message = f"azure-native:{key} is {configured.text!r}, but {key} of the landing zone is {ours!r}"
            yield configured.place, "provider-mismatch", message, "make the two agree, or remove azure-native's"


def _dotted(finding: Finding) -> str:
    return ".".join(str(step) for step in finding.path) or "landingZone"
