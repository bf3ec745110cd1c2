"""Subnets are as large as what is in them needs, and do not overlap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from bedplate.policies.ancestors import ancestor
from bedplate.policies.facts import read_facts
from bedplate.policies.network.subnet_occupants import holds_basic_gateways, largest_prefix
from bedplate.policies.network.subnets import NETWORK, SUBNET, Subnet, subnets_in
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import children_of
from bedplate.policies.resource import Resource, Resources, parent_id
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import UNKNOWN
from bedplate.policies.verdict import Verdict

_Smallest: TypeAlias = dict[str, int]
# Five addresses of every subnet are Azure's own, so nothing smaller can be made.
_SMALLEST_OF_AZURE = 29


def _judge(resource: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    subnets = list(subnets_in(resource))
    if not subnets:
        yield Verdict(Outcome.NOT_APPLICABLE, "the network lists no subnets")
    siblings = tuple(_siblings(resource, resources))
    for subnet in subnets:
        outcome, reason = _decide(subnet, siblings, resources)
        yield Verdict(outcome, reason, subnet.place("addressPrefix"), subnet.value("addressPrefix"))


def _siblings(resource: Resource, resources: Resources) -> Iterator[Subnet]:
    """Yield the subnets of the same network, wherever they are declared, those of the resource too."""
    own = resource.type.casefold() == SUBNET.casefold()
    network = ancestor(resources, resource, NETWORK) if own else resource
    if network is not None:
        yield from subnets_in(network)
        apart = children_of(resources, network, SUBNET)
    else:
        apart = tuple(each for each in resources.of_type(SUBNET) if _above(each) == _above(resource))
    for each in apart:
        yield from subnets_in(each)


def _above(subnet: Resource) -> str:
    """Return what tells a network that is not declared here: its id, or the subnet itself where that is not known."""
    return parent_id(subnet.id).casefold() if subnet.id else subnet.key


def _decide(subnet: Subnet, siblings: tuple[Subnet, ...], resources: Resources) -> tuple[Outcome, str]:
    prefixes = subnet.prefixes
    if subnet.body is UNKNOWN or not prefixes:
        return Outcome.UNDECIDED, "the address range is not known before a deployment"
    overlapping = [
        each.name or "another"
        for each in siblings
        if not _is_same(each, subnet) and any(a.overlaps(b) for a in prefixes for b in each.prefixes or ())
    ]
    if overlapping:
        return Outcome.FAIL, f"{subnet.said} overlaps {', '.join(overlapping)}"
    needed = [_by_name_or_service(subnet, resources), largest_prefix(subnet, resources)]
    largest = min(each for each in [_SMALLEST_OF_AZURE, *needed] if each is not None)
    # Several ranges add up; each of them alone must hold what needs a block of its own.
    if min(each.prefixlen for each in prefixes) > largest:
        return (
            Outcome.FAIL,
            f"{subnet.said} is /{prefixes[0].prefixlen}, and /{largest} is the smallest that works",
        )
    if None in needed:
        return Outcome.UNDECIDED, "what the subnet must hold is not known before a deployment"
    return Outcome.PASS, f"{subnet.said} is large enough"


def _is_same(one: Subnet, other: Subnet) -> bool:
    """Return whether two are one subnet: declared in the same place, or twice under one name."""
    place = (one.declared_in.key, one.path) == (other.declared_in.key, other.path)
    return place or bool(one.name and one.name.casefold() == other.name.casefold())


def _by_name_or_service(subnet: Subnet, resources: Resources) -> int | None:
    """Return the largest prefix length that Azure takes for a subnet; `None` where it cannot be told."""
    smallest: dict[str, _Smallest] = {
        kind: {name.casefold(): length for name, length in lengths.items()}
        for kind, lengths in read_facts("subnets")["smallest"].items()
    }
    name = subnet.name.casefold()
    if name in smallest["basicTier"] and holds_basic_gateways(subnet, resources):
        return smallest["basicTier"][name]
    if name in smallest["names"]:
        return smallest["names"][name]
    if subnet.delegations is UNKNOWN:
        return None
    services = [str(each).casefold() for each in subnet.delegations]
    return min([smallest["delegations"].get(each, _SMALLEST_OF_AZURE) for each in services], default=_SMALLEST_OF_AZURE)


RULE = Rule(
    id="X-NET-06",
    title="Subnets are large enough for what is in them, and overlap no other",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    recommendation="RE:06",
    types=(NETWORK, SUBNET),
    judge=_judge,
    rationale="A subnet that is too small fails the deployment or the first scaling out, and cannot grow while in use.",
    fix="Give the subnet the prefix length that the reason names, or a smaller one.",
    references=(
        "https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq",
        "https://learn.microsoft.com/azure/application-gateway/configuration-infrastructure",
    ),
    benchmark=("NS-1",),
    reads=("properties.subnets", "properties.addressPrefix", "properties.addressPrefixes"),
)
