"""From a graph to ARM resources: each with its identity and body, and what could not be translated."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bedplate.generator.arm.identity import UNKNOWN_SUBSCRIPTION, Identity, identify
from bedplate.generator.arm.placing import Placed, Reported, place
from bedplate.generator.arm.resource_types import PROVIDER_VERSION, ResourceType, resource_type
from bedplate.generator.arm.scopes import template_scope
from bedplate.generator.graph import Graph, Resource

_BUILT_IN = "pulumi:"
_AZURE_NATIVE = "azure-native"
_CLASSIC = "azure"
RESERVED = frozenset({"type", "apiVersion", "name", "scope", "dependsOn", "metadata"})
"""Keys that say what a template's resource is and not how it is set; bodies hold none of them."""


@dataclass(frozen=True, slots=True)
class ArmResource:
    """One resource of a graph as ARM."""

    resource: Resource
    kind: ResourceType
    identity: Identity
    placed: Placed


@dataclass(frozen=True, slots=True)
class Untranslated:
    """One resource of a graph that no template holds."""

    resource: Resource
    reason: str


def translate(graph: Graph) -> tuple[list[ArmResource], list[Untranslated]]:
    """Return the resources of a graph as ARM, in the graph's order, and those that have no ARM form.

    Components, the stack, providers and references to other stacks are nobody's resources and stand in neither list.
    """
    done: list[ArmResource] = []
    left: list[Untranslated] = []
    subscriptions = _Subscriptions(graph)
    known: dict[str, Identity] = {}
    for resource in graph.resources:
        if not resource.custom or resource.type.startswith(_BUILT_IN):
            continue
        kind = resource_type(resource.type)
        if kind is not None and kind.path:
            known[resource.urn] = identify(resource, kind, subscription=subscriptions.of(resource), known=known)
        if (reason := _why_not(resource, kind)) is not None:
            left.append(Untranslated(resource, reason))
        elif kind is not None:
            done.append(ArmResource(resource, kind, known[resource.urn], _placed(resource, kind)))
    return done, left


def _placed(resource: Resource, kind: ResourceType) -> Placed:
    placed = place(kind.shape, resource.inputs, path_inputs=kind.path_parameters)
    for key in sorted(RESERVED & placed.body.keys()):
        del placed.body[key]
        placed.lost.append(Reported((key,), f"`{key}` of a template's resource has another meaning"))
    return placed


def _why_not(resource: Resource, kind: ResourceType | None) -> str | None:
    package = resource.type.split(":")[0]
    if package == _CLASSIC:
        return "the classic provider `azure` is built on Terraform and does not name ARM's properties; use azure-native"
    if not package.startswith(_AZURE_NATIVE):
        return f"provider `{package}` is not azure-native"
    if kind is None:
        return f"azure-native {PROVIDER_VERSION} has no such type"
    if kind.not_arm is not None:
        return kind.not_arm
    if not kind.path or not kind.api_version:
        return "its ARM type is not known"
    return "the program reads it and does not manage it" if resource.read else None


class _Subscriptions:
    """The subscription of each provider: as configured, else as the ids of its resources say with one voice."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._seen: defaultdict[str | None, set[str]] = defaultdict(set)
        for resource in _of_azure(graph.resources):
            if isinstance(resource.id, str) and (found := template_scope(resource.id).subscription):
                self._seen[resource.provider].add(found)

    def of(self, resource: Resource) -> str | None:
        """Return the id of the subscription that a resource's provider works in, if that is known."""
        seen = self._seen.get(resource.provider, set()) - {UNKNOWN_SUBSCRIPTION}
        return self._configured(resource.provider) or (min(seen) if len(seen) == 1 else None)

    def _configured(self, provider: str | None) -> str | None:
        configuration: Mapping[str, object] = self._graph.provider_defaults.get(_AZURE_NATIVE, {})
        if provider is not None:
            with contextlib.suppress(KeyError):
                configuration = self._graph[provider.rsplit("::", 1)[0]].inputs or configuration
        subscription = configuration.get("subscriptionId")
        return subscription if isinstance(subscription, str) and subscription else None


def _of_azure(resources: Iterable[Resource]) -> Iterable[Resource]:
    return (each for each in resources if each.custom and each.type.startswith(_AZURE_NATIVE))
