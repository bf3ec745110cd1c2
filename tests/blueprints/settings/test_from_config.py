"""Settings as a running Pulumi program receives them: as JSON, without positions."""

import copy
from datetime import date
from typing import Any

import pytest

from bedplate.blueprints.settings import SettingsError, from_config

TODAY = date(2026, 11, 21)
VALUE: dict[str, Any] = {
    "blueprint": "chat",
    "workload": "contoso",
    "environment": "dev",
    "location": "swedencentral",
    "subscriptionId": "0b1f6471-1bf0-4dda-aec3-cb9272f09590",
    "tenantId": "3c2a7d0e-58b1-4f6e-9a41-6d0c5b7e8f12",
    "tags": {"owner": "a", "costCenter": "1", "dataClassification": "internal"},
    "network": {"addressSpace": "192.168.0.0/21"},
    "models": [{"name": "chat", "model": "gpt-5.1", "version": "2025-11-13", "capacity": 50}],
    "projects": [{"name": "assistant"}],
}


def test_good_value() -> None:
    assert from_config(VALUE, today=TODAY).workload == "contoso"


def test_every_problem_at_once() -> None:
    value = copy.deepcopy(VALUE)
    value["workload"] = "Contoso"
    value["models"][0]["capacity"] = "50"
    value["network"]["subnets"] = {"agents": "10.0.0.0/24"}
    del value["projects"]

    with pytest.raises(SettingsError) as raised:
        from_config(value, today=TODAY)

    assert sorted(problem.rule for problem in raised.value.problems) == [
        "missing-key",
        "name-workload",
        "subnet-containment",
        "wrong-type",
    ]
    assert str(raised.value) == "\n".join(str(problem) for problem in raised.value.problems)
    assert "network.subnets.agents: 10.0.0.0/24 lies outside the network (192.168.0.0/21)" in str(raised.value)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"blueprint": None}, id="null-blueprint"),
        pytest.param({"blueprint": ["chat"]}, id="list-blueprint"),
        pytest.param({**VALUE, "network": 7}, id="number-for-network"),
        pytest.param({**VALUE, "models": [None]}, id="null-model"),
        pytest.param({**VALUE, "tags": {"owner": None}}, id="null-tag"),
        pytest.param({**VALUE, "network": {"addressSpace": []}}, id="no-address-space"),
    ],
)
def test_bad_shapes_are_problems(value: dict[str, Any]) -> None:
    with pytest.raises(SettingsError) as raised:
        from_config(value, today=TODAY)

    assert raised.value.problems


@pytest.mark.parametrize(
    ("today", "rules"),
    [
        pytest.param(date(2027, 5, 14), [], id="last-day"),
        pytest.param(date(2027, 5, 15), ["model-retired"], id="day-of-retirement"),
    ],
)
def test_models_retire_on_their_day(today: date, rules: list[str]) -> None:
    try:
        from_config(VALUE, today=today)
        found: list[str] = []
    except SettingsError as error:
        found = [problem.rule for problem in error.problems]

    assert found == rules


@pytest.mark.parametrize(
    ("epoch", "rules"),
    [
        pytest.param("1810252799", [], id="last-day"),
        pytest.param("1810339200", ["model-retired"], id="a-day-later"),
    ],
)
def test_the_environment_can_fix_the_day(monkeypatch: pytest.MonkeyPatch, epoch: str, rules: list[str]) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    try:
        from_config(VALUE)
        found: list[str] = []
    except SettingsError as error:
        found = [problem.rule for problem in error.problems]

    assert found == rules


def test_messages_stay_on_one_line_and_short() -> None:
    value = {**VALUE, "tags": {**VALUE["tags"], "a\nb\x1b[31m" + "x" * 10_000: 5}}

    with pytest.raises(SettingsError) as raised:
        from_config(value, today=TODAY)

    assert [problem.rule for problem in raised.value.problems] == ["tag-name", "wrong-type"]
    for problem in raised.value.problems:
        assert "\n" not in str(problem)
        assert "\x1b" not in str(problem)
        assert len(str(problem)) < 1_000
