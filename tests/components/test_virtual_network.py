from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from bedplate.components.virtual_network import SubnetArgs, VirtualNetwork, VirtualNetworkArgs
from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import Graph, unknown_paths

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

GROUP = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg"
NETWORK_ID = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/vnet"
GROUPS = f"{GROUP}/providers/Microsoft.Network/networkSecurityGroups"
WORKSPACE_ID = f"{GROUP}/providers/Microsoft.OperationalInsights/workspaces/log"
DENY = {
    "access": "Deny",
    "description": "Whatever no flow of the landing zone names",
    "destinationAddressPrefix": "*",
    "destinationPortRange": "*",
    "priority": 4096,
    "protocol": "*",
    "sourceAddressPrefix": "*",
    "sourcePortRange": "*",
}
DENY_ALL = [
    {**DENY, "direction": "Inbound", "name": "Deny-Inbound"},
    {**DENY, "direction": "Outbound", "name": "Deny-Outbound"},
]


def _minimal() -> VirtualNetworkArgs:
    return {
        "resource_group_name": "rg",
        "location": "swedencentral",
        "virtual_network_name": "vnet",
        "address_space": ["10.0.0.0/24"],
        "subnets": [
            {
                "name": "endpoints",
                "subnet_name": "snet-endpoints",
                "network_security_group_name": "nsg-endpoints",
                "address_prefix": "10.0.0.0/26",
            }
        ],
        "flows": [],
    }


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        network = VirtualNetwork("network", _minimal())
        pulumi.export("id", network.virtual_network_id)
        pulumi.export("name", network.virtual_network_name)
        pulumi.export("subnet", network.subnet_ids["endpoints"])

    graph = record_program(program)

    assert inputs_by_name(graph, "azure-native:network:NetworkSecurityGroup") == {
        "network-endpoints": {
            "resourceGroupName": "rg",
            "location": "swedencentral",
            "networkSecurityGroupName": "nsg-endpoints",
            "securityRules": DENY_ALL,
        }
    }
    assert inputs_by_name(graph, "azure-native:network:VirtualNetwork") == {
        "network": {
            "resourceGroupName": "rg",
            "location": "swedencentral",
            "virtualNetworkName": "vnet",
            "addressSpace": {"addressPrefixes": ["10.0.0.0/24"]},
            "enableDdosProtection": False,
            "enableVmProtection": False,
            "privateEndpointVNetPolicies": "Disabled",
            "subnets": [
                {
                    "name": "snet-endpoints",
                    "addressPrefix": "10.0.0.0/26",
                    "defaultOutboundAccess": False,
                    "networkSecurityGroup": {"id": f"{GROUPS}/nsg-endpoints"},
                    "privateEndpointNetworkPolicies": "Enabled",
                    "privateLinkServiceNetworkPolicies": "Enabled",
                }
            ],
        }
    }
    assert dict(graph.outputs) == {
        "id": NETWORK_ID,
        "name": "vnet",
        "subnet": f"{NETWORK_ID}/subnets/snet-endpoints",
    }


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        args = _minimal()
        args["subnets"].append(
            {
                "name": "app",
                "subnet_name": "snet-app",
                "network_security_group_name": "nsg-app",
                "address_prefix": "10.0.0.64/26",
                "delegation": "Microsoft.Web/serverFarms",
            }
        )
        args["flows"] = [{"source": "app", "destination": "endpoints", "ports": ["443"], "purpose": "data"}]
        args["log_analytics_workspace_id"] = WORKSPACE_ID
        VirtualNetwork("network", args)

    graph = record_program(program)

    groups = inputs_by_name(graph, "azure-native:network:NetworkSecurityGroup")
    allow = {
        "access": "Allow",
        "description": "data",
        "destinationAddressPrefix": "10.0.0.0/26",
        "destinationPortRange": "443",
        "priority": 100,
        "protocol": "Tcp",
        "sourceAddressPrefix": "10.0.0.64/26",
        "sourcePortRange": "*",
    }
    assert groups["network-app"]["securityRules"] == [
        {**allow, "direction": "Outbound", "name": "Allow-Outbound-endpoints-443"},
        *DENY_ALL,
    ]
    assert groups["network-endpoints"]["securityRules"] == [
        {**allow, "direction": "Inbound", "name": "Allow-Inbound-app-443"},
        *DENY_ALL,
    ]
    [network] = inputs_by_name(graph, "azure-native:network:VirtualNetwork").values()
    assert network["subnets"][1]["delegations"] == [{"name": "delegation", "serviceName": "Microsoft.Web/serverFarms"}]
    assert {
        setting["resourceUri"] for setting in inputs_by_name(graph, "azure-native:monitor:DiagnosticSetting").values()
    } == {NETWORK_ID, f"{GROUPS}/nsg-app", f"{GROUPS}/nsg-endpoints"}


def test_max(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        args = _minimal()
        args["subnets"][0]["route_table_id"] = "route-table"
        args["flows"] = [
            {"source": "endpoints", "destination": "Internet", "ports": ["80", "443"], "purpose": "web"},
        ]
        args["dns_servers"] = ["10.1.0.4", "10.1.0.5"]
        args["peerings"] = [
            {"peering_name": "to-hub", "remote_virtual_network_id": "hub", "use_remote_gateways": True},
            {"peering_name": "to-data", "remote_virtual_network_id": "data"},
        ]
        args["tags"] = {"owner": "ai"}
        VirtualNetwork("network", args)

    graph = record_program(program)

    [network] = inputs_by_name(graph, "azure-native:network:VirtualNetwork").values()
    assert network["dhcpOptions"] == {"dnsServers": ["10.1.0.4", "10.1.0.5"]}
    assert network["subnets"][0]["routeTable"] == {"id": "route-table"}
    assert network["tags"] == {"owner": "ai"}
    [group] = inputs_by_name(graph, "azure-native:network:NetworkSecurityGroup").values()
    assert group["securityRules"][0]["destinationPortRanges"] == ["80", "443"]
    assert "destinationPortRange" not in group["securityRules"][0]
    peerings = {peering.name: peering for peering in graph.of_type("azure-native:network:VirtualNetworkPeering")}
    assert peerings["network-to-hub"].inputs["useRemoteGateways"] is True
    assert peerings["network-to-data"].inputs["useRemoteGateways"] is False
    assert peerings["network-to-hub"].urn in peerings["network-to-data"].dependencies
    assert all(unknown_paths(resource.inputs) == () for resource in graph.resources)


def test_a_flow_to_an_unknown_subnet_is_refused(record_program: Recording) -> None:
    def program() -> None:
        args = _minimal()
        args["flows"] = [{"source": "endpoint", "destination": "Internet", "ports": ["443"], "purpose": ""}]
        VirtualNetwork("network", args)

    with pytest.raises(ProgramError, match="did you mean 'endpoints'"):
        record_program(program)


def test_a_ddos_protection_plan_is_joined(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        VirtualNetwork("network", {**_minimal(), "ddos_protection_plan_id": "plan"})

    [network] = inputs_by_name(record_program(program), "azure-native:network:VirtualNetwork").values()

    assert network["enableDdosProtection"] is True
    assert network["ddosProtectionPlan"] == {"id": "plan"}


def test_the_firewalls_subnet_has_no_security_group(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        args = _minimal()
        args["subnets"].append(
            {"name": "firewall", "subnet_name": "AzureFirewallSubnet", "address_prefix": "10.0.0.64/26"}
        )
        VirtualNetwork("network", args)

    graph = record_program(program)

    assert set(inputs_by_name(graph, "azure-native:network:NetworkSecurityGroup")) == {"network-endpoints"}
    [network] = inputs_by_name(graph, "azure-native:network:VirtualNetwork").values()
    assert "networkSecurityGroup" in network["subnets"][0]
    assert network["subnets"][1] == {
        "name": "AzureFirewallSubnet",
        "addressPrefix": "10.0.0.64/26",
        "defaultOutboundAccess": False,
        "privateEndpointNetworkPolicies": "Enabled",
        "privateLinkServiceNetworkPolicies": "Enabled",
    }


PLATFORM = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-platform/providers/Microsoft.Network"
SPOKE_ID = f"{PLATFORM}/virtualNetworks/vnet-spoke"


def _in_existing_network() -> VirtualNetworkArgs:
    subnet: SubnetArgs = {
        "name": "app",
        "subnet_name": "snet-app",
        "network_security_group_name": "nsg-app",
        "address_prefix": "10.1.0.0/26",
        "delegation": "Microsoft.Web/serverFarms",
        "route_table_id": "route-table",
    }
    return {
        "resource_group_name": "rg",
        "location": "swedencentral",
        "existing_virtual_network_id": SPOKE_ID,
        "subnets": [
            subnet,
            {
                "name": "jump",
                "subnet_name": "snet-jump",
                "network_security_group_name": "nsg-jump",
                "address_prefix": "10.1.0.64/28",
            },
        ],
        "existing_subnets": [
            {
                "name": "endpoints",
                "subnet_id": f"{SPOKE_ID}/subnets/snet-shared",
                "address_prefix": "10.1.1.0/26",
            }
        ],
        "flows": [{"source": "app", "destination": "endpoints", "ports": ["443"], "purpose": "data"}],
        "log_analytics_workspace_id": WORKSPACE_ID,
    }


def test_subnets_are_added_to_an_existing_network(record_program: Recording, inputs_by_name: Lookup) -> None:
    graph = record_program(lambda: VirtualNetwork("network", _in_existing_network()))

    assert inputs_by_name(graph, "azure-native:network:VirtualNetwork") == {}
    subnets = inputs_by_name(graph, "azure-native:network:Subnet")
    assert set(subnets) == {"network-app", "network-jump"}
    assert subnets["network-app"] == {
        "resourceGroupName": "rg-platform",
        "virtualNetworkName": "vnet-spoke",
        "subnetName": "snet-app",
        "addressPrefix": "10.1.0.0/26",
        "defaultOutboundAccess": False,
        "privateEndpointNetworkPolicies": "Enabled",
        "privateLinkServiceNetworkPolicies": "Enabled",
        "networkSecurityGroup": {"id": f"{GROUPS}/nsg-app"},
        "delegations": [{"name": "delegation", "serviceName": "Microsoft.Web/serverFarms"}],
        "routeTable": {"id": "route-table"},
    }


def test_subnets_of_an_existing_network_are_written_one_after_another(record_program: Recording) -> None:
    graph = record_program(lambda: VirtualNetwork("network", _in_existing_network()))

    app, jump = graph.of_type("azure-native:network:Subnet")
    assert app.urn in jump.dependencies


def test_an_existing_subnet_is_named_in_rules_and_never_written(
    record_program: Recording, inputs_by_name: Lookup
) -> None:
    graph = record_program(lambda: VirtualNetwork("network", _in_existing_network()))

    groups = inputs_by_name(graph, "azure-native:network:NetworkSecurityGroup")
    assert set(groups) == {"network-app", "network-jump"}
    assert groups["network-app"]["securityRules"][0]["destinationAddressPrefix"] == "10.1.1.0/26"
    settings = inputs_by_name(graph, "azure-native:monitor:DiagnosticSetting").values()
    assert {setting["resourceUri"] for setting in settings} == {f"{GROUPS}/nsg-app", f"{GROUPS}/nsg-jump"}


def test_ids_in_an_existing_network_are_known(record_program: Recording) -> None:
    def program() -> None:
        network = VirtualNetwork("network", _in_existing_network())
        pulumi.export("id", network.virtual_network_id)
        pulumi.export("name", network.virtual_network_name)
        for name in ("app", "jump", "endpoints"):
            pulumi.export(name, network.subnet_ids[name])

    assert dict(record_program(program).outputs) == {
        "id": SPOKE_ID,
        "name": "vnet-spoke",
        "app": f"{SPOKE_ID}/subnets/snet-app",
        "jump": f"{SPOKE_ID}/subnets/snet-jump",
        "endpoints": f"{SPOKE_ID}/subnets/snet-shared",
    }


def test_a_network_all_of_whose_subnets_exist_writes_nothing(record_program: Recording) -> None:
    def program() -> None:
        network = VirtualNetwork("network", {**_in_existing_network(), "subnets": [], "flows": []})
        pulumi.export("subnets", network.subnet_ids)

    graph = record_program(program)

    assert [resource.type for resource in graph.resources if resource.type.startswith("azure-native:")] == []
    assert graph.outputs["subnets"] == {"endpoints": f"{SPOKE_ID}/subnets/snet-shared"}


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        pytest.param(
            {**_in_existing_network(), "dns_servers": ["10.1.0.4"]},
            "dns_servers belongs to the owner of the existing network",
            id="dns-servers-of-existing",
        ),
        pytest.param(
            {**_in_existing_network(), "address_space": ["10.1.0.0/22"], "peerings": []},
            "address_space belongs to .*; peerings belongs to",
            id="several-of-existing",
        ),
        pytest.param(
            {key: value for key, value in _minimal().items() if key != "address_space"},
            "virtual_network_name and address_space are needed unless the network exists",
            id="no-address-space",
        ),
        pytest.param(
            {**_minimal(), "existing_subnets": []},
            "existing_subnets come with existing_virtual_network_id",
            id="existing-subnets-of-new",
        ),
        pytest.param(
            {
                **_minimal(),
                "subnets": [{"name": "app", "subnet_name": "snet-app", "address_prefix": "10.0.0.0/26"}],
            },
            "subnet 'snet-app' needs network_security_group_name",
            id="no-security-group",
        ),
        pytest.param(
            {
                **_minimal(),
                "subnets": [{**_minimal()["subnets"][0], "subnet_name": "GatewaySubnet"}],
            },
            "Azure forbids a security group on GatewaySubnet",
            id="forbidden-security-group",
        ),
    ],
)
def test_refused(record_program: Recording, args: VirtualNetworkArgs, problem: str) -> None:
    with pytest.raises(ProgramError, match=problem):
        record_program(lambda: VirtualNetwork("network", args))
