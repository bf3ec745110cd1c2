"""What lives in subnets or runs inside them, and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.generator.graph import Resource, walk
from bedplate.generator.render.diagram_model import Entrance, Resident
from bedplate.generator.render.diagram_sources import Sources, address, counted
from bedplate.generator.render.properties import at
from bedplate.generator.render.resource_kinds import kind_of

INTERFACE = "azure-native:network:NetworkInterface"
_MACHINE = "azure-native:compute:VirtualMachine"
_FRONT_DOOR = "azure-native:cdn:Profile"
_ORIGIN = "azure-native:cdn:AFDOrigin"
_DOMAIN = "azure-native:cdn:AFDCustomDomain"
_FITTINGS = (
    "azure-native:network:WebApplicationFirewallPolicy",
    "azure-native:frontdoor:Policy",
    "azure-native:network:FirewallPolicy",
    "azure-native:network:PublicIPAddress",
)
"""Types that say nothing by themselves and belong to the appliance that names them."""
_RUNS = {
    "azure-native:cognitiveservices:Account": "its agents run here",
    "azure-native:app:ManagedEnvironment": "its containers run here",
    "azure-native:web:WebApp": "calls out from here",
}
_MOST_FACTS = 3


def resident(sources: Sources, resource: Resource) -> Resident:
    """Return what a diagram tells of an appliance; a network interface stands for its virtual machine."""
    machines = [each for each in _naming(sources, resource) if each.type == _MACHINE]
    shown_as = machines[0] if resource.type == INTERFACE and machines else resource
    return _card(sources, shown_as, [_line(sources, each) for each in _fittings(sources, resource)])


def guest(sources: Sources, resource: Resource) -> Resident:
    """Return what a diagram tells of a service that reaches into a subnet."""
    does = _RUNS.get(resource.type, "uses the subnet")
    label = f"{kind_of(resource.type).label} · {does}"
    return Resident(urn=resource.urn, label=label, name=sources.name(resource))


def entrances(sources: Sources) -> tuple[Entrance, ...]:
    """Return the ways in from the Internet that lie outside every network."""
    return tuple(_entrance(sources, profile) for profile in sources.of_type(_FRONT_DOOR))


def belongings(sources: Sources, resource: Resource) -> Iterator[str]:
    """Yield the URNs of a resource that is drawn as a resident, and of all that is told with it."""
    yield resource.urn
    if resource.type == INTERFACE:
        yield from (each.urn for each in _naming(sources, resource) if each.type == _MACHINE)
    for each in _fittings(sources, resource):
        yield each.urn


def entrance_belongings(sources: Sources) -> Iterator[str]:
    """Yield the URNs of everything that is told with the entrances."""
    for profile in sources.of_type(_FRONT_DOOR):
        yield from belongings(sources, profile)


def _entrance(sources: Sources, profile: Resource) -> Entrance:
    inside = sources.under(profile)
    targets = [
        target
        for each in inside
        if each.type == _ORIGIN
        and (target := address(at(each.inputs, "sharedPrivateLinkResource", "privateLink", "id")))
    ]
    domains = [_line(sources, each) for each in inside if each.type == _DOMAIN]
    fittings = [_line(sources, each) for each in _fittings(sources, profile)]
    return Entrance(card=_card(sources, profile, [*domains, *fittings]), target=targets[0] if targets else "")


def _card(sources: Sources, resource: Resource, details: list[str]) -> Resident:
    told = [sources.name(each) for each in _fittings(sources, resource)]
    facts = [fact for fact in sources.facts(resource) if not fact.startswith("in ") and not _names(fact, told)]
    return Resident(
        urn=resource.urn,
        label=" · ".join([kind_of(resource.type).label, *facts[:_MOST_FACTS]]),
        name=sources.name(resource),
        details=tuple(details),
    )


def _names(fact: str, names: list[str]) -> bool:
    return any(name in fact for name in names)


def _line(sources: Sources, resource: Resource) -> str:
    facts = sources.facts(resource)[:_MOST_FACTS]
    parts = counted(sources.under(resource))
    return " · ".join([f"{kind_of(resource.type).label} {sources.name(resource)}", *facts, *parts])


def _fittings(sources: Sources, resource: Resource) -> list[Resource]:
    """Return what belongs to an appliance: named by it or by one of its parts, and by no appliance before it."""
    named = [
        found
        for each in (resource, *sources.under(resource))
        for _, leaf in walk(each.inputs)
        if (found := sources.by_address.get(address(leaf) or "")) is not None and found.type in _FITTINGS
    ]
    unique = {each.urn: each for each in named}
    return sorted(unique.values(), key=lambda each: (_FITTINGS.index(each.type), sources.name(each)))


def _naming(sources: Sources, resource: Resource) -> list[Resource]:
    wanted = sources.address(resource)
    return [each for each in sources.of_type(_MACHINE) if any(address(leaf) == wanted for _, leaf in walk(each.inputs))]
