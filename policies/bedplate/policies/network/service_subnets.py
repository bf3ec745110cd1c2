"""Subnets that services name: where their ids stand, and which service lies in which subnet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bedplate.policies.ancestors import ancestor
from bedplate.policies.facts import read_facts
from bedplate.policies.network.subnets import NETWORK, SUBNET, Subnet, subnet_with_id, subnets_in
from bedplate.policies.relations import link, objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import MISSING, UNKNOWN, Value, same_word, value_at


@dataclass(frozen=True, slots=True)
class NamedSubnet:
    """The id of a subnet in a service."""

    path: str
    """Dotted path of the id."""
    id: Value


def named_subnets(service: Resource) -> tuple[NamedSubnet, ...]:
    """Return the subnets that a service names; none for a type that is not in the table."""
    return tuple(each for each in _places(service) if each.id not in (MISSING, ""))


def declared_subnet(service: Resource, named: NamedSubnet, resources: Resources) -> Subnet | None:
    """Return the subnet that a service names, or the only one that the id is made from; `None` for any other."""
    if named.id is not UNKNOWN:
        return subnet_with_id(resources, named.id)
    made_from = link(resources, service, named.path, SUBNET, value=named.id).targets
    return next(subnets_in(made_from[0])) if len(made_from) == 1 else None


def networks_of(service: Resource, resources: Resources) -> Iterator[Resource]:
    """Yield the declared networks in which a service has a subnet, or may have where an id is not known."""
    for named in named_subnets(service):
        if isinstance(named.id, str):
            above = [resources.with_id(named.id.casefold().rpartition("/subnets/")[0])]
        else:
            made_from = link(resources, service, named.path, NETWORK, SUBNET, value=named.id).targets
            above = [_network_of(each, resources) for each in made_from]
        yield from filter(None, above)


def lies_in(service: Resource, subnet: Subnet, resources: Resources) -> bool | None:
    """Return whether a service names a subnet; `None` where it may as well name another that its id is made from."""
    answers = [_is(subnet, service, named, resources) for named in named_subnets(service)]
    return True if True in answers else None if None in answers else False


def _places(service: Resource) -> Iterator[NamedSubnet]:
    for row in (row for type_, row in read_facts("service_subnets").items() if same_word(type_, service.type)):
        if "list" not in row:
            yield NamedSubnet(row["subnet"], service.value(row["subnet"]))
            continue
        for path, item in objects_at(service.body, row["list"]):
            yield NamedSubnet(f"{path}.{row['subnet']}", value_at(item, row["subnet"]))


def _is(subnet: Subnet, service: Resource, named: NamedSubnet, resources: Resources) -> bool | None:
    if isinstance(named.id, str):
        return named.id.casefold() == (subnet.id or "").casefold()
    made_from = link(resources, service, named.path, NETWORK, SUBNET, value=named.id).targets
    if subnet.declared_in not in made_from:
        return False
    alone = [each for each in made_from if same_word(each.type, SUBNET)] == [subnet.declared_in]
    return True if alone else None


def _network_of(resource: Resource, resources: Resources) -> Resource | None:
    return resource if same_word(resource.type, NETWORK) else ancestor(resources, resource, NETWORK)
