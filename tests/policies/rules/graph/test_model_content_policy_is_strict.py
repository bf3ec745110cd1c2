from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.graph.model_content_policy_is_strict import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import outcomes_of, reasons_of
from tests.policies.models import content_policy

FILTERS: list[dict[str, Any]] = [
    {"name": harm, "source": source, "enabled": True, "blocking": True, "severityThreshold": "Medium"}
    for harm in ("Hate", "Sexual", "Violence", "Selfharm")
    for source in ("Prompt", "Completion")
]


def _with(**change: Any) -> list[dict[str, Any]]:
    return [*FILTERS[:-1], {**FILTERS[-1], **change}]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param(FILTERS, Outcome.PASS, id="pass"),
        pytest.param(_with(severityThreshold="Low"), Outcome.PASS, id="stricter"),
        pytest.param(_with(name="SELFHARM", severityThreshold="MEDIUM", enabled="true"), Outcome.PASS, id="wrong-case"),
        pytest.param(_with(blocking=None, action="BLOCKING"), Outcome.PASS, id="action"),
        pytest.param(_with(severityThreshold="High"), Outcome.FAIL, id="fail"),
        pytest.param(_with(blocking=False), Outcome.FAIL, id="annotates"),
        pytest.param(_with(enabled=False), Outcome.FAIL, id="off"),
        pytest.param(FILTERS[:-1], Outcome.FAIL, id="omitted"),
        pytest.param(UNKNOWN, Outcome.UNDECIDED, id="unknown"),
        pytest.param([*FILTERS[:-1], UNKNOWN], Outcome.UNDECIDED, id="unknown-filter"),
        pytest.param(_with(name=UNKNOWN), Outcome.UNDECIDED, id="unknown-name"),
        pytest.param(_with(severityThreshold=UNKNOWN), Outcome.UNDECIDED, id="unknown-threshold"),
        pytest.param(_with(blocking=None, action=UNKNOWN), Outcome.UNDECIDED, id="unknown-action"),
        pytest.param(_with(enabled=False, action=UNKNOWN), Outcome.FAIL, id="off-whatever-the-action"),
    ],
)
def test_outcome(filters: Any, expected: Outcome) -> None:
    assert outcomes_of(RULE, content_policy("strict", filters)) == [expected]


def test_each_weakening_is_told() -> None:
    filters = [{**FILTERS[0], "severityThreshold": "High"}, *FILTERS[1:-1]]
    assert reasons_of(RULE, content_policy("lax", filters)) == [
        "Hate in Prompt is blocked from High on, expected from medium",
        "Selfharm in Completion is not filtered",
    ]
