from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.default_routes_end_at_a_firewall import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, arm_id, declared, outcomes, trial, verdicts

NETWORK = "Microsoft.Network/virtualNetworks"
TABLES = "Microsoft.Network/routeTables"
TABLE_ID = arm_id(TABLES, "rt")
DELEGATED = [{"properties": {"serviceName": "Microsoft.Web/serverFarms"}}]


def _network(name: str = "app", *, references: Any = None, **properties: Any) -> Resource:
    return declared(NETWORK, "vnet", {"subnets": [{"name": name, "properties": properties}]}, references=references)


def _table(hop: Any = "VirtualAppliance", *, prefix: Any = "0.0.0.0/0") -> Resource:
    route = {"properties": {"addressPrefix": prefix, "nextHopType": hop}}
    return declared(TABLES, "rt", {"routes": [route]})


ROUTED: dict[str, Any] = {"routeTable": {"id": TABLE_ID}}
MADE: dict[str, Any] = {"routeTable": {"id": UNKNOWN}}
GATEWAY = declared(
    "Microsoft.Network/applicationGateways",
    "agw",
    {"gatewayIPConfigurations": [{"properties": {"subnet": {"id": arm_id(f"{NETWORK}/subnets", "vnet/app")}}}]},
)
LATER = (
    declared(f"{NETWORK}/subnets", "vnet/agw", {}, id_=None),
    declared(
        "Microsoft.Network/applicationGateways",
        "agw",
        {"gatewayIPConfigurations": [{"properties": {"subnet": {"id": UNKNOWN}}}]},
        references={"properties.gatewayIPConfigurations": ("vnet/agw",)},
    ),
)
TRIALS = [
    trial(Kind.PASS, "appliance", Outcome.PASS, _network(**ROUTED), _table()),
    trial(Kind.PASS, "no-way-out", Outcome.PASS, _network(defaultOutboundAccess=False)),
    trial(Kind.FAIL, "internet", Outcome.FAIL, _network(**ROUTED), _table("Internet")),
    trial(Kind.FAIL, "nat", Outcome.FAIL, _network(defaultOutboundAccess=False, natGateway={"id": "/nat"})),
    trial(
        Kind.FAIL, "way-out-of-a-service", Outcome.FAIL, _network(defaultOutboundAccess=False, delegations=DELEGATED)
    ),
    trial(Kind.OMITTED, "no-table", Outcome.FAIL, _network()),
    trial(
        Kind.UNKNOWN,
        "by-reference",
        Outcome.PASS,
        _network(references={"properties.subnets": ("rt",)}, **MADE),
        _table(),
    ),
    trial(Kind.UNKNOWN, "table", Outcome.UNDECIDED, _network(**MADE), _table()),
    trial(Kind.UNKNOWN, "table-elsewhere", Outcome.UNDECIDED, _network(**ROUTED)),
    trial(Kind.UNKNOWN, "hop", Outcome.UNDECIDED, _network(**ROUTED), _table(UNKNOWN)),
    trial(Kind.UNKNOWN, "prefix", Outcome.UNDECIDED, _network(**ROUTED), _table(prefix=UNKNOWN)),
    trial(Kind.FAIL, "narrow-route", Outcome.FAIL, _network(**ROUTED), _table(prefix="10.0.0.0/8")),
    trial(Kind.UNKNOWN, "delegations", Outcome.UNDECIDED, _network(delegations=UNKNOWN)),
    trial(
        Kind.UNKNOWN,
        "virtual-hub",
        Outcome.UNDECIDED,
        _network(),
        declared("Microsoft.Network/virtualHubs/hubVirtualNetworkConnections", "hub/spoke"),
    ),
    trial(Kind.WRONG_CASE, "id-and-hop", Outcome.PASS, _network(routeTable={"ID": TABLE_ID.upper()}), _table("NONE")),
    trial(Kind.NOT_APPLICABLE, "firewall", Outcome.NOT_APPLICABLE, _network("AzureFirewallSubnet")),
    trial(Kind.NOT_APPLICABLE, "application-gateway", Outcome.NOT_APPLICABLE, _network(), GATEWAY),
    trial(Kind.NOT_APPLICABLE, "application-gateway-by-reference", Outcome.NOT_APPLICABLE, *LATER),
    trial(Kind.NOT_APPLICABLE, "no-subnets", Outcome.NOT_APPLICABLE, declared(NETWORK, "vnet", {})),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, _network())
    assert verdict.reason == "subnet app has no route table, so Azure's default route leads to the internet"
