from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.internet_reaches_gateways_only import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import declared, outcomes_of, reasons_of

GROUP = "Microsoft.Network/networkSecurityGroups/nsg"
NETWORK = "Microsoft.Network/virtualNetworks/vnet"
SUBNET_ID = f"{declared(NETWORK).id}/subnets/apps"


def group(source: Any, **properties: Any) -> Resource:
    rule = {"access": "Allow", "direction": "Inbound", "sourceAddressPrefix": source, **properties}
    return declared(GROUP, {"properties": {"securityRules": [{"name": "in", "properties": rule}]}})


def network(name: str = "apps") -> Resource:
    held = {"name": name, "properties": {"networkSecurityGroup": {"id": declared(GROUP).id}}}
    return declared(NETWORK, {"properties": {"subnets": [held]}})


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("10.0.0.0/8", Outcome.PASS, id="pass"),
        pytest.param("Internet", Outcome.FAIL, id="fail"),
        pytest.param("INTERNET", Outcome.FAIL, id="wrong-case"),
        pytest.param("0.0.0.0/0", Outcome.FAIL, id="every-address"),
        pytest.param(None, Outcome.PASS, id="omitted"),
        pytest.param(UNKNOWN, Outcome.UNDECIDED, id="unknown"),
    ],
)
def test_outcome(source: Any, expected: Outcome) -> None:
    assert outcomes_of(RULE, group(source), network()) == [expected]


def test_a_rule_that_denies_is_none_that_lets_in() -> None:
    assert outcomes_of(RULE, group("*", access="Deny"), network()) == [Outcome.PASS]


@pytest.mark.parametrize("subnet_id", [pytest.param(SUBNET_ID, id="known"), pytest.param(UNKNOWN, id="unknown")])
def test_the_internet_may_reach_a_gateway(subnet_id: Any) -> None:
    place = "properties.gatewayIPConfigurations"
    body = {"properties": {"gatewayIPConfigurations": [{"properties": {"subnet": {"id": subnet_id}}}]}}
    gateway = declared("Microsoft.Network/applicationGateways/agw", body, references={place: ("vnet",)})
    assert outcomes_of(RULE, group("Internet"), network(), gateway) == [Outcome.PASS]


def test_the_internet_may_reach_a_bastion() -> None:
    assert outcomes_of(RULE, group("Internet"), network("azurebastionsubnet")) == [Outcome.PASS]


def test_a_subnet_that_has_one_of_several_groups_is_not_told_from_others() -> None:
    held = {"name": "apps", "properties": {"networkSecurityGroup": {"id": UNKNOWN}}}
    made_from = {"properties.subnets": ("nsg", "other")}
    place = declared(NETWORK, {"properties": {"subnets": [held]}}, references=made_from)
    other = declared("Microsoft.Network/networkSecurityGroups/other")
    assert outcomes_of(RULE, group("Internet"), other, place) == [Outcome.UNDECIDED, Outcome.PASS]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("apps", "a rule lets the internet in to apps, where no gateway listens"),
        (UNKNOWN, "which subnets have the group is not known before a deployment"),
    ],
)
def test_a_subnet_that_has_the_only_group_is_known_by_reference(name: Any, reason: str) -> None:
    held = {"name": name, "properties": {"networkSecurityGroup": {"id": UNKNOWN}}}
    place = declared(NETWORK, {"properties": {"subnets": [held]}}, references={"properties.subnets": ("nsg",)})
    assert reasons_of(RULE, group("Internet"), place) == [reason]


def test_a_group_that_no_subnet_has_is_not_judged() -> None:
    assert outcomes_of(RULE, group("Internet")) == [Outcome.NOT_APPLICABLE]


def test_the_reason() -> None:
    expected = "a rule lets the internet in to apps, where no gateway listens"
    assert reasons_of(RULE, group("*"), network()) == [expected]
