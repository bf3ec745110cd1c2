"""What a foreign file tells, on its way to a graph."""

from __future__ import annotations

import graphlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bedplate.generator.counted import counted
from bedplate.generator.engine.ordering import in_order, needed_by_it
from bedplate.generator.engine.urn import STACK_TYPE
from bedplate.generator.foreign.resources import is_default_provider, package_of_provider
from bedplate.generator.graph import Graph, Mode, Origin, Resource, Value

_CLASSIC = "azure:"
_MOST_TYPES = 5
"""Types that a note can list."""


class InconsistentError(Exception):
    """Resources do not make a graph; the text says why."""


@dataclass(slots=True, kw_only=True)
class Found:
    """Resources, and what is to say beside them."""

    resources: dict[str, Resource] = field(default_factory=dict[str, Resource])
    """By URN."""
    provider_defaults: dict[str, Mapping[str, Value]] = field(default_factory=dict[str, Mapping[str, Value]])
    """Configuration of default providers by package."""
    notes: list[str] = field(default_factory=list[str])
    any_urn: str = ""
    """URN of any resource, also of one that is left out; empty where there is none."""

    def add(self, resource: Resource) -> None:
        """Take a resource; of a default provider only what it is configured with, which versions of a package share."""
        if not is_default_provider(resource.urn):
            self.resources[resource.urn] = resource
            return
        package = package_of_provider(resource.urn)
        known = self.provider_defaults.get(package, {})
        self.provider_defaults[package] = MappingProxyType({**known, **resource.inputs})

    def graph(self, mode: Mode, origin: Origin) -> Graph:
        """Return the graph.

        Raises:
            InconsistentError: there is no resource at all, or resources depend on each other in a circle.
        """
        if not self.any_urn:
            raise InconsistentError("holds no resources, so that it does not even say which stack it is of")
        ordered = in_order(self.resources)
        if len(ordered) < len(self.resources):
            raise InconsistentError(f"resources depend on each other in a circle: {_circle(self.resources)}")
        stack, project = self.any_urn.removeprefix("urn:pulumi:").split("::", 2)[:2]
        root = next((each for each in ordered if each.type == STACK_TYPE), None)
        return Graph(
            project=project,
            stack=stack,
            mode=mode,
            resources=ordered,
            outputs=root.outputs if root else MappingProxyType({}),
            origin=origin,
            notes=(*self.notes, *_untranslatable(ordered)),
            provider_defaults=MappingProxyType(dict(sorted(self.provider_defaults.items()))),
        )


def _circle(resources: Mapping[str, Resource]) -> str:
    needs = {urn: sorted(needed_by_it(resource) & resources.keys()) for urn, resource in resources.items()}
    try:
        graphlib.TopologicalSorter(needs).prepare()
    except graphlib.CycleError as error:
        return " -> ".join(error.args[1])
    return "unknown"


def _untranslatable(resources: Iterable[Resource]) -> Iterator[str]:
    """Yield what is to say of resources of the classic Azure provider."""
    types = Counter(each.type for each in resources if each.custom and each.type.startswith(_CLASSIC))
    if types:
        named = ", ".join(f"{number} {type_}" for type_, number in sorted(types.items())[:_MOST_TYPES])
        more = ", ..." if len(types) > _MOST_TYPES else ""
        yield (
            f"{counted(types.total(), 'resource')} of the classic azure provider ({named}{more}) kept as they are: "
            "built on Terraform's names, they are in no template of Azure's "
            "(declare them with azure-native to have them judged)"
        )
