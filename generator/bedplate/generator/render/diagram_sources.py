"""Finding resources of a graph by their place in Azure, and what a preview says of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from bedplate.components.facts.arm_types import arm_type
from bedplate.generator.graph import Graph, Resource, Value
from bedplate.generator.render.arm_ids import short_id
from bedplate.generator.render.preview_model import Entry, shown
from bedplate.generator.render.preview_tree import preview_tree
from bedplate.generator.render.properties import at, is_managed
from bedplate.generator.render.resource_kinds import kind_of

_SUBSCRIPTION = re.compile(r"^/subscriptions/[^/]+")
_GROUP = re.compile(r"^/resourcegroups/([^/]+)")


def address(arm_id: Value) -> str | None:
    """Return an ARM id in the one form that compares: lower case and without its subscription."""
    if not isinstance(arm_id, str) or not arm_id.startswith("/"):
        return None
    return _SUBSCRIPTION.sub("", arm_id.lower())


def shown_id(arm_id: Value) -> str:
    """Return what people call the resource that an ARM id names."""
    return shown(short_id(arm_id) if isinstance(arm_id, str) else arm_id).text


def group_of(arm_id: str) -> str:
    """Return the name of the resource group in an ARM id, as it is written; empty where there is none."""
    found = re.search(r"/resourceGroups/([^/]+)", arm_id, re.IGNORECASE)
    return shown(found.group(1)).text if found else ""


class Sources:
    """A graph's managed resources, looked up in the ways that a diagram needs."""

    def __init__(self, graph: Graph) -> None:
        self.resources = tuple(each for each in graph.resources if is_managed(each))
        self._entries: Mapping[str, Entry] = {entry.urn: entry for entry in preview_tree(graph).walk()}
        self._addresses = {each.urn: _address_of(each) for each in self.resources}
        self.by_address = {found: each for each in self.resources if (found := self._addresses[each.urn])}
        self._by_type: dict[str, list[Resource]] = defaultdict(list)
        for each in self.resources:
            self._by_type[each.type].append(each)

    def of_type(self, *tokens: str) -> list[Resource]:
        """Return the resources of some types, by name."""
        found = [each for token in tokens for each in self._by_type[token]]
        return sorted(found, key=lambda each: (self.name(each), each.urn))

    def under(self, resource: Resource) -> list[Resource]:
        """Return the parts of a resource, and their parts, by name."""
        start = f"{self.address(resource)}/"
        # What hangs on a resource, as a lock does, has an address below it and is no part of it.
        found = [each for each in self.resources if self._is_part(each, start)]
        return sorted(found, key=lambda each: (self.name(each), each.urn))

    def _is_part(self, resource: Resource, start: str) -> bool:
        found = self.address(resource)
        return found.startswith(start) and "/providers/" not in found.removeprefix(start.rstrip("/"))

    def name(self, resource: Resource) -> str:
        """Return a resource's name in Azure."""
        return self._entries[resource.urn].name.text

    def facts(self, resource: Resource) -> tuple[str, ...]:
        """Return what matters of a resource, one short phrase each."""
        return tuple("".join(span.text for span in fact) for fact in self._entries[resource.urn].facts)

    def address(self, resource: Resource) -> str:
        """Return a resource's address; its URN where the address is not known."""
        return self._addresses[resource.urn] or resource.urn

    def group(self, resource: Resource) -> str:
        """Return the name of a resource's group; empty where it is in none."""
        given = at(resource.inputs, "resourceGroupName")
        if given is not None:
            return shown(given).text
        found = _GROUP.match(self.address(resource))
        return found.group(1) if found else ""


def counted(resources: Iterable[Resource]) -> tuple[str, ...]:
    """Return how many resources there are of each kind, most first: `12 metric alerts`."""
    numbers = Counter(kind_of(each.type).label for each in resources)
    kinds = {kind_of(each.type).label: kind_of(each.type) for each in resources}
    ordered = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    return tuple(f"{number} {kinds[label].counted(number)}" for label, number in ordered)


def _address_of(resource: Resource) -> str | None:
    if found := address(resource.id):
        return found
    described = arm_type(resource.type)
    if described is None:
        return None
    # Without a deployment the id is unknown, but the names that it is made of are inputs.
    parameters = {name: at(resource.inputs, name) for name in described.path_parameters}
    parameters["subscriptionId"] = "-"
    texts = {name: value for name, value in parameters.items() if isinstance(value, str)}
    return address(described.resource_id(**texts)) if len(texts) == len(parameters) else None
