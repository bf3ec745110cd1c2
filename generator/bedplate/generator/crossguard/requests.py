"""From what the engine sends to a policy pack to resources of a graph.

The engine sends inputs when it is about to register a resource and outputs when the program has ended. A provider's
outputs have other names and unknown values where the inputs are known, so the stack too is judged by the inputs; of
what comes at its end only the ties between resources are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

from google.protobuf import json_format, struct_pb2
from pulumi.runtime.proto import analyzer_pb2

from bedplate.generator.foreign.found import Found
from bedplate.generator.foreign.resources import is_default_provider
from bedplate.generator.foreign.values import bag_of
from bedplate.generator.graph import UNKNOWN, Graph, Mode, Origin, Resource, Value

Ties: TypeAlias = Mapping[str, "Tied"]
"""How the resources of a stack hang together, by URN."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A resource that is about to be registered, with the provider that will manage it."""

    resource: Resource
    provider: Resource | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """What the engine tells of a resource when the program has ended."""

    parent: str | None
    dependencies: tuple[str, ...]
    property_dependencies: Mapping[str, tuple[str, ...]]
    id: str | None = None
    """The resource's id, where its outputs tell it."""


def declared_of(request: analyzer_pb2.AnalyzeRequest) -> Declared:
    """Return the resource that a request asks about; unknown values and secrets keep their place."""
    provider = None
    if request.HasField("provider"):
        sent = request.provider
        provider = provider_of(urn=sent.urn, type_=sent.type, name=sent.name, inputs=_bag(sent.properties))
    return declared(
        urn=request.urn,
        type_=request.type,
        name=request.name,
        inputs=_bag(request.properties),
        parent=request.options.parent,
        provider=provider,
    )


def declared(
    *, urn: str, type_: str, name: str, inputs: Mapping[str, Value], parent: str | None, provider: Resource | None
) -> Declared:
    """Return a resource of which the inputs are known."""
    # The engine's own providers are no resources of a graph; it names only those that the program declares.
    named = provider is not None and not is_default_provider(provider.urn)
    return Declared(
        resource=Resource(
            urn=urn,
            type=type_,
            name=name,
            custom=provider is not None,
            parent=parent or None,
            provider=f"{provider.urn}::{UNKNOWN.value}" if provider and named else None,
            id=UNKNOWN if provider else None,
            inputs=inputs,
            outputs=MappingProxyType({}),
        ),
        provider=provider,
    )


def provider_of(*, urn: str, type_: str, name: str, inputs: Mapping[str, Value]) -> Resource:
    """Return a provider as a resource."""
    return Resource(
        urn=urn, type=type_, name=name, custom=True, id=UNKNOWN, inputs=inputs, outputs=MappingProxyType({})
    )


def ties_of(request: analyzer_pb2.AnalyzeStackRequest) -> Ties:
    """Return how the resources of a stack hang together."""
    return {
        each.urn: Tied(
            parent=each.parent or None,
            dependencies=tuple(sorted(each.dependencies)),
            property_dependencies={
                key: tuple(sorted(made_from.urns)) for key, made_from in each.propertyDependencies.items()
            },
            id=told_id(each.properties.fields["id"].string_value if "id" in each.properties else None),
        )
        for each in request.resources
    }


def told_id(value: Value) -> str | None:
    """Return an output as an ARM id, where it is one."""
    return value if isinstance(value, str) and value.startswith("/") else None


def graph_of(resources: Iterable[Declared], ties: Ties | None = None) -> Graph:
    """Return a graph of resources, and of the providers that the program declares.

    Args:
        resources: at least one.
        ties: how they hang together, as far as that is known.

    Raises:
        InconsistentError: they depend on each other in a circle.
    """
    found = Found()
    for each in resources:
        found.any_urn = each.resource.urn
        found.add(_tied(each.resource, (ties or {}).get(each.resource.urn)))
        if each.provider is not None and each.provider.urn not in found.resources:
            found.add(each.provider)
    return found.graph(Mode.UNKNOWN, Origin.PREVIEW)


def _tied(resource: Resource, tied: Tied | None) -> Resource:
    if tied is None:
        return resource
    return replace(
        resource,
        parent=tied.parent,
        id=tied.id or resource.id,
        dependencies=tied.dependencies,
        property_dependencies=tied.property_dependencies,
    )


def _bag(properties: struct_pb2.Struct) -> Mapping[str, Value]:
    return bag_of(json_format.MessageToDict(properties))
