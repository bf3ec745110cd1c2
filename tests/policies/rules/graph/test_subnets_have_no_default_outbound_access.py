from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.subnets_have_no_default_outbound_access import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, declared, outcomes, trial, verdicts

NETWORK = "Microsoft.Network/virtualNetworks"
DELEGATED = [{"name": "d", "properties": {"serviceName": "Microsoft.Web/serverFarms"}}]


def _network(name: str = "app", **properties: Any) -> Resource:
    return declared(NETWORK, "vnet", {"subnets": [{"name": name, "properties": properties}]})


TRIALS = [
    trial(Kind.PASS, "listed", Outcome.PASS, _network(defaultOutboundAccess=False)),
    trial(
        Kind.PASS,
        "by-itself",
        Outcome.PASS,
        declared(f"{NETWORK}/subnets", "vnet/app", {"defaultOutboundAccess": False}),
    ),
    trial(Kind.FAIL, "listed", Outcome.FAIL, _network(defaultOutboundAccess=True)),
    trial(
        Kind.FAIL,
        "by-itself",
        Outcome.FAIL,
        declared(f"{NETWORK}/subnets", "vnet/app", {"defaultOutboundAccess": True}),
    ),
    trial(Kind.OMITTED, "not-said", Outcome.FAIL, _network()),
    trial(Kind.UNKNOWN, "value", Outcome.UNDECIDED, _network(defaultOutboundAccess=UNKNOWN)),
    trial(Kind.UNKNOWN, "delegations", Outcome.UNDECIDED, _network(delegations=UNKNOWN)),
    trial(Kind.UNKNOWN, "all-subnets", Outcome.UNDECIDED, declared(NETWORK, "vnet", {"subnets": UNKNOWN})),
    trial(Kind.WRONG_CASE, "name-and-value", Outcome.PASS, _network(DefaultOutboundAccess="False")),
    trial(Kind.NOT_APPLICABLE, "delegated", Outcome.NOT_APPLICABLE, _network(delegations=DELEGATED)),
    trial(Kind.NOT_APPLICABLE, "firewall", Outcome.NOT_APPLICABLE, _network("AzureFirewallSubnet")),
    trial(Kind.NOT_APPLICABLE, "no-subnets", Outcome.NOT_APPLICABLE, declared(NETWORK, "vnet", {})),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, _network())
    assert verdict.reason == "subnet app must have no default outbound access, and does not say so"
