from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bedplate.policies.conditions import Truth, later_than, member_equals, not_before
from bedplate.policies.values import SECRET, UNKNOWN


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        pytest.param({"Security.Tls10": "False"}, Truth.HOLDS, id="text"),
        pytest.param({"security.TLS10": False}, Truth.HOLDS, id="boolean-other-case"),
        pytest.param({"Security.Tls10": True}, Truth.FAILS, id="other"),
        pytest.param({}, Truth.FAILS, id="missing-member"),
        pytest.param(None, Truth.FAILS, id="missing-object"),
        pytest.param({"Security.Tls10": UNKNOWN}, Truth.UNKNOWN, id="unknown-member"),
        pytest.param(SECRET, Truth.UNKNOWN, id="secret-object"),
    ],
)
def test_a_member_with_dots_in_its_name(properties: Any, expected: Truth) -> None:
    answer = member_equals("properties", "Security.Tls10", expected=False).answer({"properties": properties})
    assert answer.truth is expected


def test_what_is_said_of_a_member() -> None:
    answer = member_equals("properties", "Security.Tls10", expected=False).answer({"properties": {}})
    assert answer.reason == "properties.Security.Tls10 is not set, expected false"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("2021-08-01", Truth.HOLDS, id="same"),
        pytest.param("2022-08-01-preview", Truth.HOLDS, id="later-with-a-tail"),
        pytest.param("2020-12-01", Truth.FAILS, id="before"),
        pytest.param("soon", Truth.FAILS, id="no-day"),
        pytest.param(None, Truth.FAILS, id="missing"),
        pytest.param(UNKNOWN, Truth.UNKNOWN, id="unknown"),
    ],
)
def test_not_before(value: Any, expected: Truth) -> None:
    assert not_before("version", dt.date(2021, 8, 1)).answer({"version": value}).truth is expected


@pytest.mark.parametrize(
    ("end", "start", "expected"),
    [
        pytest.param("2026-02-01", "2026-01-01T00:00:00Z", Truth.HOLDS, id="later"),
        pytest.param("2026-01-01", "2026-01-01", Truth.FAILS, id="same"),
        pytest.param("2025-12-31", "2026-01-01", Truth.FAILS, id="earlier"),
        pytest.param("soon", "2026-01-01", Truth.FAILS, id="no-day"),
        pytest.param("2026-02-01", None, Truth.FAILS, id="missing-start"),
        pytest.param(None, "2026-01-01", Truth.FAILS, id="missing-end"),
        pytest.param(UNKNOWN, "2026-01-01", Truth.UNKNOWN, id="unknown-end"),
        pytest.param("2026-02-01", UNKNOWN, Truth.UNKNOWN, id="unknown-start"),
    ],
)
def test_later_than(end: Any, start: Any, expected: Truth) -> None:
    assert later_than("end", "start").answer({"end": end, "start": start}).truth is expected


def test_what_is_said_of_a_day_that_is_not_later() -> None:
    answer = later_than("period.end", "period.start").answer({"period": {"end": "2026-01-01", "start": "2026-01-01"}})
    assert answer.reason == "period.end is 2026-01-01, expected a day after start"
