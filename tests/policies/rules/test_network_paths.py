from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.finding import check
from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rules.network_paths import RULES
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Case, Kind, PropertyCases, changed, outcomes

ROUTES, EXCEPTIONS = "properties.routes", "properties.threatIntelWhitelist.ipAddresses"


def route(prefix: Any, hop: str, **fields: Any) -> dict[str, Any]:
    return {"properties": {"addressPrefix": prefix, "nextHopType": hop, **fields}}


TABLE: dict[str, Any] = {
    "properties": {"routes": [route("0.0.0.0/0", "VirtualAppliance")], "disableBgpRoutePropagation": True}
}
APART = PropertyCases("Microsoft.Network/routeTables/routes", {})
TABLES = PropertyCases("Microsoft.Network/routeTables", TABLE)
CONFIGURATIONS = "properties.ipConfigurations"
INTERFACES = PropertyCases(
    "Microsoft.Network/networkInterfaces",
    {"properties": {"ipConfigurations": [{"properties": {"privateIPAllocationMethod": "Dynamic"}}]}},
)
FLOW_LOGS = PropertyCases(
    "Microsoft.Network/networkWatchers/flowLogs", {"properties": {"enabled": True, "retentionPolicy": {"days": 30}}}
)
POLICIES = PropertyCases(
    "Microsoft.Network/firewallPolicies",
    {"properties": {"sku": {"tier": "Premium"}, "threatIntelWhitelist": {"ipAddresses": ["20.1.2.3"]}}},
)
NETWORKS = PropertyCases(
    "Microsoft.Network/virtualNetworks", {"properties": {"dhcpOptions": {"dnsServers": ["10.0.0.4", "168.63.129.16"]}}}
)

CASES: list[Case] = [
    *TABLES.of(
        "NET-22",
        ROUTES,
        [route("0.0.0.0/1", "Internet")],
        omitted=Outcome.PASS,
        wrong_case=[route("0.0.0.0/0", "VIRTUALAPPLIANCE")],
    ),
    TABLES.one(
        "NET-22",
        Kind.FAIL,
        changed(TABLE, "properties.disableBgpRoutePropagation", value=False),
        Outcome.FAIL,
        name="learnt-routes",
    ),
    TABLES.one(
        "NET-22",
        Kind.PASS,
        changed(TABLE, ROUTES, [route("ApiManagement", "Internet"), route("20.45.0.0/16", "Internet")]),
        Outcome.PASS,
        name="narrow-routes",
    ),
    APART.one("NET-22", Kind.FAIL, route("128.0.0.0/1", "Internet"), Outcome.FAIL, name="wide-route-apart"),
    *(
        APART.one("NET-22", Kind.FAIL, route(prefix, "Internet"), Outcome.FAIL, name=prefix.replace("/", "-"))
        for prefix in ("20.0.0.0/8", "AzureCloud", "AzureCloud.swedencentral")
    ),
    *INTERFACES.of(
        "NET-30",
        CONFIGURATIONS,
        [{"properties": {"publicIPAddress": {"id": UNKNOWN}}}],
        omitted=Outcome.PASS,
        wrong_case=[{"Properties": {"PrivateIPAllocationMethod": "DYNAMIC"}}],
    ),
    APART.one("NET-22", Kind.PASS, route("0.0.0.0/0", "VirtualAppliance"), Outcome.PASS, name="default-route-apart"),
    APART.one("NET-22", Kind.UNKNOWN, route(UNKNOWN, "Internet"), Outcome.UNDECIDED, name="range-of-a-route-apart"),
    *FLOW_LOGS.of("NET-23", "properties.enabled", bad=False),
    FLOW_LOGS.one(
        "NET-23",
        Kind.FAIL,
        {"properties": {"enabled": True, "retentionPolicy": {"days": 29}}},
        Outcome.FAIL,
        name="kept-for-29-days",
    ),
    FLOW_LOGS.one("NET-23", Kind.PASS, {"properties": {"enabled": True}}, Outcome.PASS, name="kept-for-ever"),
    *POLICIES.of("NET-24", EXCEPTIONS, ["*"], omitted=Outcome.PASS),
    POLICIES.one(
        "NET-24",
        Kind.FAIL,
        {"properties": {"threatIntelWhitelist": {"fqdns": ["*"]}}},
        Outcome.FAIL,
        name="every-host",
    ),
    *POLICIES.of("NET-25", "properties.sku.tier", "basic", omitted=Outcome.PASS),
    *NETWORKS.of("NET-28", "properties.dhcpOptions.dnsServers", ["10.0.0.4", "8.8.8.8"], omitted=Outcome.PASS),
    NETWORKS.one(
        "NET-28",
        Kind.UNKNOWN,
        {"properties": {"dhcpOptions": {"dnsServers": [UNKNOWN]}}},
        Outcome.UNDECIDED,
        name="unknown-server",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_outcome(case: Case) -> None:
    assert outcomes(case, RULES) == case.expected


@pytest.mark.parametrize(
    ("routes", "expected"),
    [
        pytest.param([route("0.0.0.0/0", "VirtualAppliance")], Outcome.PASS, id="learnt-routes"),
        pytest.param([route("0.0.0.0/1", "Internet")], Outcome.FAIL, id="half-of-the-internet"),
    ],
)
def test_learnt_routes_may_stay_where_that_is_said(routes: Any, expected: Outcome) -> None:
    (rule,) = (each for each in RULES if each.id == "NET-22")
    table = Resource(key="table", type=TABLES.type, body={"properties": {"routes": routes}})
    (finding,) = check(Resources([table]), [rule], {"NET-22": {"learnt": False}})
    assert finding.verdict.outcome is expected
