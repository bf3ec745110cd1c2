"""What the settings of access and of the perimeter declare."""

from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from bedplate.blueprints.settings import ChatSettings
from bedplate.blueprints.zone import Zone
from bedplate.blueprints.zone_access import declare_access, declare_perimeter
from bedplate.blueprints.zone_monitoring import declare_monitoring
from bedplate.blueprints.zone_network import ZoneNetwork
from bedplate.generator.engine import record_inline
from bedplate.generator.graph import Graph, Mode, unknown_paths

SUBSCRIPTION = "11111111-1111-1111-1111-111111111111"
BASTION = "azure-native:network:BastionHost"
MACHINE = "azure-native:compute:VirtualMachine"
RULE = "azure-native:monitor:DataCollectionRule"
ASSOCIATION = "azure-native:network:NetworkSecurityPerimeterAssociation"
ACCESS_RULE = "azure-native:network:NetworkSecurityPerimeterAccessRule"
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl admin"
JUMP_BOX = {"sshPublicKey": KEY, "size": "Standard_D4s_v5"}
RESOURCES = [
    ("Microsoft.KeyVault/vaults", "vault-id"),
    ("Microsoft.ContainerRegistry/registries", "registry-id"),
    ("Microsoft.Storage/storageAccounts", "first-storage-id"),
    ("Microsoft.Storage/storageAccounts", "second-storage-id"),
]

PLATFORM_WORKSPACE = {
    "existingLogAnalyticsWorkspaceId": f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers"
    "/Microsoft.OperationalInsights/workspaces/log"
}

Declare = Callable[..., Graph]


@pytest.fixture(params=[pytest.param(mode, id=mode.value) for mode in Mode])
def declare(request: pytest.FixtureRequest) -> Declare:
    """Return what records a zone's access and perimeter, with some settings changed."""

    def run(**changes: Any) -> Graph:
        settings = ChatSettings.model_validate(
            {
                "blueprint": "chat",
                "workload": "contoso",
                "environment": "dev",
                "location": "swedencentral",
                "subscriptionId": SUBSCRIPTION,
                "tenantId": "22222222-2222-2222-2222-222222222222",
                "tags": {"owner": "ai", "costCenter": "1", "dataClassification": "internal"},
                "network": {"addressSpace": "192.168.0.0/21"},
                "models": [{"name": "chat", "model": "gpt-5.1", "version": "2025-11-13", "capacity": 10}],
                "projects": [{"name": "assistant"}],
                **changes,
            }
        )
        return record_inline(lambda: program(settings), mode=request.param)

    return run


def program(settings: ChatSettings) -> None:
    zone = Zone.of("chat", settings)
    network_group, monitoring_group = map(zone.resource_group, ("network", "monitoring"))
    monitoring = declare_monitoring(zone, monitoring_group)
    network = ZoneNetwork(
        virtual_network_id=pulumi.Output.from_input("vnet-id"),
        subnet_ids={purpose: pulumi.Output.from_input(f"{purpose}-subnet-id") for purpose in ("bastion", "jump")},
        subnet_prefixes={},
        private_dns_zone_ids=None,
        firewall=None,
    )
    declare_access(zone, network_group, network, monitoring)
    declare_perimeter(zone, network_group, monitoring, RESOURCES)


def test_nothing_by_default(declare: Declare) -> None:
    graph = declare()

    for token in (BASTION, MACHINE, RULE, "azure-native:network:NetworkSecurityPerimeter"):
        assert graph.of_type(token) == ()


def test_developer(declare: Declare) -> None:
    [bastion] = declare(access={"bastion": "developer"}).of_type(BASTION)

    assert bastion.inputs["bastionHostName"] == "bas-contoso-dev-sdc-001"
    assert bastion.inputs["sku"] == {"name": "Developer"}
    assert bastion.inputs["virtualNetwork"] == {"id": "vnet-id"}
    assert "ipConfigurations" not in bastion.inputs


@pytest.mark.parametrize(
    ("changes", "zones"),
    [
        pytest.param({}, None, id="dev"),
        pytest.param({"environment": "prod"}, ("1", "2", "3"), id="prod"),
        pytest.param({"environment": "prod", "location": "germanywestcentral"}, None, id="no-zones-of-bastion"),
    ],
)
def test_standard(declare: Declare, changes: dict[str, Any], zones: tuple[str, ...] | None) -> None:
    graph = declare(access={"bastion": "standard"}, **changes)

    [bastion] = graph.of_type(BASTION)
    [configuration] = bastion.inputs["ipConfigurations"]
    [address] = graph.of_type("azure-native:network:PublicIPAddress")
    assert bastion.inputs.get("zones") == address.inputs.get("zones") == zones
    assert configuration["subnet"] == {"id": "bastion-subnet-id"}
    assert configuration["publicIPAddress"]["id"].endswith(f"/{address.inputs['publicIpAddressName']}")
    assert bastion.inputs["enableTunneling"] is True
    assert not unknown_paths(bastion.inputs)


def test_address_with_protection_of_its_own(declare: Declare) -> None:
    graph = declare(
        access={"bastion": "standard"},
        network={"addressSpace": "192.168.0.0/21", "ddosProtection": {"kind": "addresses"}},
    )

    [address] = graph.of_type("azure-native:network:PublicIPAddress")
    assert address.inputs["ddosSettings"] == {"protectionMode": "Enabled"}


def test_jump_box(declare: Declare) -> None:
    graph = declare(access={"bastion": "standard", "jumpBox": JUMP_BOX})

    [machine] = graph.of_type(MACHINE)
    [interface] = graph.of_type("azure-native:network:NetworkInterface")
    [rule] = graph.of_type(RULE)
    assert machine.inputs["vmName"] == "vm-contoso-dev-sdc-jump-001"
    assert machine.inputs["hardwareProfile"] == {"vmSize": "Standard_D4s_v5"}
    [key] = machine.inputs["osProfile"]["linuxConfiguration"]["ssh"]["publicKeys"]
    assert key["keyData"] == KEY
    assert interface.inputs["networkInterfaceName"] == "nic-contoso-dev-sdc-jump-001"
    assert interface.inputs["ipConfigurations"][0]["subnet"] == {"id": "jump-subnet-id"}
    assert rule.inputs["dataCollectionRuleName"] == "dcr-contoso-dev-sdc-jump-001"


@pytest.mark.parametrize(
    "monitoring",
    [
        pytest.param({"privateLink": True}, id="logs-come-privately"),
        pytest.param(PLATFORM_WORKSPACE, id="workspace-of-the-platform"),
    ],
)
def test_a_workspace_that_an_agent_may_not_reach_gets_none(declare: Declare, monitoring: dict[str, Any]) -> None:
    graph = declare(access={"bastion": "standard", "jumpBox": JUMP_BOX}, monitoring=monitoring)

    assert len(graph.of_type(MACHINE)) == 1
    assert graph.of_type(RULE) == ()


@pytest.mark.parametrize(
    ("setting", "mode"),
    [pytest.param("learning", "Learning", id="learning"), pytest.param("enforced", "Enforced", id="enforced")],
)
def test_perimeter(declare: Declare, setting: str, mode: str) -> None:
    graph = declare(
        protection={"networkSecurityPerimeter": setting},
        egress={"allowedFqdns": {"agents": ["api.example.com"], "app": ["other.example.com"]}},
    )

    [workspace] = graph.of_type("azure-native:operationalinsights:Workspace")
    associations = graph.of_type(ASSOCIATION)
    assert {one.inputs["associationName"]: one.inputs["privateLinkResource"]["id"] for one in associations} == {
        "vaults": "vault-id",
        "storageAccounts": "first-storage-id",
        "storageAccounts-2": "second-storage-id",
        "workspaces": f"/subscriptions/{SUBSCRIPTION}/resourceGroups/{workspace.inputs['resourceGroupName']}"
        f"/providers/Microsoft.OperationalInsights/workspaces/{workspace.inputs['workspaceName']}",
    }
    assert {one.inputs["accessMode"] for one in associations} == {mode}
    rules = {rule.inputs["direction"]: rule.inputs for rule in graph.of_type(ACCESS_RULE)}
    assert rules["Inbound"]["subscriptions"] == ({"id": f"/subscriptions/{SUBSCRIPTION}"},)
    assert rules["Outbound"]["fullyQualifiedDomainNames"] == ("api.example.com",)


def test_the_platforms_workspace_is_left_to_the_platform(declare: Declare) -> None:
    graph = declare(protection={"networkSecurityPerimeter": "enforced"}, monitoring=PLATFORM_WORKSPACE)

    assert {one.inputs["associationName"] for one in graph.of_type(ASSOCIATION)} == {
        "vaults",
        "storageAccounts",
        "storageAccounts-2",
    }
    assert {rule.inputs["direction"] for rule in graph.of_type(ACCESS_RULE)} == {"Inbound"}
