"""Subnets that the settings place: inside the network, apart from each other, large enough."""

from collections.abc import Iterable, Iterator
from ipaddress import IPv4Network
from itertools import combinations

from bedplate.blueprints.settings.checks.addresses import LEAST_ADDRESSES
from bedplate.blueprints.settings.checks.context import Context
from bedplate.blueprints.settings.findings import Finding
from bedplate.blueprints.settings.landing_zone import Settings
from bedplate.blueprints.settings.network import Subnets
from bedplate.blueprints.settings.partial import read, whole
from bedplate.components.facts.subnet_catalogue import subnet_purposes
from bedplate.components.planning.address_plan import AddressPlanError, plan_subnets


def check_sizes(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find subnets smaller than Azure or their service accepts."""
    for purpose, network in _given(settings.network.subnets).items():
        least = subnet_purposes()[purpose].minimum_prefix_length
        if network.prefixlen > least:
            message = f"{network} is too small for subnet {purpose}"
            yield Finding("subnet-size", ("network", "subnets", purpose), message, f"give it a /{least} or larger")


def check_containment(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find subnets outside the network."""
    space = whole(settings.network.address_space)
    for purpose, network in _given(settings.network.subnets).items():
        if not any(network.subnet_of(block) for block in space):
            message = f"{network} lies outside the network ({', '.join(str(block) for block in space)})"
            hint = "take it from network.addressSpace"
            yield Finding("subnet-containment", ("network", "subnets", purpose), message, hint)


def check_overlap(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find subnets that share addresses."""
    for (one, first), (other, second) in combinations(_given(settings.network.subnets).items(), 2):
        if first.overlaps(second):
            message = f"subnet {other} ({second}) overlaps subnet {one} ({first})"
            yield Finding("subnet-overlap", ("network", "subnets", other), message, "make the subnets disjoint")


def check_use(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find subnets that are placed, yet nothing in the zone would lie in them."""
    for purpose in _given(settings.network.subnets):
        if purpose not in settings.needed_subnets:
            message = f"subnet {purpose} is placed, but these settings put nothing into it"
            hint = "remove it, or choose what uses it"
            yield Finding("toggle-subnet", ("network", "subnets", purpose), message, hint, of_key=True)


def check_room_for_the_rest(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find a network in which the subnets that the settings do not place have no room left."""
    space, subnets = whole(settings.network.address_space), settings.network.subnets
    placed = {field.alias or name: getattr(subnets, name) for name, field in Subnets.model_fields.items()}
    fixed = {purpose: network for purpose, network in placed.items() if network is not None}
    if sum(block.num_addresses for block in space) < LEAST_ADDRESSES:
        return
    if _overlapping(space) or _overlapping(fixed.values()):
        return
    if not all(any(network.subnet_of(block) for block in space) for network in fixed.values()):
        return
    sizes = {name: purpose.prefix_length for name, purpose in subnet_purposes().items()}
    try:
        plan_subnets(space, sizes, fixed=fixed, needed=settings.needed_subnets)
    except AddressPlanError as error:
        yield Finding("subnet-room", ("network", "addressSpace"), str(error), "")


def _overlapping(networks: Iterable[IPv4Network]) -> bool:
    return any(one.overlaps(other) for one, other in combinations(networks, 2))


def _given(subnets: Subnets) -> dict[str, IPv4Network]:
    """Return the subnets that are placed, and validly so, by purpose."""
    networks: dict[str, IPv4Network] = {}
    for name, field in Subnets.model_fields.items():
        network = read(subnets, name)
        if network is not None:
            networks[field.alias or name] = network
    return networks
