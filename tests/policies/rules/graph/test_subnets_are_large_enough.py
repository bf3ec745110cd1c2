from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.subnets_are_large_enough import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, declared, outcomes, trial, verdicts

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


NAMELESS = {"name": UNKNOWN, "properties": {"addressPrefix": "10.0.0.0/24"}}
AGENTS = "Microsoft.App/environments"
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
