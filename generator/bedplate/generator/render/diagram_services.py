"""Sorting resources: services are drawn, their parts listed in them, and the rest is counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from bedplate.generator.graph import Resource
from bedplate.generator.render.diagram_model import Service, ServiceGroup
from bedplate.generator.render.diagram_sources import Sources, address, counted, shown_id
from bedplate.generator.render.properties import at, items
from bedplate.generator.render.resource_kinds import kind_of

ENDPOINT = "azure-native:network:PrivateEndpoint"
_NETWORK_PARTS = frozenset(
    {
        ENDPOINT,
        *(f"azure-native:network:{name}" for name in ("VirtualNetwork", "VirtualNetworkPeering", "FlowLog", "Subnet")),
        *(f"azure-native:network:{name}" for name in ("NetworkSecurityGroup", "SecurityRule", "RouteTable", "Route")),
        "azure-native:network:PrivateDnsZoneGroup",
        *(f"azure-native:privatedns:{name}" for name in ("PrivateZone", "VirtualNetworkLink")),
        "azure-native:resources:ResourceGroup",
    }
)
"""What the network's side of a diagram shows, or shows by its place."""
_IN_THE_LEGEND = frozenset({"azure-native:managedidentity:UserAssignedIdentity"})
_WATCHERS = (
    *(f"azure-native:monitor:{name}" for name in ("ActionGroup", "ActivityLogAlert", "MetricAlert")),
    *(f"azure-native:monitor:{name}" for name in ("ScheduledQueryRule", "DiagnosticSetting")),
    "azure-native:alertsmanagement:SmartDetectorAlertRule",
)
"""What watches services and would hide them by its number."""
_NAMED_PARTS = (
    *(f"azure-native:cognitiveservices:{name}" for name in ("Deployment", "Project")),
    "azure-native:storage:BlobContainer",
    "azure-native:app:ContainerApp",
    "azure-native:machinelearningservices:Workspace",
    "azure-native:monitor:PrivateLinkScopedResource",
)
_PART_OF = {
    "azure-native:app:ContainerApp": "environmentId",
    "azure-native:machinelearningservices:Workspace": "hubResourceId",
    "azure-native:monitor:AutoscaleSetting": "targetResourceUri",
}
"""By type, the input that names what a resource is a part of, where its own id does not say so."""
_ORDER = ("cognitiveservices", "search", "machinelearningservices", "web", "app", "keyvault", "storage", "cosmosdb")
"""Providers whose services come first, as people name them first."""
_MOST_PARTS = 8
_MOST_FACTS = 5
_MOST_PART_FACTS = 3
_LONGEST_FACT = 60
"""Characters; lists of hosts and the like stay in the preview."""
_OUTSIDE = "Outside this stack"
_NO_GROUP = "In no resource group"
_PROVIDERS = "/providers/"


def is_extension(sources: Sources, resource: Resource) -> bool:
    """Return whether a resource hangs on another one, as a role assignment does."""
    return sources.address(resource).count(_PROVIDERS) > 1 or isinstance(at(resource.inputs, "scope"), str)


def legend(sources: Sources) -> tuple[str, ...]:
    """Return what the diagram only counts: who may do what, and what protects and watches."""
    return counted([each for each in sources.resources if _legendary(sources, each)])


def service_groups(sources: Sources, residents: Iterable[str]) -> tuple[ServiceGroup, ...]:
    """Return the services of every resource group, and those elsewhere that private endpoints lead to.

    Args:
        sources: the graph.
        residents: URNs of resources that are drawn in subnets.
    """
    drawn = set(residents)
    left = [each for each in sources.resources if each.type not in _NETWORK_PARTS and each.urn not in drawn]
    left = [each for each in left if not _legendary(sources, each)]
    owners = {each.urn: _owner(sources, each) for each in left}
    parts: dict[str, list[Resource]] = defaultdict(list)
    by_group: dict[str, list[Resource]] = defaultdict(list)
    for each in left:
        owner = owners[each.urn]
        (by_group[sources.group(each)] if owner is None else parts[owner]).append(each)
    groups = [_group(sources, name, members, parts) for name, members in sorted(by_group.items())]
    outside = tuple(_outside(sources))
    elsewhere = [ServiceGroup(title=_OUTSIDE, services=outside, counted=())] if outside else []
    return (*sorted(groups, key=_group_order), *elsewhere)


def _group_order(group: ServiceGroup) -> tuple[int, bool, bool, str]:
    """Put what has most to show first, and what is in no resource group or holds no service last."""
    telling = sum(bool(service.children) for service in group.services)
    return (-telling, not group.services, group.title == _NO_GROUP, group.title)


def _legendary(sources: Sources, resource: Resource) -> bool:
    return resource.type in _IN_THE_LEGEND or is_extension(sources, resource)


def _owner(sources: Sources, resource: Resource) -> str | None:
    """Return the URN of the service that a resource is a part of."""
    named = address(at(resource.inputs, _PART_OF[resource.type])) if resource.type in _PART_OF else None
    if named in sources.by_address:
        return sources.by_address[named].urn
    path = sources.address(resource)
    while "/" in path:
        path = path.rsplit("/", 2)[0]
        found = sources.by_address.get(path)
        if found is not None and _PROVIDERS in path:
            return _owner(sources, found) or found.urn
    return None


def _group(sources: Sources, name: str, members: list[Resource], parts: dict[str, list[Resource]]) -> ServiceGroup:
    services = [each for each in members if each.type not in _WATCHERS]
    services.sort(key=lambda each: (_rank(each), kind_of(each.type).label, sources.name(each), each.urn))
    return ServiceGroup(
        title=f"Resource group {name}" if name else _NO_GROUP,
        services=tuple(_service(sources, each, parts[each.urn]) for each in services),
        counted=counted([each for each in members if each.type in _WATCHERS]),
    )


def _rank(resource: Resource) -> int:
    provider = resource.type.split(":")[1]
    return _ORDER.index(provider) if provider in _ORDER else len(_ORDER)


def _service(sources: Sources, resource: Resource, parts: list[Resource]) -> Service:
    named = sorted(
        (each for each in parts if each.type in _NAMED_PARTS),
        key=lambda each: (_NAMED_PARTS.index(each.type), sources.name(each), each.urn),
    )
    unnamed = [each for each in parts if each.type not in _NAMED_PARTS]
    facts = _telling(sources, resource)
    # A GUID is a poor heading.
    name = facts.pop(0) if facts and kind_of(resource.type).name_last else sources.name(resource)
    return Service(
        key=sources.address(resource),
        label=kind_of(resource.type).label,
        name=name,
        facts=tuple(facts[:_MOST_FACTS]),
        children=tuple(_part(sources, each) for each in named[:_MOST_PARTS]),
        counted=counted([*named[_MOST_PARTS:], *unnamed]),
    )


def _part(sources: Sources, resource: Resource) -> str:
    kind = kind_of(resource.type)
    facts = " · ".join([sources.name(resource), *_telling(sources, resource)[:_MOST_PART_FACTS]])
    return f"{kind.short or kind.label} {facts.replace(' · →', ' →')}"


def _telling(sources: Sources, resource: Resource) -> list[str]:
    return [fact for fact in sources.facts(resource) if len(fact) <= _LONGEST_FACT]


def _outside(sources: Sources) -> Iterator[Service]:
    targets = {
        target: shown_id(at(connection, "privateLinkServiceId"))
        for endpoint in sources.of_type(ENDPOINT)
        for connection in items(endpoint.inputs, "privateLinkServiceConnections")
        if (target := address(at(connection, "privateLinkServiceId"))) and target not in sources.by_address
    }
    for target, name in sorted(targets.items()):
        yield Service(key=target, label="service", name=name, facts=(), children=(), counted=())
