from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.networks_resolve_private_names import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, arm_id, declared, outcomes, trial, verdicts

NETWORK = "Microsoft.Network/virtualNetworks"
ZONE_TYPE = "Microsoft.Network/privateDnsZones"
LINKS = f"{ZONE_TYPE}/virtualNetworkLinks"
NAME = "privatelink.vaultcore.azure.net"
ZONE = declared(ZONE_TYPE, NAME)
VNET = arm_id(NETWORK, "vnet")
HUB = declared(NETWORK, "hub", {"addressSpace": {"addressPrefixes": ["10.1.0.0/16"]}})
ENDPOINT = declared(
    "Microsoft.Network/privateEndpoints", "pep", {"subnet": {"id": arm_id(f"{NETWORK}/subnets", "vnet/pe")}}
)
PEERING = declared(f"{NETWORK}/virtualNetworkPeerings", "vnet/hub", {"remoteVirtualNetwork": {"id": HUB.id}})


def _network(*servers: Any) -> Resource:
    space = {"addressPrefixes": ["10.0.0.0/16"]}
    return declared(NETWORK, "vnet", {"addressSpace": space, "dhcpOptions": {"dnsServers": list(servers)}})


def _link(network: Any = VNET, name: str = "l", references: Any = None) -> Resource:
    return declared(LINKS, f"{NAME}/{name}", {"virtualNetwork": {"id": network}}, references=references)


def _rival(name: str = NAME) -> tuple[Resource, Resource]:
    zone_id = str(ZONE.id).replace("rg-test", "rg-other")
    zone = Resource(key="rival", type=ZONE_TYPE, id=zone_id, body={"name": name})
    properties = {"virtualNetwork": {"id": arm_id(NETWORK, "vnet")}}
    other = Resource(
        key="rival-link", type=LINKS, id=f"{zone_id}/virtualNetworkLinks/l", body={"properties": properties}
    )
    return zone, other


LATER = (
    declared(f"{NETWORK}/subnets", "vnet/pe", {}, id_=None, references={"virtualNetworkName": ("vnet",)}),
    declared(
        "Microsoft.Network/privateEndpoints",
        "pep",
        {"subnet": {"id": UNKNOWN}},
        references={"properties.subnet": ("vnet/pe",)},
    ),
)
ASKING = replace(_network(UNKNOWN), references={"properties.dhcpOptions": ("afw",)})
FIREWALL = declared(
    "Microsoft.Network/azureFirewalls",
    "afw",
    {"ipConfigurations": [{"properties": {"subnet": {"id": f"{HUB.id}/subnets/AzureFirewallSubnet"}}}]},
)
TRIALS = [
    trial(Kind.PASS, "linked", Outcome.PASS, ZONE, _network(), ENDPOINT, _link()),
    trial(Kind.PASS, "asks-the-hub", Outcome.PASS, ZONE, _network("10.1.0.4"), HUB, ENDPOINT, _link(HUB.id)),
    trial(Kind.PASS, "no-endpoints", Outcome.PASS, ZONE, _network()),
    trial(Kind.FAIL, "not-linked", Outcome.FAIL, ZONE, _network(), ENDPOINT),
    trial(Kind.FAIL, "hub-not-linked", Outcome.FAIL, ZONE, _network("10.1.0.4"), HUB, ENDPOINT, _link()),
    trial(Kind.FAIL, "peer-not-linked", Outcome.FAIL, ZONE, _network(), HUB, PEERING, ENDPOINT, _link()),
    trial(Kind.FAIL, "twice", Outcome.FAIL, ZONE, _network(), ENDPOINT, _link(), _link(name="again")),
    trial(Kind.FAIL, "two-zones", (Outcome.FAIL, Outcome.FAIL), ZONE, _network(), ENDPOINT, _link(), *_rival()),
    trial(Kind.OMITTED, "link-without-network", Outcome.FAIL, ZONE, _network(), ENDPOINT, _link("")),
    trial(
        Kind.UNKNOWN,
        "by-reference",
        Outcome.PASS,
        ZONE,
        _network(),
        ENDPOINT,
        _link(UNKNOWN, references={"properties.virtualNetwork": ("vnet",)}),
    ),
    trial(Kind.UNKNOWN, "subnet-by-reference", Outcome.FAIL, ZONE, _network(), *LATER),
    trial(Kind.UNKNOWN, "server", Outcome.UNDECIDED, ZONE, _network(UNKNOWN), ENDPOINT, _link()),
    trial(Kind.UNKNOWN, "server-by-reference", Outcome.PASS, ZONE, ASKING, HUB, FIREWALL, ENDPOINT, _link(HUB.id)),
    trial(Kind.UNKNOWN, "server-not-linked", Outcome.FAIL, ZONE, ASKING, HUB, FIREWALL, ENDPOINT, _link()),
    trial(Kind.UNKNOWN, "network", Outcome.UNDECIDED, ZONE, _network(), ENDPOINT, _link(UNKNOWN)),
    trial(Kind.WRONG_CASE, "id", Outcome.PASS, ZONE, _network(), ENDPOINT, _link(arm_id(NETWORK, "vnet").upper())),
    trial(
        Kind.WRONG_CASE,
        "type",
        Outcome.FAIL,
        ZONE,
        declared(NETWORK.lower(), "vnet", {}),
        ENDPOINT,
    ),
    trial(
        Kind.WRONG_CASE,
        "two-zones",
        (Outcome.FAIL, Outcome.FAIL),
        ZONE,
        _network(),
        ENDPOINT,
        _link(),
        *_rival(NAME.upper()),
    ),
    trial(Kind.NOT_APPLICABLE, "other-zone", Outcome.NOT_APPLICABLE, declared(ZONE_TYPE, "contoso.internal")),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, ZONE, _network(), ENDPOINT)
    assert verdict.reason == "vnet cannot resolve names of this zone"
