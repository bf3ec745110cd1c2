"""What each setting does to the chat landing zone."""

import json
from collections.abc import Callable
from copy import deepcopy
from ipaddress import IPv4Network
from pathlib import Path
from typing import Any

import pytest

from bedplate.blueprints.settings.network import Network
from bedplate.blueprints.zone_network import planned_subnets
from bedplate.generator.engine import Program, ProgramError, record
from bedplate.generator.graph import Graph, Mode

ROOT = Path(__file__).resolve().parents[2]
HUB = (
    "/subscriptions/99999999-9999-9999-9999-999999999999/resourceGroups/rg-hub/providers"
    "/Microsoft.Network/virtualNetworks/vnet-hub"
)
ZONES = (
    "/subscriptions/99999999-9999-9999-9999-999999999999/resourceGroups/rg-dns/providers"
    "/Microsoft.Network/privateDnsZones"
)
WORKSPACE = (
    "/subscriptions/99999999-9999-9999-9999-999999999999/resourceGroups/rg-logs/providers"
    "/Microsoft.OperationalInsights/workspaces/log-platform"
)
NEEDED_ZONES = [
    "privatelink.azurewebsites.net",
    "privatelink.blob.core.windows.net",
    "privatelink.cognitiveservices.azure.com",
    "privatelink.documents.azure.com",
    "privatelink.openai.azure.com",
    "privatelink.search.windows.net",
    "privatelink.services.ai.azure.com",
    "privatelink.vaultcore.azure.net",
]
PLANNED = {
    "agents": "192.168.0.0/24",
    "app": "192.168.1.0/24",
    "applicationGateway": "192.168.2.0/24",
    "tools": "192.168.3.0/24",
    "privateEndpoints": "192.168.4.0/26",
    "bastion": "192.168.4.64/26",
    "apiManagement": "192.168.4.128/26",
    "firewall": "192.168.4.192/26",
    "firewallManagement": "192.168.5.0/26",
    "containerApps": "192.168.5.64/26",
    "build": "192.168.5.128/27",
    "jump": "192.168.5.160/28",
}
SETTINGS: dict[str, Any] = {
    "blueprint": "chat",
    "workload": "contoso",
    "environment": "dev",
    "location": "swedencentral",
    "subscriptionId": "11111111-1111-1111-1111-111111111111",
    "tenantId": "22222222-2222-2222-2222-222222222222",
    "tags": {"owner": "ai", "costCenter": "1", "dataClassification": "internal"},
    "network": {"addressSpace": "192.168.0.0/21"},
    "models": [{"name": "chat", "model": "gpt-5.1", "version": "2025-11-13", "capacity": 10}],
    "projects": [{"name": "assistant"}],
    "monitoring": {"alertEmails": ["ai@contoso.com"]},
    # Only prod wants to know this.
    "host": {"signIn": {"clientId": "33333333-3333-3333-3333-333333333333"}},
}
SPOKE = {
    "topology": {
        "kind": "spoke",
        "hub": {
            "virtualNetworkId": HUB,
            "addressSpace": "10.0.0.0/22",
            "firewallPrivateIpAddress": "10.0.0.4",
        },
    },
}
HUB_ZONES = {"privateDns": {"mode": "existing", "zones": {zone: f"{ZONES}/{zone}" for zone in NEEDED_ZONES}}}


@pytest.fixture(params=[pytest.param(mode, id=mode.value) for mode in Mode])
def declare(request: pytest.FixtureRequest) -> Callable[..., Graph]:
    """Return what records the chat blueprint with some settings changed."""

    def run(**changes: Any) -> Graph:
        settings = {**deepcopy(SETTINGS), **changes}
        return record(
            Program.load(ROOT),
            stack="test",
            config={"bedplate:landingZone": json.dumps(settings)},
            mode=request.param,
        )

    return run


def _zones_of_endpoints(graph: Graph) -> set[str]:
    return {
        config["privateDnsZoneId"]
        for group in graph.of_type("azure-native:network:PrivateDnsZoneGroup")
        for config in group.inputs["privateDnsZoneConfigs"]
    }


def _name_resolution(graph: Graph) -> dict[str, set[str]]:
    """Return whom each security group lets its subnet ask for names, over both protocols."""
    allowed: dict[str, set[str]] = {}
    for group in graph.of_type("azure-native:network:NetworkSecurityGroup"):
        for rule in group.inputs["securityRules"]:
            if rule.get("destinationPortRange") == "53" and rule["direction"] == "Outbound" and rule["protocol"] == "*":
                allowed.setdefault(group.name, set()).add(rule["destinationAddressPrefix"])
    return allowed


def test_a_standalone_zone_makes_its_own_zones_and_way_out_and_joins_nothing(declare: Callable[..., Graph]) -> None:
    graph = declare()

    zones = [zone.inputs["privateZoneName"] for zone in graph.of_type("azure-native:privatedns:PrivateZone")]
    assert sorted(zones) == NEEDED_ZONES
    assert graph.of_type("azure-native:network:VirtualNetworkPeering") == ()
    assert len(graph.of_type("azure-native:network:AzureFirewall")) == 1
    [network] = graph.of_type("azure-native:network:VirtualNetwork")
    prefixes = {subnet["name"]: IPv4Network(subnet["addressPrefix"]) for subnet in network.inputs["subnets"]}
    [table] = graph.of_type("azure-native:network:RouteTable")
    # Four addresses of a subnet are Azure's; the firewall gets the next.
    assert table.inputs["routes"][0]["nextHopIpAddress"] == str(prefixes["AzureFirewallSubnet"][4])


def test_without_a_way_out_nothing_leads_to_the_internet(declare: Callable[..., Graph]) -> None:
    graph = declare(egress={"kind": "none"})

    for token in ("AzureFirewall", "FirewallPolicy", "RouteTable", "PublicIPAddress"):
        assert graph.of_type(f"azure-native:network:{token}") == ()
    destinations = {
        rule["destinationAddressPrefix"]
        for group in graph.of_type("azure-native:network:NetworkSecurityGroup")
        for rule in group.inputs["securityRules"]
        if rule["access"] == "Allow"
    }
    assert "Internet" not in destinations


def test_a_spoke_joins_the_hub_and_uses_its_zones_firewall_and_resolver(declare: Callable[..., Graph]) -> None:
    graph = declare(**SPOKE, **HUB_ZONES)

    assert graph.of_type("azure-native:privatedns:PrivateZone") == ()
    assert _zones_of_endpoints(graph) == {f"{ZONES}/{zone}" for zone in NEEDED_ZONES}
    [peering] = graph.of_type("azure-native:network:VirtualNetworkPeering")
    assert peering.inputs["remoteVirtualNetwork"]["id"] == HUB
    [network] = graph.of_type("azure-native:network:VirtualNetwork")
    assert network.inputs["dhcpOptions"]["dnsServers"] == ("10.0.0.4",)
    [table] = graph.of_type("azure-native:network:RouteTable")
    assert table.inputs["routes"][0]["nextHopIpAddress"] == "10.0.0.4"
    routed = {subnet["name"]: "routeTable" in subnet for subnet in network.inputs["subnets"]}
    assert routed == {"snet-agents": True, "snet-app": True, "snet-private-endpoints": False}
    assert table.urn in network.dependencies


@pytest.mark.parametrize(
    ("servers", "resolvers"),
    [
        pytest.param([], {"10.0.0.4"}, id="firewall"),
        pytest.param(["10.0.1.4", "10.0.1.5"], {"10.0.1.4", "10.0.1.5"}, id="servers"),
    ],
)
def test_every_workload_subnet_of_a_spoke_may_ask_its_resolvers_for_names(
    declare: Callable[..., Graph], servers: list[str], resolvers: set[str]
) -> None:
    topology: dict[str, Any] = deepcopy(SPOKE["topology"])
    topology["hub"]["dnsServers"] = servers

    allowed = _name_resolution(declare(topology=topology, **HUB_ZONES))

    assert allowed == {"network-agents": resolvers, "network-app": resolvers}


def test_a_standalone_zone_needs_no_rule_for_azures_own_resolver(declare: Callable[..., Graph]) -> None:
    assert _name_resolution(declare()) == {}


def test_where_the_platforms_policy_registers_endpoints_no_zone_group_is_declared(
    declare: Callable[..., Graph],
) -> None:
    graph = declare(**SPOKE, privateDns={"mode": "platformPolicy"})

    assert graph.of_type("azure-native:network:PrivateDnsZoneGroup") == ()
    assert graph.of_type("azure-native:privatedns:PrivateZone") == ()
    assert {endpoint.name for endpoint in graph.of_type("azure-native:network:PrivateEndpoint")} == {
        "agents-cosmos",
        "agents-search",
        "agents-storage-blob",
        "ai",
        "storage-blob",
        "vault",
        "web-app",
    }


def test_an_existing_workspace_receives_all_logs_and_is_not_touched(declare: Callable[..., Graph]) -> None:
    graph = declare(monitoring={"alertEmails": ["ai@contoso.com"], "existingLogAnalyticsWorkspaceId": WORKSPACE})

    assert graph.of_type("azure-native:operationalinsights:Workspace") == ()
    settings = graph.of_type("azure-native:monitor:DiagnosticSetting")
    assert settings
    assert {setting.inputs["workspaceId"] for setting in settings} == {WORKSPACE}


def test_a_private_link_scope_carries_telemetry_where_the_settings_ask_for_it(declare: Callable[..., Graph]) -> None:
    graph = declare(monitoring={"privateLink": True})

    [scope] = graph.of_type("azure-native:monitor:PrivateLinkScope")
    [workspace] = graph.of_type("azure-native:operationalinsights:Workspace")
    assert scope.inputs["accessModeSettings"]["ingestionAccessMode"] == "PrivateOnly"
    assert workspace.inputs["publicNetworkAccessForIngestion"] == "Disabled"
    destinations = {
        rule.get("destinationAddressPrefix")
        for group in graph.of_type("azure-native:network:NetworkSecurityGroup")
        for rule in group.inputs["securityRules"]
    }
    assert "AzureMonitor" not in destinations


@pytest.mark.parametrize(
    ("changes", "scopes"),
    [
        pytest.param({"environment": "prod"}, 1, id="standalone-prod"),
        pytest.param({"environment": "prod", "monitoring": {"privateLink": False}}, 0, id="switched-off"),
        pytest.param({"environment": "dev"}, 0, id="dev"),
        pytest.param({"environment": "prod", **SPOKE, **HUB_ZONES}, 0, id="spoke"),
    ],
)
def test_a_private_link_scope_is_the_default_of_standalone_prod(
    declare: Callable[..., Graph], changes: dict[str, Any], scopes: int
) -> None:
    assert len(declare(**changes).of_type("azure-native:monitor:PrivateLinkScope")) == scopes


def test_where_nobody_is_named_the_subscriptions_owners_hear_of_alerts(declare: Callable[..., Graph]) -> None:
    named, unnamed = declare(), declare(monitoring={})

    [group] = named.of_type("azure-native:monitor:ActionGroup")
    assert [receiver["emailAddress"] for receiver in group.inputs["emailReceivers"]] == ["ai@contoso.com"]
    assert group.inputs["armRoleReceivers"] == ()
    [group] = unnamed.of_type("azure-native:monitor:ActionGroup")
    assert group.inputs["emailReceivers"] == ()
    assert [receiver["name"] for receiver in group.inputs["armRoleReceivers"]] == ["Subscription owners"]


def test_without_network_injection_there_is_no_agent_subnet(declare: Callable[..., Graph]) -> None:
    graph = declare(agents={"mode": "none"})

    [network] = graph.of_type("azure-native:network:VirtualNetwork")
    assert {subnet["name"] for subnet in network.inputs["subnets"]} == {
        "AzureFirewallManagementSubnet",
        "AzureFirewallSubnet",
        "snet-app",
        "snet-private-endpoints",
    }
    [account] = graph.of_type("azure-native:cognitiveservices:Account")
    assert "networkInjections" not in account.inputs["properties"]


def test_a_build_subnet_comes_where_the_settings_place_one(declare: Callable[..., Graph]) -> None:
    graph = declare(network={"addressSpace": "192.168.0.0/21", "subnets": {"build": "192.168.7.0/27"}})

    [network] = graph.of_type("azure-native:network:VirtualNetwork")
    prefixes = {subnet["name"]: subnet["addressPrefix"] for subnet in network.inputs["subnets"]}
    assert prefixes["snet-build"] == "192.168.7.0/27"


def test_every_project_works_under_an_identity_of_its_own(declare: Callable[..., Graph]) -> None:
    graph = declare(projects=[{"name": "assistant"}, {"name": "knowledge"}])

    identities = {
        project.inputs["projectName"]: project.inputs["identity"]["userAssignedIdentities"]
        for project in graph.of_type("azure-native:cognitiveservices:Project")
    }
    assert len({identity for [identity] in identities.values()}) == 2
    granted = [a for a in graph.of_type("azure-native:authorization:RoleAssignment") if a.name.startswith("project-")]
    # On documents one, on the agents' threads one, on their vectors and on their files two each.
    assert len(granted) == 2 * 6
    if graph.mode is Mode.KNOWN:
        assert len({assignment.inputs["principalId"] for assignment in granted}) == 2


def test_wrong_settings_stop_the_program_with_every_problem(declare: Callable[..., Graph]) -> None:
    with pytest.raises(ProgramError) as stopped:
        declare(location="swedencentrall", environment="production")

    assert "swedencentral" in str(stopped.value)
    assert "production" in str(stopped.value)


@pytest.mark.parametrize("purpose", [pytest.param(purpose, id=purpose) for purpose in PLANNED])
def test_switching_an_option_moves_no_subnet(purpose: str) -> None:
    network = Network.model_validate({"addressSpace": "192.168.0.0/21"})

    assert planned_subnets(network, (purpose,)) == {purpose: PLANNED[purpose]}
    assert planned_subnets(network, tuple(PLANNED)) == PLANNED
