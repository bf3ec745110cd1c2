"""What of a name rules see where parts of it are not known yet."""

from __future__ import annotations

from typing import Any

import pytest

from bedplate.generator.arm.translation import translate
from bedplate.generator.graph import UNKNOWN
from bedplate.generator.scan.judged import judged_resources
from bedplate.policies.values import UNKNOWN as NOT_KNOWN
from tests.generator.arm.made import graph, made


@pytest.mark.parametrize(
    ("network", "subnet", "name"),
    [
        pytest.param("hub", "GatewaySubnet", "hub/GatewaySubnet", id="all-known"),
        pytest.param(UNKNOWN, "GatewaySubnet", "GatewaySubnet", id="parent-not-known"),
        pytest.param("hub", UNKNOWN, NOT_KNOWN, id="itself-not-known"),
        pytest.param(UNKNOWN, UNKNOWN, NOT_KNOWN, id="nothing-known"),
    ],
)
def test_the_last_part_of_a_name_counts_without_the_others(network: Any, subnet: Any, name: Any) -> None:
    inputs = {"resourceGroupName": "rg", "virtualNetworkName": network, "subnetName": subnet}
    translated, _ = translate(graph(made("azure-native:network:Subnet", "it", inputs=inputs)))
    (resource,) = judged_resources(translated)

    assert resource.value("name") == name
