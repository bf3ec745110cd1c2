from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.networks_have_two_name_servers import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, declared, outcomes, trial, verdicts

NETWORK = "Microsoft.Network/virtualNetworks"
FIREWALL = declared("Microsoft.Network/azureFirewalls", "afw")
SUBNETS = [
    {"name": "app", "properties": {"addressPrefix": "10.0.1.0/24"}},
    {"name": "AzureFirewallSubnet", "properties": {"addressPrefixes": ["10.0.2.0/26"]}},
    {
        "name": "resolver",
        "properties": {
            "addressPrefix": "10.0.3.0/28",
            "delegations": [{"properties": {"serviceName": "Microsoft.Network/dnsResolvers"}}],
        },
    },
]


def _network(servers: Any, references: dict[str, tuple[str, ...]] | None = None) -> Resource:
    properties = {"subnets": SUBNETS, "dhcpOptions": {"dnsServers": servers}}
    return declared(NETWORK, "vnet", properties, references=references)


TRIALS = [
    trial(Kind.PASS, "azure", Outcome.PASS, _network([])),
    trial(Kind.PASS, "azure-by-address", Outcome.PASS, _network(["168.63.129.16"])),
    trial(Kind.PASS, "two", Outcome.PASS, _network(["10.0.1.4", "10.0.1.5"])),
    trial(Kind.PASS, "firewall", Outcome.PASS, _network(["10.0.2.4"])),
    trial(Kind.PASS, "resolver", Outcome.PASS, _network(["10.0.3.4"])),
    trial(Kind.FAIL, "one", Outcome.FAIL, _network(["10.0.1.4"])),
    trial(Kind.OMITTED, "nothing-said", Outcome.PASS, declared(NETWORK, "vnet", {})),
    trial(
        Kind.UNKNOWN,
        "by-reference",
        Outcome.PASS,
        FIREWALL,
        _network([UNKNOWN], {"properties.dhcpOptions": ("afw",)}),
    ),
    trial(Kind.UNKNOWN, "address", Outcome.UNDECIDED, _network([UNKNOWN])),
    trial(Kind.UNKNOWN, "all", Outcome.UNDECIDED, _network(UNKNOWN)),
    trial(Kind.UNKNOWN, "elsewhere", Outcome.UNDECIDED, _network(["10.9.9.9"])),
    trial(
        Kind.WRONG_CASE,
        "type",
        Outcome.PASS,
        declared("microsoft.network/azurefirewalls", "afw"),
        _network([UNKNOWN], {"properties.dhcpOptions": ("afw",)}),
    ),
    trial(
        Kind.WRONG_CASE,
        "names",
        Outcome.FAIL,
        declared(NETWORK, "vnet", {"SUBNETS": SUBNETS, "DhcpOptions": {"DNSServers": ["10.0.1.4"]}}),
    ),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, _network(["10.0.1.4"]))
    assert verdict.reason == "there is one name server"
