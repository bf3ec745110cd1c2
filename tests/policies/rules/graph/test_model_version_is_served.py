from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.graph.model_version_is_served import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import outcomes_of, reasons_of
from tests.policies.models import deployment


@pytest.mark.parametrize(
    ("version", "option", "today", "expected"),
    [
        pytest.param("2025-11-13", "NoAutoUpgrade", "2026-11-21", Outcome.PASS, id="pass"),
        pytest.param("2025-11-13", "NoAutoUpgrade", "", Outcome.PASS, id="day-of-the-table"),
        pytest.param("2025-11-13", "NoAutoUpgrade", "2027-03-01", Outcome.FAIL, id="fail"),
        pytest.param("2025-11-13", "noautoupgrade", "2027-03-01", Outcome.FAIL, id="wrong-case"),
        pytest.param("2025-11-13", "OnceCurrentVersionExpired", "2027-03-01", Outcome.PASS, id="upgrades"),
        pytest.param("2025-11-13", None, "2027-03-01", Outcome.PASS, id="omitted"),
        pytest.param("2025-11-13", "OnceCurrentVersionExpired", "2027-05-15", Outcome.FAIL, id="retired"),
        pytest.param("2025-11-13", UNKNOWN, "2027-03-01", Outcome.UNDECIDED, id="unknown"),
        pytest.param("2031-01-01", "NoAutoUpgrade", "2026-11-21", Outcome.UNDECIDED, id="unknown-version"),
        pytest.param(None, "NoAutoUpgrade", "2026-11-21", Outcome.NOT_APPLICABLE, id="no-version"),
    ],
)
def test_outcome(version: Any, option: Any, today: str, expected: Outcome) -> None:
    chat = deployment(version=version, properties={"versionUpgradeOption": option})
    assert outcomes_of(RULE, chat, today=today) == [expected]


def test_reason() -> None:
    chat = deployment(properties={"versionUpgradeOption": "NoAutoUpgrade"})
    assert reasons_of(RULE, chat, today="2027-05-01") == [
        "its model version retires on 2027-05-15, and it does not upgrade"
    ]
