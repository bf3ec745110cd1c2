from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.closed_telemetry_is_in_a_scope import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import declared, outcomes_of, reasons_of

PATH = "Microsoft.OperationalInsights/workspaces/log"
MEMBER = "Microsoft.Insights/privateLinkScopes/ampls/scopedResources/member"


def workspace(access: Any) -> Resource:
    return declared(PATH, {"properties": {"publicNetworkAccessForIngestion": access}})


def member(id_: Any) -> Resource:
    return declared(MEMBER, {"properties": {"linkedResourceId": id_}})


@pytest.mark.parametrize(
    ("access", "linked", "expected"),
    [
        pytest.param("Disabled", workspace("").id, Outcome.PASS, id="pass"),
        pytest.param("DISABLED", (workspace("").id or "").upper(), Outcome.PASS, id="wrong-case"),
        pytest.param("Disabled", "/subscriptions/s/other", Outcome.FAIL, id="fail"),
        pytest.param(None, "/subscriptions/s/other", Outcome.NOT_APPLICABLE, id="omitted"),
        pytest.param("Disabled", UNKNOWN, Outcome.UNDECIDED, id="unknown"),
        pytest.param(UNKNOWN, "/subscriptions/s/other", Outcome.UNDECIDED, id="unknown-access"),
    ],
)
def test_outcome(access: Any, linked: Any, expected: Outcome) -> None:
    assert outcomes_of(RULE, workspace(access), member(linked)) == [expected]


def test_a_scope_elsewhere_leaves_it_undecided() -> None:
    assert outcomes_of(RULE, workspace("Disabled")) == [Outcome.UNDECIDED]


def test_the_reason() -> None:
    expected = "it takes telemetry from private networks only, and belongs to no scope"
    assert reasons_of(RULE, workspace("Disabled"), member("/subscriptions/s/other")) == [expected]
