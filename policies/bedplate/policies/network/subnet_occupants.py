"""How large a subnet must be for the resources that are declared to lie in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from bedplate.policies.facts import read_facts
from bedplate.policies.network.service_subnets import lies_in
from bedplate.policies.network.subnets import Subnet
from bedplate.policies.relations import objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import MISSING, UNKNOWN, Value, is_array, is_object, same_word, value_at

_NETWORK_GATEWAY = "Microsoft.Network/virtualNetworkGateways"
_LONGEST = 32
_Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Need:
    """What one resource needs of its subnet; `None` where it cannot be told."""

    prefix: int | None = _LONGEST
    """The largest prefix length that Azure takes."""
    addresses: int | None = 0
    """How many addresses it fills, where several resources add up."""


def largest_prefix(subnet: Subnet, resources: Resources) -> int | None:
    """Return the largest prefix length that is enough for what lies in a subnet, or `None` where it cannot be told.

    It is 32 where nothing is declared to lie in it.
    """
    facts = read_facts("subnets")
    rows = {type_.casefold(): row for type_, row in facts["occupants"].items()}
    needs = [_needed(each, rows[each.type.casefold()]) for each in _occupants(subnet, resources, rows)]
    addresses = [each.addresses for each in needs if each.addresses is not None]
    prefixes = [each.prefix for each in needs if each.prefix is not None]
    if len(addresses) + len(prefixes) < 2 * len(needs):
        return None
    filled = sum(addresses)
    room = _LONGEST - (filled + facts["reservedAddresses"] - 1).bit_length() if filled else _LONGEST
    return min([room, *prefixes])


def holds_basic_gateways(subnet: Subnet, resources: Resources) -> bool:
    """Return whether virtual network gateways are declared in a subnet, and all have the Basic tier."""
    tiers = [each.value("properties.sku.name") for each in _occupants(subnet, resources, [_NETWORK_GATEWAY])]
    return bool(tiers) and all(same_word(each, "Basic") for each in tiers)


def _occupants(subnet: Subnet, resources: Resources, types: Iterable[str]) -> Iterator[Resource]:
    for each in resources.of_type(*types):
        if lies_in(each, subnet, resources):
            yield each


def _needed(resource: Resource, row: _Row) -> _Need:
    return _NEEDED[resource.type.casefold()](resource, row)


def _application_gateway(gateway: Resource, row: _Row) -> _Need:
    scales = gateway.value("properties.autoscaleConfiguration")
    instances = (
        _count(value_at(scales, "maxCapacity"), row["mostInstances"])
        if is_object(scales)
        else _count(gateway.value("properties.sku.capacity") if scales is MISSING else UNKNOWN, row["leastInstances"])
    )
    frontends = [each for _path, each in objects_at(gateway.body, "properties.frontendIPConfigurations")]
    private = sum(value_at(each, "properties.subnet.id") is not MISSING for each in frontends)
    return _Need(addresses=None if instances is None else instances + private)


def _api_management(service: Resource, row: _Row) -> _Need:
    tier = service.value("sku.name")
    if not isinstance(tier, str):
        return _Need(addresses=None)
    if tier.casefold().endswith("v2"):
        return _Need(prefix=row["secondVersion"])
    units = _count(service.value("sku.capacity"), 1)
    balancer = same_word(service.value("properties.virtualNetworkType"), "Internal")
    return _Need(addresses=None if units is None else units * row["addressesPerUnit"] + balancer)


def _container_environment(environment: Resource, row: _Row) -> _Need:
    profiles = environment.value("properties.workloadProfiles")
    if profiles is UNKNOWN:
        return _Need(prefix=None)
    return _Need(prefix=row["withProfiles"] if is_array(profiles) and profiles else row["consumptionOnly"])


_NEEDED: dict[str, Callable[[Resource, _Row], _Need]] = {
    "microsoft.network/applicationgateways": _application_gateway,
    "microsoft.apimanagement/service": _api_management,
    "microsoft.app/managedenvironments": _container_environment,
}


def _count(value: Value, default: int) -> int | None:
    """Return a number, also one that is written as text, or what stands for one that is not given."""
    if value is MISSING:
        return default
    text = str(value)
    return int(text) if text.isdecimal() else None
