"""Landing zones to write work orders for: the project's own stacks, and variants of them."""

import json
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

from ruamel.yaml import YAML

from bedplate.blueprints.settings import from_config
from bedplate.generator.engine import Program, record
from bedplate.generator.graph import Graph, Mode
from bedplate.generator.work_order import RecordedZone
from tests.conftest import ROOT

Values = dict[str, Any]
PLATFORM = "/subscriptions/e7c2a914-83f5-4b6d-a0d1-5c9f8e2b7a46/resourceGroups/rg-platform"
SPOKE_SUBSCRIPTION = "/subscriptions/a3e9b6d4-1c27-4f80-95ab-7d6e0c3f2b18"
SPOKE_NETWORK = f"{SPOKE_SUBSCRIPTION}/resourceGroups/rg-spoke/providers/Microsoft.Network/virtualNetworks/vnet-spoke"
ROUTE_TABLE = f"{SPOKE_SUBSCRIPTION}/resourceGroups/rg-spoke/providers/Microsoft.Network/routeTables/rt-spoke"
VIRTUAL_HUB = f"{PLATFORM}-wan/providers/Microsoft.Network/virtualHubs/vhub-sweden"
REGISTRY = f"{PLATFORM}-images/providers/Microsoft.ContainerRegistry/registries/contosoimages"


def settings_of(stack: str) -> Values:
    """Return what a stack file says of its landing zone."""
    text = (ROOT / "stacks" / f"Pulumi.{stack}.yaml").read_text(encoding="utf-8")
    value: Values = YAML(typ="safe", pure=True).load(text)["config"]["bedplate:landingZone"]
    return value


def _virtual_wan(value: Values) -> None:
    value["topology"]["hub"] = {
        "virtualHubId": VIRTUAL_HUB,
        "addressSpace": "10.0.0.0/22",
        "dnsServers": ["10.0.2.4"],
    }
    value["privateDns"] = {"mode": "platformPolicy"}


def _existing_network(value: Values) -> None:
    value["network"].update(
        existingVirtualNetworkId=SPOKE_NETWORK,
        existingSubnets={
            "app": f"{SPOKE_NETWORK}/subnets/snet-web",
            "privateEndpoints": f"{SPOKE_NETWORK}/subnets/snet-endpoints",
        },
        subnets={"app": "10.40.2.0/24", "privateEndpoints": "10.40.3.0/26"},
    )
    hub = value["topology"]["hub"]
    hub["routeTableId"] = ROUTE_TABLE
    del hub["firewallPrivateIpAddress"], hub["dnsServers"]
    value["privateDns"] = {"mode": "platformPolicy"}
    value["host"].update(existingContainerRegistryId=REGISTRY, image="contosoimages.azurecr.io/chat:1.0.0")


def _remote_gateways(value: Values) -> None:
    value["topology"]["hub"]["useRemoteGateways"] = True


def _containers(value: Values) -> None:
    value["host"] = {"kind": "containerApps"}
    value["environment"] = "dev"
    zones = value["privateDns"]["zones"]
    prefix = zones.pop("privatelink.azurewebsites.net").rpartition("/")[0]
    for name in ("privatelink.azurecr.io", "privatelink.swedencentral.azurecontainerapps.io"):
        zones[name] = f"{prefix}/{name}"
    value["egress"] = {"allowedFqdns": {"containerApps": ["api.contoso.com"]}}


def _front_door(value: Values) -> None:
    value["ingress"] = {"kind": "frontDoor", "hostName": "chat.contoso.com"}


def _nothing_out(value: Values) -> None:
    value["egress"] = {"kind": "none"}
    value["host"] = {"kind": "none"}
    value["network"]["peers"] = [{"name": "data | lake", "addressSpace": ["10.9.0.0/16"]}]


VARIANTS: dict[str, tuple[str, Callable[[Values], None]]] = {
    "virtual-wan": ("chat-spoke", _virtual_wan),
    "existing-network": ("chat-spoke", _existing_network),
    "remote-gateways": ("chat-spoke", _remote_gateways),
    "containers": ("chat-spoke", _containers),
    "front-door": ("chat-prod", _front_door),
    "nothing-out": ("chat-dev", _nothing_out),
}
"""Stack that each variant starts from, and what it changes."""


@cache
def zone_of(name: str) -> RecordedZone:
    """Return a stack or a variant as it is recorded, once a session."""
    stack, change = VARIANTS.get(name, (name, lambda _: None))
    value = deepcopy(settings_of(stack))
    change(value)
    return RecordedZone(from_config(value), _record(name, value))


def _record(stack: str, value: Values) -> Graph:
    config = {"bedplate:landingZone": json.dumps(value)}
    return record(Program.load(ROOT), stack=stack, config=config, secret_keys=frozenset(), mode=Mode.UNKNOWN)
