from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.control_plane_reaches_services import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, arm_id, declared, outcomes, trial, verdicts

GATEWAY_TYPE = "Microsoft.Network/applicationGateways"
GROUP = "Microsoft.Network/networkSecurityGroups"
NETWORK = "Microsoft.Network/virtualNetworks"
SUBNET = arm_id(f"{NETWORK}/subnets", "vnet/gateway")
PLATFORM: dict[str, Any] = {
    "access": "Allow",
    "direction": "Inbound",
    "protocol": "*",
    "priority": 100,
    "sourceAddressPrefix": "GatewayManager",
    "destinationPortRange": "65200-65535",
}
DENIED: dict[str, Any] = PLATFORM | {
    "access": "Deny",
    "priority": 4000,
    "sourceAddressPrefix": "*",
    "destinationPortRange": "*",
}
PROBES: dict[str, Any] = PLATFORM | {
    "priority": 110,
    "sourceAddressPrefix": "AzureLoadBalancer",
    "destinationPortRange": "*",
}


def _gateway(subnet: Any = SUBNET) -> Resource:
    return declared(GATEWAY_TYPE, "agw", {"gatewayIPConfigurations": [{"properties": {"subnet": {"id": subnet}}}]})


def _network(**properties: Any) -> Resource:
    return declared(NETWORK, "vnet", {"subnets": [{"name": "gateway", "properties": properties}]})


def _guarded(*rules: Any) -> tuple[Resource, Resource]:
    group = declared(GROUP, "nsg", {"securityRules": [{"name": "r", "properties": rule} for rule in rules]})
    return _network(networkSecurityGroup={"id": group.id}), group


APIM = declared(
    "Microsoft.ApiManagement/service",
    "apim",
    {"virtualNetworkType": "Internal", "virtualNetworkConfiguration": {"subnetResourceId": SUBNET}},
)
CLASSIC = PLATFORM | {
    "sourceAddressPrefix": "ApiManagement",
    "destinationPortRanges": ["3443"],
    "destinationPortRange": "",
}
TRIALS = [
    trial(Kind.PASS, "let-in", Outcome.PASS, _gateway(), *_guarded(DENIED, PLATFORM, PROBES)),
    trial(Kind.PASS, "load-balancer-by-default", Outcome.PASS, _gateway(), *_guarded(PLATFORM)),
    trial(Kind.PASS, "no-group", Outcome.PASS, _gateway(), _network()),
    trial(Kind.PASS, "api-management", Outcome.PASS, APIM, *_guarded(CLASSIC)),
    trial(Kind.FAIL, "denied-first", Outcome.FAIL, _gateway(), *_guarded(DENIED | {"priority": 90}, PLATFORM)),
    trial(Kind.FAIL, "no-probes", Outcome.FAIL, _gateway(), *_guarded(PLATFORM, DENIED)),
    trial(Kind.FAIL, "api-management", Outcome.FAIL, APIM, *_guarded(PLATFORM)),
    trial(Kind.OMITTED, "no-rules", Outcome.FAIL, _gateway(), *_guarded()),
    trial(Kind.UNKNOWN, "rule", Outcome.UNDECIDED, _gateway(), *_guarded(PLATFORM | {"sourceAddressPrefix": UNKNOWN})),
    trial(Kind.UNKNOWN, "priority", Outcome.UNDECIDED, _gateway(), *_guarded(PLATFORM | {"priority": UNKNOWN})),
    trial(Kind.UNKNOWN, "subnet", Outcome.UNDECIDED, _gateway(UNKNOWN)),
    trial(Kind.UNKNOWN, "group-elsewhere", Outcome.UNDECIDED, _gateway(), _network(networkSecurityGroup={"id": "/x"})),
    trial(
        Kind.WRONG_CASE,
        "words-and-ids",
        Outcome.PASS,
        _gateway(SUBNET.upper()),
        *_guarded(PLATFORM | {"access": "ALLOW", "sourceAddressPrefix": "gatewaymanager"}),
    ),
    trial(
        Kind.NOT_APPLICABLE,
        "in-no-network",
        Outcome.NOT_APPLICABLE,
        declared("Microsoft.ApiManagement/service", "apim", {}),
    ),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, _gateway(), *_guarded())
    assert verdict.reason == "the security group of subnet gateway stops GatewayManager to 65200-65535"
