from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.alerts_reach_somebody import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, arm_id, declared, outcomes, trial, verdicts

METRIC = "Microsoft.Insights/metricAlerts"
GROUPS = "Microsoft.Insights/actionGroups"
ID = arm_id(GROUPS, "ag")
GROUP = declared(GROUPS, "ag", {"enabled": True, "emailReceivers": [{"emailAddress": "oncall@contoso.example"}]})
EMPTY = declared(GROUPS, "ag", {"enabled": True, "emailReceivers": []})
OFF = declared(GROUPS, "ag", {"enabled": False, "emailReceivers": [{"emailAddress": "oncall@contoso.example"}]})


def _alert(
    actions: Any, *, type_: str = METRIC, scopes: Any = ("/account",), references: Any = None, **more: Any
) -> Resource:
    return declared(type_, "alert", {"actions": actions, "scopes": scopes, **more}, references=references)


TRIALS = [
    trial(Kind.PASS, "metric", Outcome.PASS, _alert([{"actionGroupId": ID}]), GROUP),
    trial(Kind.PASS, "group-elsewhere", Outcome.PASS, _alert([{"actionGroupId": ID}])),
    trial(
        Kind.PASS,
        "query",
        Outcome.PASS,
        _alert({"actionGroups": [ID]}, type_="Microsoft.Insights/scheduledQueryRules"),
        GROUP,
    ),
    trial(
        Kind.PASS,
        "activity",
        Outcome.PASS,
        _alert({"actionGroups": [{"actionGroupId": ID}]}, type_="Microsoft.Insights/activityLogAlerts"),
        GROUP,
    ),
    trial(Kind.FAIL, "nobody", Outcome.FAIL, _alert([])),
    trial(Kind.FAIL, "no-receivers", Outcome.FAIL, _alert([{"actionGroupId": ID}]), EMPTY),
    trial(Kind.FAIL, "group-off", Outcome.FAIL, _alert([{"actionGroupId": ID}]), OFF),
    trial(Kind.FAIL, "off", Outcome.FAIL, _alert([{"actionGroupId": ID}], enabled=False), GROUP),
    trial(Kind.FAIL, "watches-nothing", Outcome.FAIL, _alert([{"actionGroupId": ID}], scopes=[]), GROUP),
    trial(Kind.OMITTED, "no-actions", Outcome.FAIL, declared(METRIC, "alert", {"scopes": ["/account"]})),
    trial(
        Kind.UNKNOWN,
        "by-reference",
        Outcome.FAIL,
        _alert([{"actionGroupId": UNKNOWN}], references={"properties.actions": ("ag",)}),
        EMPTY,
    ),
    trial(Kind.UNKNOWN, "group", Outcome.UNDECIDED, _alert([{"actionGroupId": UNKNOWN}])),
    trial(Kind.UNKNOWN, "switch", Outcome.UNDECIDED, _alert([{"actionGroupId": ID}], enabled=UNKNOWN), GROUP),
    trial(Kind.UNKNOWN, "switch-and-nobody", Outcome.FAIL, _alert([{"actionGroupId": ID}], enabled=UNKNOWN), EMPTY),
    trial(Kind.UNKNOWN, "actions", Outcome.UNDECIDED, _alert(UNKNOWN)),
    trial(Kind.UNKNOWN, "groups", Outcome.UNDECIDED, _alert({"actionGroups": UNKNOWN})),
    trial(Kind.WRONG_CASE, "names-and-ids", Outcome.FAIL, _alert([{"ActionGroupID": ID.upper()}]), EMPTY),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, _alert([{"actionGroupId": ID}]), EMPTY)
    assert verdict.reason == "nobody receives what its action group sends"
