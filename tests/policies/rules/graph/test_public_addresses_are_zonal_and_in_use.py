from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.public_addresses_are_zonal_and_in_use import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, arm_id, declared, outcomes, trial, verdicts

TYPE = "Microsoft.Network/publicIPAddresses"
FIREWALL = "Microsoft.Network/azureFirewalls"


def _address(
    *, sku: Any = "Standard", zones: Any = ("1", "2"), protection: str = "VirtualNetworkInherited"
) -> Resource:
    properties = {"ddosSettings": {"protectionMode": protection}}
    return declared(TYPE, "pip", properties, sku={"name": sku}, zones=zones)


def _user(id_: Any, references: dict[str, tuple[str, ...]] | None = None) -> Resource:
    configurations = [{"properties": {"publicIPAddress": {"id": id_}}}]
    return declared(FIREWALL, "afw", {"ipConfigurations": configurations}, references=references)


USER = _user(arm_id(TYPE, "pip"))
TRIALS = [
    trial(Kind.PASS, "in-use", Outcome.PASS, _address(), USER),
    trial(Kind.FAIL, "basic", Outcome.FAIL, _address(sku="Basic"), USER),
    trial(Kind.FAIL, "one-zone", Outcome.FAIL, _address(zones=["1"]), USER),
    trial(Kind.FAIL, "not-in-use", Outcome.FAIL, _address()),
    trial(Kind.OMITTED, "tier", Outcome.FAIL, declared(TYPE, "pip", {}), USER),
    trial(Kind.UNKNOWN, "zones", Outcome.UNDECIDED, _address(zones=UNKNOWN), USER),
    trial(Kind.OMITTED, "zones", Outcome.PASS, declared(TYPE, "pip", {}, sku={"name": "Standard"}), USER),
    trial(
        Kind.UNKNOWN,
        "user-by-reference",
        Outcome.PASS,
        _address(),
        _user(UNKNOWN, {"properties.ipConfigurations": ("pip",)}),
    ),
    trial(Kind.UNKNOWN, "tier", Outcome.UNDECIDED, _address(sku=UNKNOWN), USER),
    trial(Kind.WRONG_CASE, "tier-and-id", Outcome.PASS, _address(sku="standard"), _user(arm_id(TYPE, "PIP").upper())),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


def test_reason() -> None:
    (verdict,) = verdicts(RULE, _address())
    assert verdict.reason == "nothing that is declared here uses the address"


def test_ddos_protection_is_wanted_where_that_is_asked() -> None:
    (verdict,) = verdicts(RULE, _address(), USER, parameters={"ddos": True})
    assert verdict.outcome is Outcome.FAIL
    (verdict,) = verdicts(RULE, _address(protection="Enabled"), USER, parameters={"ddos": True})
    assert verdict.outcome is Outcome.PASS
