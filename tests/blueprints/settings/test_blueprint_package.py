"""Blueprints of other people: what their models and checks may do without taking an examination down."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest

from bedplate.blueprints.settings import Blueprint, Context, Finding, ZoneSettings, examination
from bedplate.components.joining import Group, Origin, Part

ORIGIN = Origin(package="contoso", version="1.0", group=Group.BLUEPRINTS, name="archive")
VALUE: dict[str, Any] = {
    "blueprint": "archive",
    "workload": "records",
    "environment": "dev",
    "location": "swedencentral",
    "subscriptionId": "00000000-0000-0000-0000-000000000002",
    "tenantId": "00000000-0000-0000-0000-000000000001",
    "tags": {"owner": "a", "costCenter": "b", "dataClassification": "c"},
}


class ArchiveSettings(ZoneSettings):
    blueprint: Literal["archive"]


def _asks_too_much(settings: Any, _: Context) -> Iterator[Finding]:
    yield Finding("x", (), settings.nothing_of_this_name)


class _SpeechlessError(Exception):
    def __str__(self) -> str:
        raise RuntimeError


def _breaks_down_without_words(_settings: Any, _: Context) -> Iterator[Finding]:
    raise _SpeechlessError


def _reads_what_is_wrong(settings: ArchiveSettings, _: Context) -> Iterator[Finding]:
    yield Finding("x", (), settings.location)


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Finding]]:
    def examined(*checks: Any, **changes: Any) -> list[Finding]:
        blueprint = Blueprint(settings=ArchiveSettings, declare="a:b", checks=checks)
        monkeypatch.setattr(examination, "joined_blueprints", lambda: {"archive": Part(ORIGIN, blueprint)})
        return list(examination.examine({**VALUE, **changes}, today=dt.date(2026, 11, 21)).findings)

    return examined


def test_good_settings_are_good(examined: Callable[..., list[Finding]]) -> None:
    assert examined() == []


def test_a_check_that_breaks_down_is_a_fault_of_its_package(examined: Callable[..., list[Finding]]) -> None:
    (finding,) = examined(_asks_too_much)

    assert (finding.rule, finding.path) == ("blueprint-package", ("blueprint",))
    assert finding.message.startswith("the settings of archive cannot be checked: AttributeError: ")
    assert finding.hint == "that is a fault of package contoso 1.0, not of this file"


def test_a_check_may_break_down_without_words(examined: Callable[..., list[Finding]]) -> None:
    (finding,) = examined(_breaks_down_without_words)

    assert finding.message == "the settings of archive cannot be checked: _SpeechlessError"


def test_a_check_passes_over_what_is_wrong_already(examined: Callable[..., list[Finding]]) -> None:
    assert [finding.rule for finding in examined(_reads_what_is_wrong, location=1)] == ["wrong-type"]


def test_zones_of_everybody_are_held_to_names_region_and_tags(examined: Callable[..., list[Finding]]) -> None:
    assert [finding.rule for finding in examined(location="mars", tags={"owner": "a"}, workload="microsoft")] == [
        "region-unknown",
        "name-reserved",
        "tag-missing",
        "tag-missing",
    ]
