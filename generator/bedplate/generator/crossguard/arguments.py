"""From what pulumi-policy hands to a policy to resources of a graph.

It lays secrets open and raises where a value is unknown. So this is the way only where a pack's policies run in a
server that is not ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pulumi
from pulumi_policy import PolicyProviderResource, PolicyResource, ResourceValidationArgs
from pulumi_policy.proxy import UnknownValueError

from bedplate.generator.crossguard.requests import Declared, Tied, Ties, declared, provider_of, told_id
from bedplate.generator.engine.values import is_object
from bedplate.generator.foreign.values import value_of
from bedplate.generator.graph import UNKNOWN, Archive, Asset, Resource, Value


def declared_in(arguments: ResourceValidationArgs) -> Declared:
    """Return the resource that a policy is asked about."""
    return declared(
        urn=arguments.urn,
        type_=arguments.resource_type,
        name=arguments.name,
        inputs=values_of(arguments.props),
        parent=arguments.opts.parent,
        provider=_provider(arguments.provider),
    )


def ties_in(resources: Iterable[PolicyResource]) -> Ties:
    """Return how the resources of a stack hang together."""
    return {
        each.urn: Tied(
            parent=each.parent.urn if each.parent else None,
            dependencies=_urns(each.dependencies),
            property_dependencies={key: _urns(made_from) for key, made_from in each.property_dependencies.items()},
            id=told_id(_member(each.props, "id") if "id" in each.props else None),
        )
        for each in resources
    }


def values_of(properties: Mapping[str, Any]) -> dict[str, Value]:
    """Return the plain values of properties, with a marker where reading one raises as it is unknown."""
    return {key: _member(properties, key) for key in properties}


def _member(collection: Any, key: str | int) -> Value:
    try:
        return _value(collection[key])
    except UnknownValueError:
        return UNKNOWN


def _value(value: Any) -> Value:
    if is_object(value):
        return values_of(value)
    if hasattr(value, "__getitem__") and not isinstance(value, str):
        return tuple(_member(value, index) for index in range(len(value)))
    if isinstance(value, pulumi.Asset):
        return Asset()
    return Archive() if isinstance(value, pulumi.Archive) else value_of(value)


def _provider(provider: PolicyProviderResource | None) -> Resource | None:
    if provider is None:
        return None
    inputs = values_of(provider.props)
    return provider_of(urn=provider.urn, type_=provider.resource_type, name=provider.name, inputs=inputs)


def _urns(resources: Iterable[PolicyResource]) -> tuple[str, ...]:
    return tuple(sorted(each.urn for each in resources))
