from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.rules.graph.security_groups_are_attached import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, arm_id, declared, outcomes, trial, verdicts

TYPE = "Microsoft.Network/networkSecurityGroups"
NETWORK = "Microsoft.Network/virtualNetworks"
GROUP = declared(TYPE, "nsg")


def _naming(id_: Any) -> dict[str, Any]:
    return {"networkSecurityGroup": {"id": id_}}


def _subnets(id_: Any) -> dict[str, Any]:
    return {"subnets": [{"name": "app", "properties": _naming(id_)}]}


TRIALS = [
    trial(Kind.PASS, "to-a-subnet", Outcome.PASS, GROUP, declared(NETWORK, "vnet", _subnets(GROUP.id))),
    trial(
        Kind.PASS,
        "to-a-subnet-by-itself",
        Outcome.PASS,
        GROUP,
        declared(f"{NETWORK}/subnets", "vnet/app", _naming(GROUP.id)),
    ),
    trial(
        Kind.PASS,
        "to-an-interface",
        Outcome.PASS,
        GROUP,
        declared("Microsoft.Network/networkInterfaces", "nic", _naming(GROUP.id)),
    ),
    trial(Kind.FAIL, "other-group", Outcome.FAIL, GROUP, declared(NETWORK, "vnet", _subnets(arm_id(TYPE, "other")))),
    trial(Kind.OMITTED, "no-group", Outcome.FAIL, GROUP, declared(NETWORK, "vnet", {"subnets": [{"name": "app"}]})),
    trial(
        Kind.UNKNOWN,
        "by-reference",
        Outcome.PASS,
        GROUP,
        declared(NETWORK, "vnet", _subnets(UNKNOWN), references={"properties.subnets": ("nsg",)}),
    ),
    trial(Kind.UNKNOWN, "nobody-can-tell", Outcome.UNDECIDED, GROUP, declared(NETWORK, "vnet", _subnets(UNKNOWN))),
    trial(Kind.UNKNOWN, "network-elsewhere", Outcome.UNDECIDED, GROUP),
    trial(Kind.WRONG_CASE, "id", Outcome.PASS, GROUP, declared(NETWORK, "vnet", _subnets(str(GROUP.id).upper()))),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, GROUP, declared(NETWORK, "vnet", {}))
    assert verdict.reason == "no subnet and no network interface names it"
