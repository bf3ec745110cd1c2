import pytest
from hypothesis import given
from hypothesis import strategies as st

from bedplate.components.planning.flows import Flow, Protocol, SecurityRule, compile_security_rules

SUBNETS = {"application": "10.0.0.0/24", "privateEndpoints": "10.0.1.0/26"}


def _deny(direction: str) -> SecurityRule:
    return SecurityRule(
        name=f"Deny-{direction}",
        priority=4096,
        direction=direction,
        access="Deny",
        protocol="*",
        source="*",
        destination="*",
        ports=("*",),
        description="Whatever no flow of the landing zone names",
    )


def test_a_flow_between_two_subnets_opens_both_ends_and_nothing_else() -> None:
    flow = Flow(source="application", destination="privateEndpoints", ports=("443",), purpose="data services")

    rules = compile_security_rules([flow], SUBNETS)

    allow = {
        "priority": 100,
        "access": "Allow",
        "protocol": "Tcp",
        "source": "10.0.0.0/24",
        "destination": "10.0.1.0/26",
        "ports": ("443",),
        "description": "data services",
    }
    assert rules == {
        "application": (
            SecurityRule(name="Allow-Outbound-privateEndpoints-443", direction="Outbound", **allow),
            _deny("Inbound"),
            _deny("Outbound"),
        ),
        "privateEndpoints": (
            SecurityRule(name="Allow-Inbound-application-443", direction="Inbound", **allow),
            _deny("Inbound"),
            _deny("Outbound"),
        ),
    }


def test_a_flow_inside_one_subnet_is_allowed_at_both_ends() -> None:
    flow = Flow(source="application", destination="application", ports=("*",), purpose="cluster", protocol=Protocol.ANY)

    rules = compile_security_rules([flow], SUBNETS)["application"]

    assert [(rule.name, rule.priority) for rule in rules] == [
        ("Allow-Outbound-application-any", 100),
        ("Allow-Inbound-application-any", 110),
        ("Deny-Inbound", 4096),
        ("Deny-Outbound", 4096),
    ]


def test_a_service_tag_and_a_cidr_block_are_taken_as_they_are() -> None:
    flows = [
        Flow(source="application", destination="AzureMonitor", ports=("443",), purpose="telemetry"),
        Flow(source="192.0.2.0/24", destination="application", ports=("443", "8443"), purpose="office"),
    ]

    rules = compile_security_rules(flows, SUBNETS)["application"]

    assert [(rule.name, rule.source, rule.destination, rule.ports) for rule in rules[:2]] == [
        ("Allow-Outbound-AzureMonitor-443", "10.0.0.0/24", "AzureMonitor", ("443",)),
        ("Allow-Inbound-192.0.2.0-24-443-8443", "192.0.2.0/24", "10.0.0.0/24", ("443", "8443")),
    ]


@pytest.mark.parametrize(
    ("flow", "message"),
    [
        pytest.param(
            Flow(source="aplication", destination="privateEndpoints", ports=("443",), purpose=""),
            "flow end 'aplication' is no subnet, service tag or CIDR block; did you mean 'application'?",
            id="misspelt-subnet",
        ),
        pytest.param(
            Flow(source="zzz", destination="privateEndpoints", ports=("443",), purpose=""),
            "flow end 'zzz' is no subnet, service tag or CIDR block; the subnets are application, privateEndpoints",
            id="nothing-near",
        ),
        pytest.param(
            Flow(source="Internet", destination="AzureMonitor", ports=("443",), purpose=""),
            "flow from 'Internet' to 'AzureMonitor' touches no subnet of this network",
            id="no-subnet-touched",
        ),
        pytest.param(
            Flow(source="application", destination="Internet", ports=("https",), purpose=""),
            "flow ports ('https',) are not ports, ranges such as '10250-10256', or '*'",
            id="port-by-name",
        ),
        pytest.param(
            Flow(source="application", destination="Internet", ports=(), purpose=""),
            "flow ports () are not ports, ranges such as '10250-10256', or '*'",
            id="no-port",
        ),
        pytest.param(
            Flow(source="application", destination="Internet", ports=("70000",), purpose=""),
            "flow ports ('70000',) are not ports, ranges such as '10250-10256', or '*'",
            id="port-too-high",
        ),
        pytest.param(
            Flow(source="application", destination="Internet", ports=("20-10",), purpose=""),
            "flow ports ('20-10',) are not ports, ranges such as '10250-10256', or '*'",
            id="range-upside-down",
        ),
        pytest.param(
            Flow(source="application", destination="Internet", ports=("443-",), purpose=""),
            "flow ports ('443-',) are not ports, ranges such as '10250-10256', or '*'",
            id="range-without-end",
        ),
        pytest.param(
            Flow(source="application", destination="10.0.0.1/24", ports=("443",), purpose=""),
            "flow end '10.0.0.1/24' is no subnet, service tag or CIDR block; the subnets are application, "
            "privateEndpoints",
            id="host-bits-set",
        ),
    ],
)
def test_a_flow_that_means_nothing_is_refused(flow: Flow, message: str) -> None:
    with pytest.raises(ValueError, match="flow") as refused:
        compile_security_rules([flow], SUBNETS)

    assert str(refused.value) == message


def test_two_flows_to_the_same_peer_and_port_have_names_of_their_own() -> None:
    flows = [
        Flow(source="application", destination="Internet", ports=("443",), purpose="one", protocol=Protocol.TCP),
        Flow(source="application", destination="Internet", ports=("443",), purpose="two", protocol=Protocol.UDP),
    ]

    rules = compile_security_rules(flows, SUBNETS)["application"]

    assert len({rule.name for rule in rules}) == len(rules)


def test_more_flows_than_priorities_are_refused() -> None:
    flows = [
        Flow(source="application", destination="Internet", ports=(str(port),), purpose="") for port in range(1, 402)
    ]

    with pytest.raises(ValueError, match="subnet 'application' has 401 allowed flows; a security group holds 400"):
        compile_security_rules(flows, SUBNETS)


_ENDS = st.sampled_from([*SUBNETS, "Internet", "AzureMonitor", "10.9.0.0/16"])
_FLOWS = st.builds(
    Flow,
    source=_ENDS,
    destination=_ENDS,
    ports=st.lists(st.sampled_from(["443", "80-90", "*"]), min_size=1, max_size=3, unique=True).map(tuple),
    purpose=st.just("p"),
    protocol=st.sampled_from(list(Protocol)),
).filter(lambda flow: flow.source in SUBNETS or flow.destination in SUBNETS)


@given(st.lists(_FLOWS, max_size=40))
def test_every_group_is_legal_and_ends_by_denying(flows: list[Flow]) -> None:
    for rules in compile_security_rules(flows, SUBNETS).values():
        assert [rule.access for rule in rules[-2:]] == ["Deny", "Deny"]
        assert {rule.direction for rule in rules[-2:]} == {"Inbound", "Outbound"}
        assert len({rule.name for rule in rules}) == len(rules)
        for direction in ("Inbound", "Outbound"):
            priorities = [rule.priority for rule in rules if rule.direction == direction]
            assert priorities == sorted(set(priorities))
            assert all(100 <= priority <= 4096 for priority in priorities)
        assert all(len(rule.name) <= 80 for rule in rules)
