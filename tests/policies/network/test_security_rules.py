from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.network.security_rules import Flow, SecurityRule, lets_in, port_ranges, security_rules
from bedplate.policies.resource import Resources
from bedplate.policies.values import UNKNOWN
from tests.policies.rules.graph.judging import declared

ALLOW: dict[str, Any] = {
    "access": "Allow",
    "direction": "Inbound",
    "protocol": "Tcp",
    "priority": 200,
    "sourceAddressPrefix": "10.0.0.0/16",
    "destinationPortRanges": ["443", "8000-8100"],
}


def _rules(*properties: dict[str, Any]) -> list[SecurityRule]:
    return [SecurityRule("", {"properties": each}) for each in properties]


@pytest.mark.parametrize(
    ("rules", "flow", "expected"),
    [
        pytest.param(_rules(ALLOW), Flow("10.0.1.0/24", (443, 443)), True, id="inside-a-range"),
        pytest.param(_rules(ALLOW), Flow("10.0.1.0/24", (8000, 8050)), True, id="inside-ports"),
        pytest.param(_rules(ALLOW), Flow("10.0.1.0/24", (8000, 9000)), False, id="more-ports"),
        pytest.param(_rules(ALLOW), Flow("10.1.0.0/24", (443, 443)), False, id="outside-a-range"),
        pytest.param(_rules(ALLOW), Flow("10.0.1.0/24", (443, 443), "Udp"), False, id="other-protocol"),
        pytest.param(_rules(), Flow("AzureLoadBalancer", (1, 1)), True, id="default-lets-in-the-load-balancer"),
        pytest.param(_rules(), Flow("Internet", (443, 443)), False, id="default-denies"),
        pytest.param(
            _rules(ALLOW, ALLOW | {"access": "Deny", "priority": 100, "sourceAddressPrefix": "*"}),
            Flow("10.0.1.0/24", (443, 443)),
            False,
            id="lower-number-first",
        ),
        pytest.param(
            _rules(ALLOW, ALLOW | {"direction": "Outbound", "access": "Deny", "priority": 100}),
            Flow("10.0.1.0/24", (443, 443)),
            True,
            id="outbound-rules-do-not-count",
        ),
        pytest.param(_rules(ALLOW | {"access": UNKNOWN}), Flow("10.0.1.0/24", (443, 443)), None, id="unknown-access"),
        pytest.param(
            _rules(ALLOW | {"access": UNKNOWN}), Flow("10.1.0.0/24", (443, 443)), False, id="unknown-does-not-matter"
        ),
    ],
)
def test_what_is_let_in(rules: list[SecurityRule], flow: Flow, expected: Any) -> None:
    assert lets_in(rules, flow) is expected


def test_port_ranges() -> None:
    assert port_ranges(["22", "80-90", "*"]) == [(22, 22), (80, 90), (0, 65535)]
    assert port_ranges([UNKNOWN]) is None


def test_rules_declared_apart_count() -> None:
    type_ = "Microsoft.Network/networkSecurityGroups"
    group = declared(type_, "nsg", {"securityRules": [{"properties": ALLOW}]})
    apart = declared(f"{type_}/securityRules", "nsg/other", ALLOW | {"priority": 300})
    assert [each.value("priority") for each in security_rules(group, Resources([group, apart]))] == [200, 300]
