from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.model_accounts_are_watched import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, declared, outcomes, trial, verdicts

TYPE = "Microsoft.CognitiveServices/accounts"
ACCOUNT = declared(TYPE, "aif")
MODEL = declared(f"{TYPE}/deployments", "aif/gpt", {}, sku={"name": "GlobalStandard"})
RESERVED = declared(f"{TYPE}/deployments", "aif/gpt-p", {}, sku={"name": "ProvisionedManaged"})


def _alert(
    metric: str, *values: str, scope: Any = ACCOUNT.id, references: dict[str, tuple[str, ...]] | None = None
) -> Resource:
    criterion = {"metricName": metric, "dimensions": [{"name": "StatusCode", "values": list(values)}]}
    return declared(
        "Microsoft.Insights/metricAlerts",
        metric,
        {"scopes": [scope], "criteria": {"allOf": [criterion]}},
        references=references,
    )


def _query(query: Any) -> Resource:
    return declared(
        "Microsoft.Insights/scheduledQueryRules",
        "query",
        {
            "scopes": ["/subscriptions/s/resourceGroups/r/providers/Microsoft.OperationalInsights/workspaces/log"],
            "criteria": query if query is UNKNOWN else {"allOf": [{"query": query}]},
        },
    )


THROTTLED = _alert("AzureOpenAIRequests", "429")
BLOCKED = _alert("RAIRejectedRequests")
USED_UP = _alert("AzureOpenAIProvisionedManagedUtilizationV2")
MADE: dict[str, tuple[str, ...]] = {"properties.scopes": ("aif",)}
TRIALS = [
    trial(Kind.PASS, "both", Outcome.PASS, ACCOUNT, MODEL, THROTTLED, BLOCKED),
    trial(Kind.PASS, "provisioned", Outcome.PASS, ACCOUNT, RESERVED, THROTTLED, BLOCKED, USED_UP),
    trial(Kind.PASS, "query", Outcome.PASS, ACCOUNT, MODEL, THROTTLED, _query('where Code == "content_filter"')),
    trial(Kind.FAIL, "not-throttled", Outcome.FAIL, ACCOUNT, MODEL, BLOCKED, _alert("AzureOpenAIRequests", "500")),
    trial(Kind.FAIL, "not-blocked", Outcome.FAIL, ACCOUNT, MODEL, THROTTLED),
    trial(Kind.FAIL, "not-provisioned", Outcome.FAIL, ACCOUNT, RESERVED, THROTTLED, BLOCKED),
    trial(
        Kind.FAIL, "another-account", Outcome.FAIL, ACCOUNT, MODEL, _alert("a", "429", scope=f"{ACCOUNT.id}2"), BLOCKED
    ),
    trial(Kind.OMITTED, "no-alerts", Outcome.FAIL, ACCOUNT, MODEL),
    trial(
        Kind.UNKNOWN,
        "by-reference",
        Outcome.PASS,
        ACCOUNT,
        MODEL,
        _alert("AzureOpenAIRequests", "429", scope=UNKNOWN, references=MADE),
        BLOCKED,
    ),
    trial(Kind.UNKNOWN, "text-of-a-query", Outcome.UNDECIDED, ACCOUNT, MODEL, THROTTLED, _query([UNKNOWN])),
    trial(Kind.UNKNOWN, "query", Outcome.UNDECIDED, ACCOUNT, MODEL, THROTTLED, _query(UNKNOWN)),
    trial(
        Kind.WRONG_CASE,
        "ids-and-metrics",
        Outcome.PASS,
        ACCOUNT,
        MODEL,
        _alert("azureopenairequests", "429", scope=str(ACCOUNT.id).upper()),
        _alert("RAIREJECTEDREQUESTS"),
    ),
    trial(Kind.NOT_APPLICABLE, "no-models", Outcome.NOT_APPLICABLE, ACCOUNT),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, ACCOUNT, RESERVED)
    assert verdict.reason == "no alert tells of throttled calls or blocked content or exhausted provisioned throughput"
