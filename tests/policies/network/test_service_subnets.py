from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.network.service_subnets import (
    NamedSubnet,
    declared_subnet,
    lies_in,
    named_subnets,
    networks_of,
)
from bedplate.policies.network.subnets import subnets_in
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import declared, without_id

NETWORK, SUBNET = "Microsoft.Network/virtualNetworks", "Microsoft.Network/virtualNetworks/subnets"
LISTING = declared(f"{NETWORK}/vnet", {"properties": {"subnets": [{"name": "a"}, {"name": "b"}]}})
OF_ITS_OWN = without_id("own", SUBNET, {"properties": {}})
ANOTHER = without_id("another", SUBNET, {"properties": {}})
PLACE = "properties.gatewayIPConfigurations"


def _gateway(id_: Any, *made_from: str) -> Resource:
    body = {"properties": {"gatewayIPConfigurations": [{"properties": {"subnet": {"id": id_}}}]}}
    return declared("Microsoft.Network/applicationGateways/agw", body, references={PLACE: made_from})


def test_the_subnets_that_a_service_names() -> None:
    path = "properties.virtualNetworkConfiguration"
    service = declared("Microsoft.ApiManagement/service/apim", {"properties": {"virtualNetworkConfiguration": {}}})
    assert named_subnets(_gateway("/a")) == (NamedSubnet(f"{PLACE}[0].properties.subnet.id", "/a"),)
    assert named_subnets(_gateway("")) == named_subnets(service) == named_subnets(LISTING) == ()
    unknown = declared("Microsoft.ApiManagement/service/apim", {"properties": {"virtualNetworkConfiguration": UNKNOWN}})
    assert named_subnets(unknown) == (NamedSubnet(f"{path}.subnetResourceId", UNKNOWN),)


@pytest.mark.parametrize(
    ("gateway", "expected"),
    [
        pytest.param(_gateway(f"{LISTING.id}/subnets/b"), "b", id="known"),
        pytest.param(_gateway(f"{LISTING.id}/SUBNETS/B"), "b", id="wrong-case"),
        pytest.param(_gateway(UNKNOWN, "own"), "", id="by-reference"),
        pytest.param(_gateway("/elsewhere"), None, id="elsewhere"),
        pytest.param(_gateway(UNKNOWN), None, id="unknown"),
        pytest.param(_gateway(UNKNOWN, "own", "another"), None, id="one-of-two"),
    ],
)
def test_the_declared_subnet(gateway: Resource, expected: str | None) -> None:
    resources = Resources([LISTING, OF_ITS_OWN, ANOTHER, gateway])
    found = declared_subnet(gateway, named_subnets(gateway)[0], resources)
    assert (found.name if found else None) == expected


@pytest.mark.parametrize(
    ("gateway", "in_listed", "in_own"),
    [
        pytest.param(_gateway(f"{LISTING.id}/Subnets/A"), True, False, id="known"),
        pytest.param(_gateway(UNKNOWN, "own"), False, True, id="by-reference"),
        pytest.param(_gateway(UNKNOWN, "own", "another"), False, None, id="one-of-two"),
        pytest.param(_gateway(UNKNOWN, "vnet"), None, False, id="somewhere-in-the-network"),
        pytest.param(_gateway(UNKNOWN), False, False, id="unknown"),
    ],
)
def test_whether_a_service_lies_in_a_subnet(
    gateway: Resource,
    in_listed: bool | None,  # noqa: FBT001 - three-valued
    in_own: bool | None,  # noqa: FBT001 - three-valued
) -> None:
    resources = Resources([LISTING, OF_ITS_OWN, ANOTHER, gateway])
    listed, own = next(subnets_in(LISTING)), next(subnets_in(OF_ITS_OWN))
    assert (lies_in(gateway, listed, resources), lies_in(gateway, own, resources)) == (in_listed, in_own)


def test_the_networks_that_a_service_is_in() -> None:
    own = without_id("own", SUBNET, {"properties": {}}, LISTING.key, path="virtualNetworkName")
    for gateway in (_gateway(f"{LISTING.id}/Subnets/A"), _gateway(UNKNOWN, "own"), _gateway(UNKNOWN, "vnet")):
        assert list(networks_of(gateway, Resources([LISTING, own, gateway]))) == [LISTING]
    assert list(networks_of(_gateway("/elsewhere"), Resources([LISTING]))) == []
