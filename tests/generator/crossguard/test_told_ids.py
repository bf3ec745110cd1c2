"""Ids that are found where other resources name them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pytest

from bedplate.generator.crossguard.told_ids import with_told_ids
from bedplate.generator.graph import UNKNOWN, Graph, Mode, Resource

OURS, OTHER = "11111111-2222-3333-4444-555555555555", "99999999-2222-3333-4444-555555555555"
NETWORK = "/resourceGroups/rg-a/providers/Microsoft.Network/virtualNetworks/vnet-a"


def resource(token: str, name: str, inputs: Mapping[str, Any]) -> Resource:
    """Return a resource whose id nobody knows."""
    return Resource(
        urn=f"urn:pulumi:dev::area::{token}::{name}",
        type=token,
        name=name,
        custom=True,
        id=UNKNOWN,
        inputs={"resourceGroupName": "rg-a", **inputs},
        outputs=MappingProxyType({}),
    )


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        pytest.param([f"/subscriptions/{OURS}{NETWORK}"], f"/subscriptions/{OURS}{NETWORK}", id="named"),
        pytest.param([f"/subscriptions/{OURS}{NETWORK.upper()}"], f"/subscriptions/{OURS}{NETWORK.upper()}", id="case"),
        pytest.param([f"/subscriptions/{OURS}{NETWORK}", f"/subscriptions/{OTHER}{NETWORK}"], UNKNOWN, id="twice"),
        pytest.param([f"/subscriptions/{OURS}{NETWORK}-other"], UNKNOWN, id="other"),
        pytest.param([f"{OURS}{NETWORK}", UNKNOWN, 3], UNKNOWN, id="no-id"),
    ],
)
def test_an_id_is_the_one_that_others_name(named: list[Any], expected: Any) -> None:
    network = resource("azure-native:network:VirtualNetwork", "network", {"virtualNetworkName": "vnet-a"})
    endpoint = resource("azure-native:network:PrivateEndpoint", "endpoint", {"tags": tuple(named)})
    graph = Graph(project="area", stack="dev", mode=Mode.UNKNOWN, resources=(network, endpoint), outputs={})
    assert with_told_ids(graph)[network.urn].id == expected
    assert with_told_ids(graph)[endpoint.urn].id == UNKNOWN


def test_a_known_subscription_stays() -> None:
    network = resource("azure-native:network:VirtualNetwork", "network", {"virtualNetworkName": "vnet-a"})
    endpoint = resource("azure-native:network:PrivateEndpoint", "endpoint", {"id": f"/subscriptions/{OTHER}{NETWORK}"})
    graph = Graph(
        project="area",
        stack="dev",
        mode=Mode.UNKNOWN,
        resources=(network, endpoint),
        outputs={},
        provider_defaults={"azure-native": {"subscriptionId": OURS}},
    )
    assert with_told_ids(graph) is graph
