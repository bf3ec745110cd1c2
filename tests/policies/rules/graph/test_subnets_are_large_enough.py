from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.subnets_are_large_enough import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, arm_id, declared, outcomes, trial, verdicts

NETWORK = "Microsoft.Network/virtualNetworks"


def _subnet(prefix: Any, name: str = "app", service: Any = None) -> dict[str, Any]:
    delegations = [{"properties": {"serviceName": service}}] if service else []
    return {"name": name, "properties": {"addressPrefix": prefix, "delegations": delegations}}


def _network(*subnets: Any) -> Resource:
    return declared(NETWORK, "vnet", {"subnets": list(subnets)})


def _apart(name: str, prefix: str, network: str = "vnet") -> Resource:
    return declared(f"{NETWORK}/subnets", f"{network}/{name}", {"addressPrefix": prefix})


def _made(key: str, prefix: str, network: str = "vnet") -> Resource:
    """A subnet of whose network and name nothing is known but what they are made from."""
    return Resource(
        key=key,
        type=f"{NETWORK}/subnets",
        id=None,
        body={"name": UNKNOWN, "properties": {"addressPrefix": prefix}},
        references={"virtualNetworkName": (network,)},
    )


def _gateway(*, autoscale: Any = None, capacity: Any = None, private: bool = False, **subnet: Any) -> Resource:
    """An application gateway in a subnet of the network, or in one that is named otherwise."""
    sku = {"name": "WAF_v2", **({} if capacity is None else {"capacity": capacity})}
    frontends = [{"properties": {"publicIPAddress": {"id": "/ip"}}}]
    frontends += [{"properties": {"subnet": {"id": IN_APP}}}] if private else []
    held = {"properties": {"subnet": {"id": subnet.pop("id_", IN_APP)}}}
    properties = {"sku": sku, "gatewayIPConfigurations": [held], "frontendIPConfigurations": frontends}
    scaled = {} if autoscale is None else {"autoscaleConfiguration": autoscale}
    return declared("Microsoft.Network/applicationGateways", "agw", {**properties, **scaled}, **subnet)


def _management(units: Any, kind: str = "External", tier: str = "Premium") -> Resource:
    properties = {"virtualNetworkType": kind, "virtualNetworkConfiguration": {"subnetResourceId": IN_APP}}
    sku = {"name": tier, "capacity": units}
    return declared("Microsoft.ApiManagement/service", "apim", properties, sku=sku)


def _environment(profiles: Any) -> Resource:
    properties = {"vnetConfiguration": {"infrastructureSubnetId": IN_APP}, "workloadProfiles": profiles}
    return declared("Microsoft.App/managedEnvironments", "cae", properties)


def _way_in(tier: str) -> Resource:
    place = {"properties": {"subnet": {"id": f"{arm_id(NETWORK, 'vnet')}/subnets/GatewaySubnet"}}}
    properties = {"sku": {"name": tier}, "ipConfigurations": [place]}
    return declared("Microsoft.Network/virtualNetworkGateways", "vgw", properties)


IN_APP = f"{arm_id(NETWORK, 'vnet')}/subnets/app"
NAMELESS = {"name": UNKNOWN, "properties": {"addressPrefix": "10.0.0.0/24"}}
AGENTS = "Microsoft.App/environments"
SITES = "Microsoft.Web/serverFarms"
TRIALS = [
    trial(Kind.PASS, "plain", Outcome.PASS, _network(_subnet("10.0.0.0/29"))),
    trial(Kind.PASS, "agents", Outcome.PASS, _network(_subnet("10.0.0.0/27", service=AGENTS))),
    trial(Kind.PASS, "bastion", Outcome.PASS, _network(_subnet("10.0.0.0/26", "AzureBastionSubnet"))),
    trial(
        Kind.PASS,
        "by-itself",
        (Outcome.NOT_APPLICABLE, Outcome.PASS),
        _network(),
        declared(f"{NETWORK}/subnets", "vnet/app", {"addressPrefixes": ["10.0.0.0/24"]}),
    ),
    trial(Kind.FAIL, "agents", Outcome.FAIL, _network(_subnet("10.0.0.0/28", service=AGENTS))),
    trial(Kind.FAIL, "bastion", Outcome.FAIL, _network(_subnet("10.0.0.0/27", "AzureBastionSubnet"))),
    trial(
        Kind.FAIL,
        "overlap",
        (Outcome.FAIL, Outcome.FAIL),
        _network(_subnet("10.0.0.0/24"), _subnet("10.0.0.128/25", "other")),
    ),
    trial(Kind.FAIL, "overlap-apart", (Outcome.FAIL,) * 2, _apart("a", "10.0.0.0/24"), _apart("b", "10.0.0.0/25")),
    trial(
        Kind.FAIL,
        "overlap-listed-and-apart",
        (Outcome.FAIL,) * 2,
        _network(_subnet("10.0.0.0/24")),
        _apart("b", "10.0.0.0/25"),
    ),
    trial(
        Kind.PASS, "other-network", (Outcome.PASS,) * 2, _apart("a", "10.0.0.0/24"), _apart("b", "10.0.0.0/25", "hub")
    ),
    trial(
        Kind.PASS,
        "listed-and-apart",
        (Outcome.PASS,) * 2,
        _network(_subnet("10.0.0.0/24")),
        _apart("app", "10.0.0.0/24"),
    ),
    trial(
        Kind.UNKNOWN,
        "names-and-overlap",
        (Outcome.NOT_APPLICABLE, Outcome.FAIL, Outcome.FAIL, Outcome.PASS),
        _network(),
        _made("a", "10.0.0.0/24"),
        _made("b", "10.0.0.0/25"),
        _made("c", "10.0.1.0/24"),
    ),
    trial(Kind.UNKNOWN, "names-listed", (Outcome.FAIL,) * 2, _network(NAMELESS, NAMELESS)),
    trial(
        Kind.FAIL,
        "application-gateway-of-ten-instances",
        Outcome.FAIL,
        _network(_subnet("10.0.0.0/29")),
        _gateway(autoscale={"minCapacity": 2, "maxCapacity": 10}),
    ),
    trial(
        Kind.PASS,
        "application-gateway-of-ten-instances",
        Outcome.PASS,
        _network(_subnet("10.0.0.0/28")),
        _gateway(autoscale={"minCapacity": 2, "maxCapacity": 10}, private=True),
    ),
    trial(
        Kind.FAIL,
        "application-gateway-of-as-many-as-there-can-be",
        Outcome.FAIL,
        _network(_subnet("10.0.0.0/25")),
        _gateway(autoscale={"minCapacity": 2, "maxCapacity": "125"}),
    ),
    trial(
        Kind.OMITTED,
        "most-instances",
        Outcome.FAIL,
        _network(_subnet("10.0.0.0/29")),
        _gateway(autoscale={"minCapacity": 0}),
    ),
    trial(Kind.FAIL, "fixed-instances", Outcome.FAIL, _network(_subnet("10.0.0.0/28")), _gateway(capacity=12)),
    trial(Kind.PASS, "fixed-instances", Outcome.PASS, _network(_subnet("10.0.0.0/28")), _gateway(capacity=11)),
    trial(
        Kind.FAIL,
        "private-frontend",
        Outcome.FAIL,
        _network(_subnet("10.0.0.0/28")),
        _gateway(capacity=11, private=True),
    ),
    trial(Kind.OMITTED, "instances", Outcome.PASS, _network(_subnet("10.0.0.0/29")), _gateway()),
    trial(Kind.UNKNOWN, "instances", Outcome.UNDECIDED, _network(_subnet("10.0.0.0/28")), _gateway(capacity=UNKNOWN)),
    trial(
        Kind.PASS, "gateway-elsewhere", Outcome.PASS, _network(_subnet("10.0.0.0/29")), _gateway(capacity=50, id_="/x")
    ),
    trial(
        Kind.UNKNOWN,
        "gateway-made-from-the-subnet",
        (Outcome.NOT_APPLICABLE, Outcome.FAIL),
        _network(),
        _made("a", "10.0.0.0/29"),
        _gateway(capacity=5, id_=UNKNOWN, references={"properties.gatewayIPConfigurations": ("a",)}),
    ),
    trial(Kind.PASS, "two-units", Outcome.PASS, _network(_subnet("10.0.0.0/28")), _management(2, "Internal")),
    trial(Kind.FAIL, "two-units", Outcome.FAIL, _network(_subnet("10.0.0.0/29")), _management(2)),
    trial(Kind.PASS, "one-unit-inside", Outcome.PASS, _network(_subnet("10.0.0.0/29")), _management(1, "Internal")),
    trial(
        Kind.FAIL,
        "second-version",
        Outcome.FAIL,
        _network(_subnet("10.0.0.0/28", service="Microsoft.Web/hostingEnvironments")),
        _management(1, "Internal", "PremiumV2"),
    ),
    trial(
        Kind.FAIL,
        "second-version-out",
        Outcome.FAIL,
        _network(_subnet("10.0.0.0/28", service=SITES)),
        _management(1, tier="StandardV2"),
    ),
    trial(Kind.FAIL, "consumption-only", Outcome.FAIL, _network(_subnet("10.0.0.0/24")), _environment(None)),
    trial(Kind.PASS, "consumption-only", Outcome.PASS, _network(_subnet("10.0.0.0/23")), _environment([])),
    trial(
        Kind.PASS, "profiles", Outcome.PASS, _network(_subnet("10.0.0.0/27")), _environment([{"name": "Consumption"}])
    ),
    trial(
        Kind.FAIL, "profiles", Outcome.FAIL, _network(_subnet("10.0.0.0/28")), _environment([{"name": "Consumption"}])
    ),
    trial(Kind.UNKNOWN, "profiles", Outcome.UNDECIDED, _network(_subnet("10.0.0.0/27")), _environment(UNKNOWN)),
    trial(Kind.FAIL, "gateway-subnet", Outcome.FAIL, _network(_subnet("10.0.0.0/28", "gatewaysubnet"))),
    trial(
        Kind.PASS, "basic-gateway", Outcome.PASS, _network(_subnet("10.0.0.0/29", "GatewaySubnet")), _way_in("basic")
    ),
    trial(
        Kind.FAIL, "other-gateway", Outcome.FAIL, _network(_subnet("10.0.0.0/28", "GatewaySubnet")), _way_in("VpnGw1AZ")
    ),
    trial(Kind.OMITTED, "no-range", Outcome.UNDECIDED, _network({"name": "app"})),
    trial(Kind.UNKNOWN, "range", Outcome.UNDECIDED, _network(_subnet(UNKNOWN))),
    trial(Kind.UNKNOWN, "delegation", Outcome.UNDECIDED, _network(_subnet("10.0.0.0/28", service=UNKNOWN))),
    trial(Kind.UNKNOWN, "all-subnets", Outcome.UNDECIDED, declared(NETWORK, "vnet", {"subnets": UNKNOWN})),
    trial(Kind.WRONG_CASE, "service", Outcome.FAIL, _network(_subnet("10.0.0.0/28", service=AGENTS.lower()))),
    trial(Kind.NOT_APPLICABLE, "no-subnets", Outcome.NOT_APPLICABLE, _network()),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, _network(_subnet("10.0.0.0/28", service=AGENTS)))
    assert verdict.reason == "subnet app is /28, and /27 is the smallest that works"
    assert verdict.path == "properties.subnets[0].properties.addressPrefix"


def test_reason_without_names() -> None:
    (verdict, _) = verdicts(RULE, _network(NAMELESS, NAMELESS))
    assert verdict.reason == "the subnet overlaps another"
