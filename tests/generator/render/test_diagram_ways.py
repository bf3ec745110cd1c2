"""The ways into and out of a network, as a diagram shows them."""

import pytest

from bedplate.generator.graph import UNKNOWN, Value
from bedplate.generator.render import mermaid
from bedplate.generator.render.diagram import diagram
from bedplate.generator.render.diagram_model import Diagram, Subnet
from bedplate.generator.render.svg_layout import layout
from tests.generator.render.guarded_network import guarded_network


def subnet(drawn: Diagram, name: str) -> Subnet:
    return next(each for each in drawn.subnets() if each.name == name)


def ways_out(drawn: Diagram) -> list[tuple[str, str, str]]:
    return [(flow.source.name, flow.target.name, flow.ports) for flow in drawn.flows if flow.route]


@pytest.mark.parametrize(
    ("hop", "target"),
    [
        pytest.param("10.0.4.4", "AzureFirewallSubnet", id="own-firewall"),
        pytest.param(UNKNOWN, "AzureFirewallSubnet", id="unknown-address-and-one-firewall"),
        pytest.param("10.9.1.4", "appliance 10.9.1.4 in vnet-hub", id="firewall-of-the-hub"),
    ],
)
def test_default_routes_take_what_leaves_for_the_internet(hop: Value, target: str) -> None:
    drawn = diagram(guarded_network(hop=hop))

    assert ways_out(drawn) == [
        ("app", target, "tcp 443 to AzureMonitor, Internet"),
        ("jump", target, "tcp 443 to Internet"),
        ("AzureFirewallSubnet", "Internet", "2 allowed hosts"),
    ]


def test_addresses_and_what_has_no_default_route_keep_their_own_arrows() -> None:
    drawn = diagram(guarded_network())

    assert [
        (flow.source.name, flow.target.name)
        for flow in drawn.flows
        if not flow.route and flow.source.subnet and not flow.target.subnet
    ] == [("app", "10.9.0.4"), ("more-endpoints", "10.9.0.0/16")]


def test_ways_in_come_first_and_the_way_out_last() -> None:
    drawn = diagram(guarded_network())

    assert [each.name for each in drawn.subnets()] == [
        "gateway",
        "AzureBastionSubnet",
        "app",
        "jump",
        "AzureFirewallSubnet",
        "endpoints",
        "more-endpoints",
    ]
    assert subnet(drawn, "AzureFirewallSubnet").notes == ("takes no security group",)


def test_appliances_tell_what_belongs_to_them() -> None:
    drawn = diagram(guarded_network())
    (gateway,) = subnet(drawn, "gateway").residents
    (firewall,) = subnet(drawn, "AzureFirewallSubnet").residents

    assert (gateway.name, gateway.label) == ("agw-zone", "application gateway · WAF_v2")
    assert gateway.details == ("web application firewall policy waf-zone · blocks",)
    assert (firewall.name, firewall.label) == ("afw-zone", "firewall · Basic")
    assert firewall.details == ("firewall policy afwp-zone · 2 firewall rule groups", "public IP address pip-firewall")


def test_a_machine_stands_for_its_network_interface() -> None:
    (machine,) = subnet(diagram(guarded_network()), "jump").residents

    assert (machine.name, machine.label) == ("vm-jump", "virtual machine · Standard_B2s")


def test_a_service_is_beside_the_subnet_that_it_calls_out_from() -> None:
    (guest,) = subnet(diagram(guarded_network()), "app").guests

    assert (guest.name, guest.label) == ("app-zone", "web app · calls out from here")


def test_front_door_leads_to_its_origin() -> None:
    drawn = diagram(guarded_network())
    (entrance,) = drawn.entrances
    (service,) = drawn.services()

    assert (entrance.card.name, entrance.target) == ("afd-zone", service.key)
    assert entrance.card.label == "Front Door · Premium_AzureFrontDoor"
    assert entrance.card.details == (
        "Front Door domain chat · chat.example.com",
        "Front Door firewall policy fdfp · blocks",
    )


def test_what_is_told_elsewhere_is_no_service() -> None:
    assert [service.name for service in diagram(guarded_network()).services()] == ["app-zone"]


def test_zones_of_others_are_told_apart() -> None:
    (zones,) = diagram(guarded_network()).zone_sets

    assert (zones.title, zones.zones, zones.managed) == (
        "existing, in resource group rg-dns",
        ("privatelink.example.net",),
        False,
    )


def test_a_network_tells_its_name_servers_and_flow_logs() -> None:
    (network,) = diagram(guarded_network()).networks

    assert network.notes == ("names resolved by 10.9.0.4", "flow log flow-zone · kept in stflow")
    assert network.peers == ("vnet-hub",)


def test_every_way_is_an_arrow_of_the_picture() -> None:
    drawn = diagram(guarded_network())
    canvas = layout(drawn)
    told = {line.tooltip for line in canvas.lines}

    for flow in drawn.flows:
        assert f"{flow.source.name} → {flow.target.name}: {flow.ports}" in told
    assert "Internet → afd-zone" in told


def test_every_way_is_an_arrow_of_the_flowchart() -> None:
    lines = [line.strip() for line in mermaid.render(guarded_network()).splitlines()]

    assert "entrance1 ==> service1" in lines
    assert [line for line in lines if line.endswith(' -- "users" --> entrance1')] != []
    assert [line for line in lines if '"2 allowed hosts"' in line] != []
    assert sum(line.startswith("subnet3_guest1[") and line.endswith(":::guest") for line in lines) == 1
