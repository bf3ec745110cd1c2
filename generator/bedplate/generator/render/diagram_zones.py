"""Private DNS zones of a diagram."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from bedplate.generator.render.diagram_model import Network, ZoneSet
from bedplate.generator.render.diagram_sources import Sources, address, group_of, shown_id
from bedplate.generator.render.preview_model import shown
from bedplate.generator.render.properties import at, items

ZONE_GROUP = "azure-native:network:PrivateDnsZoneGroup"
"""What registers the names of a private endpoint."""
_ZONE = "azure-native:privatedns:PrivateZone"
_ZONE_LINK = "azure-native:privatedns:VirtualNetworkLink"


def zone_sets(sources: Sources, networks: tuple[Network, ...]) -> tuple[ZoneSet, ...]:
    """Return the zones of a graph by the networks that they are linked to, then those of others by resource group."""
    return (*_declared(sources, networks), *_elsewhere(sources))


def _declared(sources: Sources, networks: tuple[Network, ...]) -> tuple[ZoneSet, ...]:
    names = {network.key: network.name for network in networks}
    linked: dict[str, set[str]] = defaultdict(set)
    for link in sources.of_type(_ZONE_LINK):
        target = at(link.inputs, "virtualNetwork", "id")
        key = address(target) or shown(target).text
        names.setdefault(key, shown_id(target))
        linked[sources.address(link).rsplit("/virtualnetworklinks/", 1)[0]].add(key)
    sets: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for zone in sources.of_type(_ZONE):
        sets[tuple(sorted(linked[sources.address(zone)]))].append(sources.name(zone))
    return tuple(
        ZoneSet(
            networks=keys,
            title=f"linked to {', '.join(names[key] for key in keys)}" if keys else "linked to no network",
            zones=tuple(zones),
        )
        for keys, zones in sorted(sets.items())
    )


def _elsewhere(sources: Sources) -> Iterator[ZoneSet]:
    """Yield the zones of others that private endpoints register their names in, by resource group."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for group in sources.of_type(ZONE_GROUP):
        for config in items(group.inputs, "privateDnsZoneConfigs"):
            zone = at(config, "privateDnsZoneId")
            if isinstance(zone, str) and (key := address(zone)) and key not in sources.by_address:
                found[group_of(zone)][shown_id(zone)] = None
    for name, zones in sorted(found.items()):
        title = f"existing, in resource group {name}" if name else "existing"
        yield ZoneSet(networks=(), title=title, zones=tuple(sorted(zones)), managed=False)
