"""Subnets lie within their virtual network and do not overlap."""

from __future__ import annotations

from ipaddress import IPv4Network
from itertools import combinations
from typing import Any

from tests.engine.standin.rules.arm_ids import name_of, parent_of, type_of
from tests.engine.standin.rules.model import VIRTUAL_NETWORK, Operation, Refusal, World

_Subnets = dict[str, IPv4Network]


def subnets_fit(operation: Operation, world: World) -> Refusal | None:
    """Every subnet lies in the address space, and apart from the others.

    Source: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors, Netcfg…
    """
    if operation.kind == "delete":
        return None
    if type_of(operation.id) == VIRTUAL_NETWORK.lower():
        network, inputs, extra = operation.id, operation.inputs, {}
    elif type_of(operation.id) == f"{VIRTUAL_NETWORK}/subnets".lower():
        network = parent_of(operation.id)
        found = world.get(network)
        if found is None:
            return None  # the parent is missing, or another's
        inputs, extra = found.inputs, {name_of(operation.id): IPv4Network(operation.inputs["addressPrefix"])}
    else:
        return None
    space = [IPv4Network(block) for block in (inputs.get("addressSpace") or {}).get("addressPrefixes") or ()]
    return _misfit(name_of(network), space, {**_inline(inputs), **extra})


def _inline(inputs: Any) -> _Subnets:
    subnets = inputs.get("subnets") or ()
    return {subnet["name"]: IPv4Network(subnet["addressPrefix"]) for subnet in subnets if "addressPrefix" in subnet}


def _misfit(network: str, space: list[IPv4Network], subnets: _Subnets) -> Refusal | None:
    for name, block in subnets.items():
        if not any(block.subnet_of(outer) for outer in space):
            message = f"Subnet '{name}' is not valid because its IP address range is outside the IP address range of virtual network '{network}'."  # noqa: E501 - Azure's sentence
            return Refusal(400, "NetcfgInvalidSubnet", message)
    for (first, one), (second, other) in combinations(subnets.items(), 2):
        if one.overlaps(other):
            message = f"Subnet '{first}' is not valid because its IP address range overlaps with that of an existing subnet '{second}' in virtual network '{network}'."  # noqa: E501 - Azure's sentence
            return Refusal(400, "NetcfgSubnetRangesOverlap", message)
    return None
