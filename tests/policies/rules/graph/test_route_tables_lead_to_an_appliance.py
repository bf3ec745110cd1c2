from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.route_tables_lead_to_an_appliance import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, arm_id, declared, outcomes, trial, verdicts

TABLE = "Microsoft.Network/routeTables"
NETWORK = "Microsoft.Network/virtualNetworks"


def _route(hop: Any = "VirtualAppliance", prefix: Any = "0.0.0.0/0") -> dict[str, Any]:
    return {"name": "default", "properties": {"addressPrefix": prefix, "nextHopType": hop}}


def _table(*routes: Any) -> Resource:
    return declared(TABLE, "rt", {"routes": list(routes)})


def _used_by(subnet: str) -> Resource:
    properties = {"routeTable": {"id": arm_id(TABLE, "rt")}}
    return declared(NETWORK, "vnet", {"subnets": [{"name": subnet, "properties": properties}]})


GATEWAY = declared(
    "Microsoft.Network/applicationGateways",
    "agw",
    {"gatewayIPConfigurations": [{"properties": {"subnet": {"id": arm_id(f"{NETWORK}/subnets", "vnet/gateway")}}}]},
)
LATER = (
    declared(
        f"{NETWORK}/subnets",
        "vnet/agw",
        {"routeTable": {"id": UNKNOWN}},
        id_=None,
        references={"properties.routeTable": ("rt",)},
    ),
    declared(
        "Microsoft.Network/applicationGateways",
        "agw",
        {"gatewayIPConfigurations": [{"properties": {"subnet": {"id": UNKNOWN}}}]},
        references={"properties.gatewayIPConfigurations": ("vnet/agw",)},
    ),
)
SUBNET = arm_id(f"{NETWORK}/subnets", "vnet/AzureFirewallSubnet")
HELD = declared(
    NETWORK, "vnet", {"subnets": [{"name": "AzureFirewallSubnet", "properties": {"addressPrefix": "10.0.1.0/26"}}]}
)
LONE = declared(f"{NETWORK}/subnets", "vnet/AzureFirewallSubnet", {"addressPrefixes": ["10.0.1.0/26"]}, id_=None)


def _to(address: Any, references: dict[str, tuple[str, ...]] | None = None) -> Resource:
    hop = {"addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance", "nextHopIpAddress": address}
    return declared(TABLE, "rt", {"routes": [{"name": "default", "properties": hop}]}, references=references)


def _firewall(subnet: Any = SUBNET, own: Any = None, *made_from: str) -> Resource:
    held = {"subnet": {"id": subnet}, **({} if own is None else {"privateIPAddress": own})}
    return declared(
        "Microsoft.Network/azureFirewalls",
        "afw",
        {"ipConfigurations": [{"properties": held}]},
        references={"properties.ipConfigurations": made_from},
    )


HUB = declared(
    "Microsoft.Network/azureFirewalls", "hub", {"hubIPAddresses": {"privateIPAddress": "10.9.0.4"}, "virtualHub": {}}
)
TRIALS = [
    trial(Kind.PASS, "firewall-by-subnet", Outcome.PASS, _to("10.0.1.4"), _firewall(), HELD),
    trial(Kind.PASS, "firewall-by-address", Outcome.PASS, _to("10.0.1.5"), _firewall(own="10.0.1.5")),
    trial(Kind.PASS, "firewall-of-a-hub", Outcome.PASS, _to("10.9.0.4"), HUB),
    trial(Kind.PASS, "firewall-declared-elsewhere", Outcome.PASS, _to("10.0.1.4")),
    trial(Kind.PASS, "second-firewall", Outcome.PASS, _to("10.9.0.4"), _firewall(), HELD, HUB),
    trial(Kind.FAIL, "beside-the-firewall", Outcome.FAIL, _to("10.0.2.4"), _firewall(), HELD),
    trial(Kind.FAIL, "other-address", Outcome.FAIL, _to("10.0.1.4"), _firewall(own="10.0.1.5"), HELD),
    trial(Kind.OMITTED, "no-address", Outcome.FAIL, _table(_route()), _firewall(), HELD),
    trial(Kind.UNKNOWN, "address", Outcome.UNDECIDED, _to(UNKNOWN), _firewall(), HELD),
    trial(
        Kind.UNKNOWN,
        "address-by-reference",
        Outcome.PASS,
        _to(UNKNOWN, {"properties.routes": ("afw",)}),
        _firewall(),
        HELD,
    ),
    trial(
        Kind.UNKNOWN,
        "subnet-by-reference",
        Outcome.FAIL,
        _to("10.0.2.4"),
        _firewall(UNKNOWN, None, "vnet/AzureFirewallSubnet"),
        LONE,
    ),
    trial(Kind.UNKNOWN, "subnet", Outcome.UNDECIDED, _to("10.0.2.4"), _firewall(UNKNOWN)),
    trial(Kind.WRONG_CASE, "subnet", Outcome.PASS, _to("10.0.1.4"), _firewall(SUBNET.upper()), HELD),
    trial(Kind.PASS, "appliance", Outcome.PASS, _table(_route(), _route("Internet", "192.0.2.0/24"))),
    trial(
        Kind.PASS,
        "route-by-itself",
        Outcome.PASS,
        declared(TABLE, "rt", {}),
        declared(f"{TABLE}/routes", "rt/default", _route()["properties"]),
    ),
    trial(Kind.FAIL, "internet", Outcome.FAIL, _table(_route("Internet"))),
    trial(Kind.OMITTED, "no-default", Outcome.FAIL, _table(_route(prefix="10.0.0.0/8"))),
    trial(Kind.UNKNOWN, "hop", Outcome.UNDECIDED, _table(_route(UNKNOWN))),
    trial(Kind.UNKNOWN, "prefix", Outcome.UNDECIDED, _table(_route(prefix=UNKNOWN))),
    trial(Kind.UNKNOWN, "all-routes", Outcome.UNDECIDED, declared(TABLE, "rt", {"routes": UNKNOWN})),
    trial(Kind.WRONG_CASE, "hop", Outcome.PASS, _table(_route("virtualappliance"))),
    trial(
        Kind.NOT_APPLICABLE,
        "firewall",
        Outcome.NOT_APPLICABLE,
        _table(_route("Internet")),
        _used_by("AzureFirewallSubnet"),
    ),
    trial(
        Kind.NOT_APPLICABLE,
        "application-gateway",
        Outcome.NOT_APPLICABLE,
        _table(_route("Internet")),
        _used_by("gateway"),
        GATEWAY,
    ),
    trial(
        Kind.NOT_APPLICABLE,
        "application-gateway-by-reference",
        Outcome.NOT_APPLICABLE,
        _table(_route("Internet")),
        *LATER,
    ),
    trial(Kind.FAIL, "workload", Outcome.FAIL, _table(_route("Internet")), _used_by("app"), GATEWAY),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, _table(_route("Internet")))
    assert verdict.reason == "the default route leads to Internet"
    assert verdict.path == "properties.routes[0].properties.nextHopType"


def test_reason_of_a_hop_beside_the_firewall() -> None:
    found = verdicts(RULE, _to("10.0.2.4"), _firewall(), HELD)
    assert [each.reason for each in found] == ["the default route leads to 10.0.2.4, which is not the firewall"]
    assert found[0].path == "properties.routes[0].properties.nextHopIpAddress"
