"""Who a resource is in Azure: its ARM type, literal name, scope and id.

A name comes from the inputs; where they have none, from the resource's id (the provider chose it); where a preview does
not know it, from the resource whose name it must be; failing all that, it is a placeholder that says so.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from bedplate.generator.arm.resource_types import ResourceType, split_tail
from bedplate.generator.arm.scopes import (
    RESOURCE_GROUPS,
    UNKNOWN_SCOPE,
    TemplateScope,
    is_whole_template,
    parent_of,
    template_scope,
)
from bedplate.generator.graph import Resource, Secret, Value

UNKNOWN_SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
"""Stands for a subscription that neither the program nor its provider names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Where a resource is in Azure."""

    id: str
    """ARM id, with a placeholder for each part that is not known."""
    type: str
    """ARM type name, for example `Microsoft.Network/virtualNetworks/subnets`."""
    name: str
    """Full name, with the names of its parents: `vnet/subnet`."""
    extends: str | None
    """Id of the resource that this one extends, which ARM calls its scope; `None` where it extends none."""
    scope: TemplateScope
    """The template it belongs in."""
    inferred: tuple[str, ...]
    """Path parameters that a preview does not know and that were taken from the resource they must name."""
    unknown: tuple[str, ...]
    """Path parameters for which a placeholder stands."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The value of one path parameter, and how it was found."""

    value: str
    found: str


def identify(
    resource: Resource, kind: ResourceType, *, subscription: str | None, known: Mapping[str, Identity]
) -> Identity:
    """Return the identity of a resource.

    Args:
        resource: a resource of azure-native.
        kind: its row in the table.
        subscription: id of its provider's subscription, where that is known.
        known: identities of the resources before it, by URN.
    """
    parts = {name: _part(resource, kind, name, subscription, known) for name in kind.path_parameters}
    arm_id = kind.resource_id({name: part.value for name, part in parts.items()})
    parent = parent_of(arm_id)
    unknown = tuple(name for name, part in parts.items() if part.found == "unknown")
    scope = template_scope(parent)
    if kind.path.startswith("/{") and kind.path_parameters[0] in unknown:
        scope = UNKNOWN_SCOPE
    type_, name = _type_and_name(kind, arm_id, parts)
    return Identity(
        id=arm_id,
        type=type_,
        name=name,
        extends=None if is_whole_template(parent) and scope is not UNKNOWN_SCOPE else parent,
        scope=scope,
        inferred=tuple(name for name, part in parts.items() if part.found == "inferred"),
        unknown=unknown,
    )


def _part(
    resource: Resource, kind: ResourceType, name: str, subscription: str | None, known: Mapping[str, Identity]
) -> _Part:
    given = resource.inputs.get(name)
    if text := _text(given):
        return _Part(text, "given")
    if isinstance(given, Secret):
        # The id would tell it.
        return _Part(_placeholder(resource, name), "unknown")
    if isinstance(resource.id, str) and (text := kind.parameters_of(resource.id).get(name, "")):
        return _Part(text, "unknown" if text == UNKNOWN_SUBSCRIPTION else "given")
    if name == "subscriptionId":
        found = "given" if subscription else "unknown"
        return _Part(subscription or UNKNOWN_SUBSCRIPTION, found)
    return _named_by_others(resource, kind, name, known) or _Part(_placeholder(resource, name), "unknown")


def _named_by_others(resource: Resource, kind: ResourceType, name: str, known: Mapping[str, Identity]) -> _Part | None:
    """Return the name of the only resource that an unknown input depends on and whose type stands before it."""
    others = [known[urn] for urn in resource.property_dependencies.get(name, ()) if urn in known]
    if kind.path.startswith(f"/{{{name}}}/"):
        return _Part(others[0].id, "unknown") if len(others) == 1 else None
    wanted = _type_before(kind.path, name).casefold()
    named = [each for each in others if each.type.casefold() == wanted]
    if len(named) != 1:
        return None
    return _Part(named[0].name.rsplit("/", 1)[-1], "unknown" if _is_placeholder(named[0].name) else "inferred")


def _type_before(path: str, name: str) -> str:
    """Return the ARM type of what a path parameter names."""
    before = path.split(f"{{{name}}}", maxsplit=1)[0]
    if before.casefold().endswith("/resourcegroups/"):
        return RESOURCE_GROUPS
    return split_tail(f"{before}x")[0]


def _type_and_name(kind: ResourceType, arm_id: str, parts: Mapping[str, _Part]) -> tuple[str, str]:
    if "{" in kind.name:
        # The inputs choose the type, as those of `resources:Resource` do.
        return split_tail(arm_id)
    _, name = split_tail(kind.path)
    return kind.name, re.sub(r"\{([^{}]+)\}", lambda match: parts[match[1]].value, name)


_PLACEHOLDER_PREFIX = "unknown-"


def _placeholder(resource: Resource, parameter: str) -> str:
    """Return a name that says it is none, the same in every run and of no other resource."""
    logical = re.sub(r"[^A-Za-z0-9-]+", "-", resource.name)
    digest = hashlib.sha256(f"{resource.urn} {parameter}".encode()).hexdigest()[:8]
    return f"{_PLACEHOLDER_PREFIX}{logical}-{digest}"


def _is_placeholder(name: str) -> bool:
    return name.rsplit("/", 1)[-1].startswith(_PLACEHOLDER_PREFIX)


def _text(value: Value) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
