"""A landing zone as it was recorded, asked in the ways that a work order needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bedplate.blueprints.settings import Settings
from bedplate.components.facts.arm_types import arm_type
from bedplate.generator.graph import Graph, Resource, Value
from bedplate.generator.render.arm_ids import azure_name
from bedplate.generator.render.properties import at, is_managed

_GROUP = "azure-native:resources:ResourceGroup"


@dataclass(frozen=True)
class RecordedZone:
    """The settings of one stack, and what its program declares."""

    settings: Settings
    graph: Graph

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """What the program makes; not what it reads."""
        return tuple(each for each in self.graph.resources if is_managed(each) and not each.read)

    def of_type(self, *tokens: str) -> list[Resource]:
        """Return the resources of some types, by name."""
        found = [each for each in self.resources if each.type in tokens]
        return sorted(found, key=lambda each: (self.name(each), each.urn))

    def name(self, resource: Resource) -> str:
        """Return a resource's name in Azure; its logical name where that is not known."""
        found = azure_name(resource)
        return found if isinstance(found, str) else resource.name

    def arm_id(self, resource: Resource) -> str:
        """Return a resource's ARM id, made of the inputs that name it; parts that nothing tells stay in braces."""
        described = arm_type(resource.type)
        if described is None:
            return resource.id if isinstance(resource.id, str) else f"{{{resource.name}}}"
        given = {name: at(resource.inputs, name) for name in described.path_parameters}
        given["subscriptionId"] = self._subscription(resource)
        texts = {name: value if isinstance(value, str) else f"{{{name}}}" for name, value in given.items()}
        return described.resource_id(**texts)

    def by_id(self, arm_id: Value) -> Resource | None:
        """Return the resource with an ARM id; `None` where the program makes none such."""
        return self._by_id.get(arm_id.lower()) if isinstance(arm_id, str) else None

    def owns(self, arm_id: str) -> bool:
        """Return whether an ARM id lies in a resource group that the program makes."""
        return any(f"{arm_id.lower()}/".startswith(f"{group}/") for group in self._group_ids)

    def location(self, arm_id: str) -> str:
        """Return the region of a resource; the zone's own where the resource is somebody else's."""
        resource = self.by_id(arm_id)
        location = at(resource.inputs, "location") if resource is not None else None
        return location if isinstance(location, str) else self.settings.location

    @cached_property
    def _by_id(self) -> Mapping[str, Resource]:
        return {self.arm_id(each).lower(): each for each in self.resources}

    @cached_property
    def _group_ids(self) -> tuple[str, ...]:
        return tuple(self.arm_id(each).lower() for each in self.of_type(_GROUP))

    def _subscription(self, resource: Resource) -> str:
        urn = (resource.provider or "").rpartition("::")[0]
        provider = next((each for each in self.graph.resources if each.urn == urn), None)
        configured = at(provider.inputs, "subscriptionId") if provider is not None else None
        return configured if isinstance(configured, str) else self.settings.subscription_id
