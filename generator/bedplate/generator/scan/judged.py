"""From a recorded graph to what rules judge."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Any

from bedplate.generator.arm.translation import ArmResource
from bedplate.generator.engine.values import is_array, is_object
from bedplate.generator.graph import UNKNOWN, Secret, Value
from bedplate.policies import resource as judged
from bedplate.policies.values import SECRET
from bedplate.policies.values import UNKNOWN as NOT_KNOWN


def judged_resources(resources: Iterable[ArmResource]) -> judged.Resources:
    """Return ARM resources as rules see them: literal names and ids, a marker for each unknown or secret value."""
    return judged.Resources(_judged(each) for each in resources)


def _judged(each: ArmResource) -> judged.Resource:
    source = each.resource.source
    return judged.Resource(
        key=each.resource.urn,
        type=each.identity.type,
        id=each.identity.id,
        body=MappingProxyType({"name": _name(each), **_marked(each.placed.body)}),
        references=MappingProxyType(_references(each)),
        depends_on=each.resource.dependencies,
        file=source.file if source else None,
        line=source.line if source else None,
    )


def _name(each: ArmResource) -> Any:
    """Return the name; its last part alone where those of its parents are not known."""
    unknown = unknown_names(each)
    if not unknown:
        return each.identity.name
    return NOT_KNOWN if each.kind.path.rsplit("/", 1)[-1] in unknown else each.identity.name.rsplit("/", 1)[-1]


def unknown_names(each: ArmResource) -> frozenset[str]:
    """Return the parts of a resource's name that are not known, as its path writes them; of its scope anything goes."""
    parts = each.kind.path.rpartition("/providers/")[2].split("/")
    return frozenset(f"{{{parameter}}}" for parameter in each.identity.unknown) & frozenset(parts)


def _references(each: ArmResource) -> dict[str, tuple[str, ...]]:
    """Return the URNs that values are made from, by where the values stand in the ARM object."""
    places = each.kind.shape.places
    return {
        ".".join(map(str, places.get(key, (key,)))): urns for key, urns in each.resource.property_dependencies.items()
    }


def _marked(value: Value) -> Any:
    if value is UNKNOWN:
        return NOT_KNOWN
    if isinstance(value, Secret):
        return SECRET
    if is_object(value):
        return {key: _marked(item) for key, item in value.items()}
    if is_array(value):
        return [_marked(item) for item in value]
    return value
