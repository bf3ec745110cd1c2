from collections.abc import Callable, Mapping
from typing import Any

import pulumi
import pytest

from bedplate.components.bastion import BastionHost, BastionHostArgs, BastionTier
from bedplate.components.facts.bastion import bastion_zone_regions
from bedplate.components.facts.regions import region, region_names
from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import Graph, unknown_paths

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

NETWORK = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Network"
BASTION = "azure-native:network:BastionHost"
ADDRESS = "azure-native:network:PublicIPAddress"
PLACE: BastionHostArgs = {"resource_group_name": "rg", "location": "swedencentral", "bastion_host_name": "bas"}
MINIMAL: BastionHostArgs = {**PLACE, "subnet_id": "bastion-subnet", "public_ip_address_name": "pip"}
OWN = {
    "resourceGroupName": "rg",
    "location": "swedencentral",
    "bastionHostName": "bas",
    "sku": {"name": "Standard"},
    "zones": ["1", "2", "3"],
    "scaleUnits": 2,
    "ipConfigurations": [
        {
            "name": "bastion",
            "subnet": {"id": "bastion-subnet"},
            "publicIPAddress": {"id": f"{NETWORK}/publicIPAddresses/pip"},
            "privateIPAllocationMethod": "Dynamic",
        }
    ],
    "disableCopyPaste": True,
    "enableFileCopy": False,
    "enableIpConnect": False,
    "enableKerberos": False,
    "enablePrivateOnlyBastion": False,
    "enableSessionRecording": False,
    "enableShareableLink": False,
    "enableTunneling": False,
}


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        pulumi.export("id", BastionHost("way-in", MINIMAL).bastion_host_id)

    graph = record_program(program)

    assert inputs_by_name(graph, BASTION) == {"way-in": OWN}
    [address] = inputs_by_name(graph, ADDRESS).values()
    assert address["zones"] == ["1", "2", "3"]
    assert address["publicIPAllocationMethod"] == "Static"
    assert graph.of_type("azure-native:monitor:DiagnosticSetting") == ()
    assert graph.outputs["id"] == f"{NETWORK}/bastionHosts/bas"


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    """Recorded sessions, protection of the address, and logs of both."""

    def program() -> None:
        args: BastionHostArgs = {
            **MINIMAL,
            "tier": BastionTier.PREMIUM,
            "session_recording": True,
            "ddos_ip_protection": True,
            "log_analytics_workspace_id": "log",
        }
        BastionHost("way-in", args)

    graph = record_program(program)

    [bastion] = inputs_by_name(graph, BASTION).values()
    assert bastion == {**OWN, "sku": {"name": "Premium"}, "enableSessionRecording": True}
    [address] = inputs_by_name(graph, ADDRESS).values()
    assert address["ddosSettings"] == {"protectionMode": "Enabled"}
    settings = {
        setting["resourceUri"]: setting
        for setting in inputs_by_name(graph, "azure-native:monitor:DiagnosticSetting").values()
    }
    assert set(settings) == {f"{NETWORK}/bastionHosts/bas", f"{NETWORK}/publicIPAddresses/pip"}
    assert settings[f"{NETWORK}/bastionHosts/bas"]["logs"] == [{"category": "BastionAuditLogs", "enabled": True}]


def test_max(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        args: BastionHostArgs = {
            **MINIMAL,
            "location": pulumi.Output.from_input("usgovvirginia"),
            "zone_redundant": False,
            "scale_units": 4,
            "tunneling": True,
            "copy_paste": True,
            "tags": {"owner": "ai"},
        }
        BastionHost("way-in", args)

    graph = record_program(program)

    [bastion] = inputs_by_name(graph, BASTION).values()
    assert bastion == {
        **{key: value for key, value in OWN.items() if key != "zones"},
        "location": "usgovvirginia",
        "scaleUnits": 4,
        "enableTunneling": True,
        "disableCopyPaste": False,
        "tags": {"owner": "ai"},
    }
    assert all("zones" not in address for address in inputs_by_name(graph, ADDRESS).values())
    assert all(unknown_paths(resource.inputs) == () for resource in graph.resources)


def test_developer_has_neither_subnet_nor_address(record_program: Recording, inputs_by_name: Lookup) -> None:
    graph = record_program(
        lambda: BastionHost("way-in", {**PLACE, "tier": BastionTier.DEVELOPER, "virtual_network_id": "vnet"})
    )

    assert graph.of_type(ADDRESS) == ()
    [bastion] = inputs_by_name(graph, BASTION).values()
    switches = {key: value for key, value in bastion.items() if key.startswith(("enable", "disable"))}
    assert set(switches.values()) == {False}
    assert {key: value for key, value in bastion.items() if key not in switches} == {
        "resourceGroupName": "rg",
        "location": "swedencentral",
        "bastionHostName": "bas",
        "sku": {"name": "Developer"},
        "virtualNetwork": {"id": "vnet"},
    }


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        pytest.param(PLACE, "a Standard Bastion needs subnet_id and public_ip_address_name", id="standard-alone"),
        pytest.param(
            {**PLACE, "tier": BastionTier.DEVELOPER}, "a Developer Bastion needs virtual_network_id", id="no-network"
        ),
        pytest.param(
            {**MINIMAL, "tier": BastionTier.DEVELOPER, "virtual_network_id": "vnet", "tunneling": True},
            "takes no subnet_id and no public_ip_address_name and no tunneling",
            id="developer-with-all",
        ),
        pytest.param(
            {**MINIMAL, "virtual_network_id": "vnet"}, "a Standard Bastion takes no virtual_network_id", id="network"
        ),
        pytest.param({**MINIMAL, "session_recording": True}, "take the tier Premium", id="recording-of-standard"),
        pytest.param(
            {**MINIMAL, "tier": BastionTier.PREMIUM, "session_recording": True, "tunneling": True},
            "choose session_recording or tunneling",
            id="recording-of-tunnels",
        ),
    ],
)
def test_refused(record_program: Recording, args: Mapping[str, Any], problem: str) -> None:
    with pytest.raises(ProgramError, match=problem):
        record_program(lambda: BastionHost("way-in", args))  # type: ignore[arg-type]  # the case decides


def test_zones_of_bastion_are_zones_of_their_region() -> None:
    known = bastion_zone_regions() & set(region_names())

    assert {"swedencentral", "westeurope", "eastus2"} <= known
    assert all(region(name).availability_zones for name in known)
