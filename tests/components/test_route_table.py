from collections.abc import Callable
from typing import Any

import pulumi

from bedplate.components.route_table import EgressRouteTable
from bedplate.generator.graph import Graph

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

INPUTS = {
    "resourceGroupName": "rg",
    "location": "swedencentral",
    "routeTableName": "rt",
    "disableBgpRoutePropagation": True,
    "routes": [
        {
            "name": "default-through-firewall",
            "addressPrefix": "0.0.0.0/0",
            "nextHopType": "VirtualAppliance",
            "nextHopIpAddress": "10.0.0.4",
        }
    ],
}


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        table = EgressRouteTable(
            "egress",
            {
                "resource_group_name": "rg",
                "location": "swedencentral",
                "route_table_name": "rt",
                "firewall_private_ip_address": "10.0.0.4",
            },
        )
        pulumi.export("id", table.route_table_id)

    graph = record_program(program)

    assert inputs_by_name(graph, "azure-native:network:RouteTable") == {"egress": INPUTS}
    assert graph.outputs["id"] == (
        "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Network/routeTables/rt"
    )


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    """A route learned from a gateway must not lead around the firewall."""

    def program() -> None:
        EgressRouteTable(
            "egress",
            {
                "resource_group_name": "rg",
                "location": "swedencentral",
                "route_table_name": "rt",
                "firewall_private_ip_address": "10.0.0.4",
                "tags": {"owner": "ai"},
            },
        )

    [table] = inputs_by_name(record_program(program), "azure-native:network:RouteTable").values()

    assert table == {**INPUTS, "tags": {"owner": "ai"}}


def test_max(record_program: Recording) -> None:
    def program() -> None:
        table = EgressRouteTable(
            "egress",
            {
                "resource_group_name": pulumi.Output.from_input("rg"),
                "location": "swedencentral",
                "route_table_name": pulumi.Output.from_input("rt"),
                "firewall_private_ip_address": pulumi.Output.from_input("10.0.0.4"),
                "subscription_id": "33333333-3333-3333-3333-333333333333",
            },
        )
        pulumi.export("id", table.route_table_id)

    graph = record_program(program)

    assert graph.outputs["id"].startswith("/subscriptions/33333333-3333-3333-3333-333333333333/")
