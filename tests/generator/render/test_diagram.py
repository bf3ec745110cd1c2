"""What a network diagram shows of a graph."""

from collections import Counter

import pytest

from bedplate.generator.graph import UNKNOWN, Graph, Mode, Value
from bedplate.generator.render.diagram import diagram
from bedplate.generator.render.diagram_flows import GuardedSubnet, flows
from bedplate.generator.render.diagram_model import Diagram
from bedplate.generator.render.properties import at, items
from tests.generator.render.guarded_network import guarded_network
from tests.generator.render.hand_made import GROUP, hand_made, resource
from tests.generator.render.two_networks import two_networks

DRAWN_AS_SERVICES = (
    "azure-native:keyvault:Vault",
    "azure-native:storage:StorageAccount",
    "azure-native:cognitiveservices:Account",
    "azure-native:operationalinsights:Workspace",
    "azure-native:applicationinsights:Component",
    "azure-native:monitor:PrivateLinkScope",
)


def assert_complete(graph: Graph) -> None:
    drawn = diagram(graph)
    subnets = Counter(
        at(subnet, "name")
        for network in graph.of_type("azure-native:network:VirtualNetwork")
        for subnet in items(network.inputs, "subnets")
    )
    managed = [subnet.name for network in drawn.networks if network.managed for subnet in network.subnets]
    endpoints = {each.urn: 1 for each in graph.of_type("azure-native:network:PrivateEndpoint")}
    services = Counter(each.name for each in drawn.services())
    zones = Counter(at(each.inputs, "privateZoneName") for each in graph.of_type("azure-native:privatedns:PrivateZone"))

    assert Counter(managed) == subnets
    assert Counter(each.urn for each in drawn.endpoints()) == endpoints
    assert {each.target for each in drawn.endpoints()} <= {each.key for each in drawn.services()}
    assert Counter(zone for each in drawn.zone_sets if each.managed for zone in each.zones) == zones
    assert max(Counter(each.key for each in drawn.services()).values()) == 1
    assert sum(services.values()) >= sum(len(graph.of_type(token)) for token in DRAWN_AS_SERVICES)


def test_everything_of_a_stack_is_drawn_once(stack_graph: Graph) -> None:
    assert_complete(stack_graph)


@pytest.mark.parametrize(
    "graph", [hand_made(), two_networks(), guarded_network()], ids=["hand-made", "two-networks", "guarded-network"]
)
def test_everything_of_a_graph_made_by_hand_is_drawn_once(graph: Graph) -> None:
    assert_complete(graph)


def test_an_empty_graph_has_an_empty_diagram() -> None:
    drawn = diagram(Graph(project="zone", stack="dev", mode=Mode.KNOWN, resources=(), outputs={}))

    assert drawn == Diagram(
        title="dev · network of project zone",
        networks=(),
        flows=(),
        groups=(),
        zone_sets=(),
        entrances=(),
        legend=(),
    )


def test_a_subnet_tells_what_guards_it_and_what_it_is_for() -> None:
    (subnet,) = diagram(hand_made()).subnets()

    assert subnet.name == "snet-app"
    assert subnet.prefixes == ("10.0.0.0/26",)
    assert subnet.notes[0] == "delegated to Microsoft.Web/serverFarms"


def test_networks_are_peered_and_appliances_live_in_subnets() -> None:
    east, west, old = diagram(two_networks()).networks

    assert (east.name, east.peers, east.managed) == ("vnet-east", ("vnet-hub", "vnet-west"), True)
    assert (west.name, west.peers, west.managed) == ("vnet-west", ("vnet-east", "vnet-hub"), True)
    assert (old.name, old.managed, [subnet.name for subnet in old.subnets]) == ("vnet-old", False, ["snet-old"])
    assert [(each.label, each.name) for each in east.subnets[0].residents] == [("application gateway", "agw-east")]


def test_services_outside_the_stack_are_told_apart() -> None:
    outside = diagram(two_networks()).groups[-1]

    assert (outside.title, [each.name for each in outside.services]) == ("Outside this stack", ["sql-old"])


def test_zones_are_grouped_by_the_networks_that_they_are_linked_to() -> None:
    assert [(each.title, len(each.zones)) for each in diagram(two_networks()).zone_sets] == [
        ("linked to no network", 4),
        ("linked to vnet-east", 4),
        ("linked to vnet-east, vnet-west", 4),
    ]


def test_what_hangs_on_others_is_counted() -> None:
    assert diagram(hand_made()).legend == ("1 diagnostics", "1 identity", "1 role")


def test_parts_are_listed_within_their_service() -> None:
    account = f"{GROUP}/providers/Microsoft.CognitiveServices/accounts/aif"
    names = {"resourceGroupName": "rg-zone", "accountName": "aif"}
    made = (
        resource("azure-native:cognitiveservices:Account::ai", id=account, inputs=names),
        *(
            resource(
                f"azure-native:cognitiveservices:Deployment::{name}",
                id=f"{account}/deployments/{name}",
                inputs={**names, "deploymentName": name},
            )
            for name in ("b", "a")
        ),
        resource(
            "azure-native:cognitiveservices:ProjectConnection::c",
            id=f"{account}/projects/p/connections/c",
            inputs={**names, "projectName": "p", "connectionName": "c"},
        ),
    )

    (group,) = diagram(Graph(project="zone", stack="dev", mode=Mode.KNOWN, resources=made, outputs={})).groups

    assert group.title == "Resource group rg-zone"
    assert [service.name for service in group.services] == ["aif"]
    assert group.services[0].children == ("deployment a", "deployment b")
    assert group.services[0].counted == ("1 connection",)


def test_a_subnet_in_a_network_of_somebody_else() -> None:
    network = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet-hub"
    subnet = f"{network}/subnets/snet-app"
    names = {"resourceGroupName": "rg-zone", "virtualNetworkName": "vnet-hub"}
    made = (
        resource(
            "azure-native:network:Subnet::app",
            id=subnet,
            inputs={**names, "subnetName": "snet-app", "addressPrefix": "10.9.0.0/24"},
        ),
        resource("azure-native:web:WebApp::web", inputs={"name": "web", "virtualNetworkSubnetId": subnet}),
        resource(
            "azure-native:authorization:RoleAssignment::join",
            inputs={"scope": subnet, "roleAssignmentName": "22222222-2222-4222-8222-222222222222"},
        ),
        resource(
            "azure-native:network:PrivateEndpoint::unknown",
            inputs={
                "privateEndpointName": "pep",
                "subnet": {"id": subnet},
                "privateLinkServiceConnections": [{"privateLinkServiceId": UNKNOWN, "groupIds": UNKNOWN}],
            },
        ),
    )

    drawn = diagram(Graph(project="zone", stack="dev", mode=Mode.UNKNOWN, resources=made, outputs={}))

    (found,) = drawn.networks
    assert (found.name, found.managed) == ("vnet-hub", False)
    assert [(each.name, each.prefixes) for each in found.subnets] == [("snet-app", ("10.9.0.0/24",))]
    assert found.subnets[0].notes == ("no security group",)
    assert [(each.name, each.label) for each in found.subnets[0].guests] == [("web", "web app · calls out from here")]
    assert [(each.name, each.target, each.groups) for each in drawn.endpoints()] == [
        ("pep", "", ("(known after deployment)",))
    ]
    assert [each.name for each in drawn.services()] == ["web"]
    assert drawn.legend == ("1 role",)


def rule(direction: str, source: Value, target: Value, port: str = "443", **more: Value) -> dict[str, Value]:
    return {
        "access": "Allow",
        "protocol": "Tcp",
        "direction": direction,
        "sourceAddressPrefix": source,
        "destinationAddressPrefix": target,
        "destinationPortRange": port,
        **more,
    }


OUT = rule("Outbound", "10.0.0.0/24", "10.0.1.0/24")
IN = rule("Inbound", "10.0.0.0/24", "10.0.1.0/24")
FLOWS = [
    pytest.param((OUT,), (IN,), [("a", "b", "tcp 443", True)], id="both-ends-agree"),
    pytest.param((OUT,), (), [("a", "b", "tcp 443", False)], id="the-target-does-not-allow-it"),
    pytest.param((), (IN,), [("a", "b", "tcp 443", False)], id="the-source-does-not-allow-it"),
    pytest.param((OUT,), None, [("a", "b", "tcp 443", True)], id="the-target-is-not-guarded"),
    pytest.param(
        (rule("Outbound", "*", "Internet", "*", protocol="*"),), (), [("a", "Internet", "any port", True)], id="tag"
    ),
    pytest.param((rule("Inbound", "*", "10.0.0.0/24"),), (), [("anywhere", "a", "tcp 443", True)], id="anywhere"),
    pytest.param((rule("Inbound", "*", "*", access="Deny"),), (), [], id="denied"),
    pytest.param((rule("Outbound", "10.0.1.0/24", "Internet"),), (), [], id="about-another-subnet"),
    pytest.param(
        (rule("Outbound", "10.0.0.0/24", "Storage"), rule("Outbound", "*", "Storage", "53", protocol="Udp")),
        (),
        [("a", "Storage", "tcp 443, udp 53", True)],
        id="joined",
    ),
    pytest.param(
        (rule("Outbound", "*", None, "", destinationAddressPrefixes=["X", "Y"], destinationPortRanges=["1", "2-3"]),),
        (),
        [("a", "X", "tcp 1, 2-3", True), ("a", "Y", "tcp 1, 2-3", True)],
        id="lists",
    ),
]


@pytest.mark.parametrize(("of_a", "of_b", "expected"), FLOWS)
def test_flows(of_a: tuple[Value, ...], of_b: tuple[Value, ...] | None, expected: list[tuple[Value, ...]]) -> None:
    found = flows(
        (
            GuardedSubnet(key="1", name="a", prefixes=("10.0.0.0/24",), rules=of_a),
            GuardedSubnet(key="2", name="b", prefixes=("10.0.1.0/24",), rules=of_b),
        )
    )

    assert [(flow.source.name, flow.target.name, flow.ports, flow.agreed) for flow in found] == expected
