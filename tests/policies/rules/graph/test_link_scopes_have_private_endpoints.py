from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.graph.link_scopes_have_private_endpoints import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import declared, outcomes_of, reasons_of

SCOPE = declared("Microsoft.Insights/privateLinkScopes/ampls")


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        pytest.param(SCOPE.id, Outcome.PASS, id="pass"),
        pytest.param((SCOPE.id or "").upper(), Outcome.PASS, id="wrong-case"),
        pytest.param("/subscriptions/s/other", Outcome.FAIL, id="fail"),
        pytest.param(None, Outcome.FAIL, id="omitted"),
        pytest.param(UNKNOWN, Outcome.UNDECIDED, id="unknown"),
    ],
)
def test_outcome(id_: Any, expected: Outcome) -> None:
    connection = {"properties": {"privateLinkServiceId": id_, "groupIds": ["azuremonitor"]}}
    endpoint = {"properties": {"privateLinkServiceConnections": [connection]}}
    assert outcomes_of(RULE, SCOPE, declared("Microsoft.Network/privateEndpoints/pep", endpoint)) == [expected]


def test_a_connection_that_is_only_asked_for_waits_for_its_approval() -> None:
    asked = {"manualPrivateLinkServiceConnections": [{"properties": {"privateLinkServiceId": SCOPE.id}}]}
    endpoint = declared("Microsoft.Network/privateEndpoints/pep", {"properties": asked})
    assert outcomes_of(RULE, SCOPE, endpoint) == [Outcome.UNDECIDED]
    assert reasons_of(RULE, SCOPE, endpoint) == [
        "the private endpoint leads to it only once somebody approves the connection"
    ]


def test_the_reason() -> None:
    assert reasons_of(RULE, SCOPE) == ["no private endpoint leads to it"]
