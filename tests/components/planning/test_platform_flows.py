import pytest

from bedplate.components.planning.flows import Flow, FlowArgs, compile_security_rules
from bedplate.components.planning.platform_flows import application_gateway_flows, bastion_flows

Row = tuple[str, str, tuple[str, ...], str]
"""Source, destination, ports, protocol."""


def _rules(subnet: str, flows: list[FlowArgs], direction: str) -> list[Row]:
    rules = compile_security_rules([Flow.of(flow) for flow in flows], {subnet: "10.0.0.0/26"})[subnet]
    return [
        (rule.source, rule.destination, rule.ports, rule.protocol)
        for rule in rules
        if rule.direction == direction and rule.access == "Allow"
    ]


def test_bastion_has_the_rules_of_its_document() -> None:
    flows = bastion_flows([])

    assert _rules("bastion", flows, "Inbound") == [
        ("Internet", "*", ("443",), "Tcp"),
        ("GatewayManager", "*", ("443",), "Tcp"),
        ("AzureLoadBalancer", "*", ("443",), "Tcp"),
        ("VirtualNetwork", "VirtualNetwork", ("8080", "5701"), "*"),
    ]
    assert _rules("bastion", flows, "Outbound") == [
        ("*", "VirtualNetwork", ("22", "3389"), "*"),
        ("*", "AzureCloud", ("443",), "Tcp"),
        ("VirtualNetwork", "VirtualNetwork", ("8080", "5701"), "*"),
        ("*", "Internet", ("80",), "*"),
    ]


def test_application_gateway_has_the_rules_of_its_document() -> None:
    flows = application_gateway_flows([])

    assert _rules("applicationGateway", flows, "Inbound") == [
        ("Internet", "10.0.0.0/26", ("443",), "Tcp"),
        ("GatewayManager", "*", ("65200-65535",), "Tcp"),
        ("AzureLoadBalancer", "*", ("*",), "*"),
    ]
    assert _rules("applicationGateway", flows, "Outbound") == [("*", "Internet", ("*",), "*")]


@pytest.mark.parametrize(
    ("subnet", "flows"),
    [
        pytest.param("bastion", bastion_flows(["203.0.113.0/24", "198.51.100.7/32"]), id="bastion"),
        pytest.param(
            "applicationGateway",
            application_gateway_flows(["203.0.113.0/24", "198.51.100.7/32"]),
            id="application-gateway",
        ),
    ],
)
def test_named_clients_shut_the_internet_out(subnet: str, flows: list[FlowArgs]) -> None:
    sources = [row[0] for row in _rules(subnet, flows, "Inbound")]

    assert sources[:2] == ["203.0.113.0/24", "198.51.100.7/32"]
    assert "Internet" not in sources


def test_listeners_and_names_can_differ() -> None:
    flows = application_gateway_flows([], subnet="edge", listener_ports=("80", "443"))

    assert _rules("edge", flows, "Inbound")[0] == ("Internet", "10.0.0.0/26", ("80", "443"), "Tcp")


def test_purposes_fit_a_rules_description() -> None:
    assert all(len(flow["purpose"]) <= 140 for flow in [*application_gateway_flows([]), *bastion_flows([])])


@pytest.mark.parametrize("written", ["10.0.0.0/8", "everything", ""])
def test_a_subnets_address_is_any_or_a_tag(written: str) -> None:
    flow = Flow(source="Internet", destination="app", ports=("443",), purpose="x", subnet_address=written)

    with pytest.raises(ValueError, match="neither '\\*' nor a service tag"):
        compile_security_rules([flow], {"app": "10.0.0.0/24"})
