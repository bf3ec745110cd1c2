from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from bedplate.components.shared.public_ip_address import declare_public_ip_address
from bedplate.generator.graph import Graph

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

INPUTS = {
    "resourceGroupName": "rg",
    "location": "swedencentral",
    "publicIpAddressName": "pip",
    "sku": {"name": "Standard", "tier": "Regional"},
    "publicIPAddressVersion": "IPv4",
    "publicIPAllocationMethod": "Static",
    "ddosSettings": {"protectionMode": "VirtualNetworkInherited"},
}
ADDRESS_ID = (
    "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Network/"
    "publicIPAddresses/pip"
)


def _declare(*, zones: list[str] | None, ddos_ip_protection: bool, workspace_id: str | None) -> None:
    address_id = declare_public_ip_address(
        "address",
        {"resource_group_name": "rg", "location": "swedencentral"},
        public_ip_address_name="pip",
        zones=zones,
        ddos_ip_protection=ddos_ip_protection,
        log_analytics_workspace_id=workspace_id,
        opts=pulumi.ResourceOptions(),
    )
    pulumi.export("id", address_id)


@pytest.mark.parametrize(
    ("zones", "protected", "differing"),
    [
        pytest.param(None, False, {}, id="plain"),
        pytest.param(["1", "2", "3"], False, {"zones": ["1", "2", "3"]}, id="zones"),
        pytest.param(None, True, {"ddosSettings": {"protectionMode": "Enabled"}}, id="ddos-protection"),
    ],
)
def test_inputs(
    record_program: Recording,
    inputs_by_name: Lookup,
    zones: list[str] | None,
    protected: bool,  # noqa: FBT001 -- a case
    differing: dict[str, Any],
) -> None:
    graph = record_program(lambda: _declare(zones=zones, ddos_ip_protection=protected, workspace_id=None))

    assert inputs_by_name(graph, "azure-native:network:PublicIPAddress") == {"address": {**INPUTS, **differing}}
    assert inputs_by_name(graph, "azure-native:monitor:DiagnosticSetting") == {}
    assert graph.outputs["id"] == ADDRESS_ID


def test_logs_of_attacks(record_program: Recording, inputs_by_name: Lookup) -> None:
    graph = record_program(lambda: _declare(zones=None, ddos_ip_protection=False, workspace_id="log"))

    [setting] = inputs_by_name(graph, "azure-native:monitor:DiagnosticSetting").values()
    assert setting["resourceUri"] == ADDRESS_ID
    assert [log["category"] for log in setting["logs"]] == [
        "DDoSMitigationFlowLogs",
        "DDoSMitigationReports",
        "DDoSProtectionNotifications",
    ]
