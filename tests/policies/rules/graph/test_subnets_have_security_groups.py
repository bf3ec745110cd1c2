from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.subnets_have_security_groups import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, arm_id, declared, outcomes, trial, verdicts

NETWORK = "Microsoft.Network/virtualNetworks"
GROUP_TYPE = "Microsoft.Network/networkSecurityGroups"
GROUP = declared(GROUP_TYPE, "nsg-app")
GUARDED = {"networkSecurityGroup": {"id": arm_id(GROUP_TYPE, "nsg-app")}}
MADE = {"networkSecurityGroup": {"id": UNKNOWN}}


def _network(*subnets: Any, references: dict[str, tuple[str, ...]] | None = None) -> Resource:
    return declared(NETWORK, "vnet", {"subnets": list(subnets)}, references=references)


def _subnet(name: str, **properties: Any) -> dict[str, Any]:
    return {"name": name, "properties": properties}


TRIALS = [
    trial(Kind.PASS, "listed", Outcome.PASS, GROUP, _network(_subnet("app", **GUARDED))),
    trial(Kind.PASS, "by-itself", Outcome.PASS, declared(f"{NETWORK}/subnets", "vnet/app", GUARDED)),
    trial(Kind.FAIL, "one-of-two", (Outcome.PASS, Outcome.FAIL), _network(_subnet("a", **GUARDED), _subnet("b"))),
    trial(
        Kind.FAIL,
        "by-itself",
        Outcome.FAIL,
        declared(f"{NETWORK}/subnets", "vnet/app", {"networkSecurityGroup": {"id": ""}}),
    ),
    trial(Kind.OMITTED, "no-properties", Outcome.FAIL, _network({"name": "app"})),
    trial(
        Kind.UNKNOWN,
        "by-reference",
        Outcome.PASS,
        GROUP,
        _network(_subnet("app", **MADE), references={"properties.subnets": ("nsg-app",)}),
    ),
    trial(Kind.UNKNOWN, "nobody-can-tell", Outcome.UNDECIDED, _network(_subnet("app", **MADE))),
    trial(Kind.UNKNOWN, "name", Outcome.UNDECIDED, _network({"name": UNKNOWN, "properties": {}})),
    trial(Kind.UNKNOWN, "all-subnets", Outcome.UNDECIDED, declared(NETWORK, "vnet", {"subnets": UNKNOWN})),
    trial(
        Kind.WRONG_CASE,
        "names",
        Outcome.PASS,
        _network({"NAME": "app", "Properties": {"NetworkSecurityGroup": {"ID": arm_id(GROUP_TYPE, "NSG-APP")}}}),
    ),
    trial(
        Kind.NOT_APPLICABLE,
        "takes-none",
        Outcome.NOT_APPLICABLE,
        _network(_subnet("azurefirewallsubnet")),
    ),
    trial(Kind.NOT_APPLICABLE, "no-subnets", Outcome.NOT_APPLICABLE, _network()),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason_without_a_name() -> None:
    (verdict,) = verdicts(RULE, Resource(key="app", type=f"{NETWORK}/subnets", body={"name": UNKNOWN}))
    assert verdict.reason == "the subnet has no network security group"


def test_reason() -> None:
    (verdict,) = verdicts(RULE, _network(_subnet("app")))
    assert verdict.reason == "subnet app has no network security group"
    assert verdict.path == "properties.subnets[0].properties.networkSecurityGroup.id"
