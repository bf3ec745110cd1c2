"""The region that azure-native's provider chooses for a resource that says none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pulumi
import pytest
from pulumi_azure_native import Provider, network, resources

from bedplate.generator.engine import record_inline
from bedplate.generator.engine.locations import with_location
from bedplate.generator.graph import UNKNOWN, Mode, Secret

NETWORK = "azure-native:network:VirtualNetwork"
IN_GROUP = {"resourceGroupName": "rg"}
GROUPS = {"rg": "northeurope"}


@pytest.mark.parametrize(
    ("token", "inputs", "configured", "location"),
    [
        pytest.param(NETWORK, {**IN_GROUP, "location": "eastus"}, "westus", "eastus", id="given"),
        pytest.param(NETWORK, {**IN_GROUP, "location": UNKNOWN}, "westus", UNKNOWN, id="given-unknown"),
        pytest.param(NETWORK, IN_GROUP, "westus", "westus", id="configured"),
        pytest.param(NETWORK, {**IN_GROUP, "location": None}, "westus", "westus", id="null"),
        pytest.param(NETWORK, IN_GROUP, None, "northeurope", id="group"),
        pytest.param(NETWORK, {"resourceGroupName": Secret("rg")}, None, "northeurope", id="secret-group"),
        pytest.param(NETWORK, {"resourceGroupName": UNKNOWN}, None, UNKNOWN, id="unknown-group"),
        pytest.param(NETWORK, {"resourceGroupName": "rg-else"}, None, None, id="group-of-others"),
        pytest.param(
            "azure-native:network/v20230901:VirtualNetwork", IN_GROUP, None, "northeurope", id="older-version"
        ),
        pytest.param("azure-native:documentdb:DatabaseAccount", IN_GROUP, None, "northeurope", id="former-module"),
        pytest.param("azure-native:resources:ResourceGroup", {}, "westus", "westus", id="resource-group"),
        pytest.param("azure-native:network:Subnet", IN_GROUP, "westus", None, id="takes-none"),
        pytest.param("azure-native:cosmosdb:SqlResourceSqlDatabase", IN_GROUP, "westus", None, id="child-of-cosmos-db"),
        pytest.param("azure-native:resources:Deployment", IN_GROUP, "westus", None, id="deployment-in-a-group"),
        pytest.param(
            "azure-native:resources:DeploymentAtSubscriptionScope", {}, "westus", "westus", id="deployment-elsewhere"
        ),
        pytest.param("azure-native:storage:Blob", IN_GROUP, "westus", None, id="not-arm"),
        pytest.param("azure-native:fancy:Widget", IN_GROUP, "westus", None, id="not-in-the-table"),
    ],
)
def test_locations(token: str, inputs: Mapping[str, Any], configured: str | None, location: object) -> None:
    found = with_location(token, inputs, configured=configured, location_of_group=GROUPS.get)
    assert found.get("location") == location
    assert {**found, "location": None} == {**inputs, "location": None}


def _program() -> None:
    provider = Provider("north", location="norwayeast")
    group = resources.ResourceGroup("group", resource_group_name="rg")
    network.VirtualNetwork("own", resource_group_name=group.name, virtual_network_name="own")
    explicit = pulumi.ResourceOptions(provider=provider)
    network.VirtualNetwork("explicit", resource_group_name="rg", virtual_network_name="explicit", opts=explicit)
    elsewhere = resources.ResourceGroup("elsewhere", resource_group_name="rg-else", location="swedencentral")
    network.RouteTable("routes", resource_group_name=elsewhere.name, route_table_name="routes")
    # Nothing makes this one wait for its group.
    network.NetworkSecurityGroup("early", resource_group_name="rg-else", network_security_group_name="nsg")


@pytest.mark.parametrize(
    ("config", "mode", "locations"),
    [
        pytest.param({"azure-native:location": "westus"}, Mode.KNOWN, ["westus", "norwayeast", "westus"], id="known"),
        pytest.param(
            {"azure-native:location": "westus"}, Mode.UNKNOWN, ["westus", "norwayeast", "westus"], id="unknown"
        ),
        pytest.param({}, Mode.KNOWN, [None, "norwayeast", "swedencentral"], id="not-configured"),
        pytest.param({}, Mode.UNKNOWN, [UNKNOWN, "norwayeast", UNKNOWN], id="not-configured-unknown"),
    ],
)
def test_a_record_has_the_location_of_its_provider(config: dict[str, str], mode: Mode, locations: list[object]) -> None:
    graph = record_inline(_program, config=config, mode=mode)
    (early,) = graph.of_type("azure-native:network:NetworkSecurityGroup")
    assert early.inputs.get("location") == config.get("azure-native:location")
    (explicit, own), (routes,) = (
        sorted(graph.of_type(NETWORK), key=lambda each: each.name),
        graph.of_type("azure-native:network:RouteTable"),
    )
    assert [each.inputs.get("location") for each in (own, explicit, routes)] == locations
