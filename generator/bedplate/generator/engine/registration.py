"""What a registration request says, as the graph's plain data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, cast

from pulumi.runtime.proto import alias_pb2, resource_pb2

from bedplate.generator.engine.errors import RegistrationError
from bedplate.generator.engine.urn import STACK_TYPE, make_urn, type_of
from bedplate.generator.graph import CustomTimeouts, ResourceOptions

_HOOK_EVENTS: Mapping[str, str] = MappingProxyType(
    {
        "before_create": "beforeCreate",
        "after_create": "afterCreate",
        "before_update": "beforeUpdate",
        "after_update": "afterUpdate",
        "before_delete": "beforeDelete",
        "after_delete": "afterDelete",
        "on_error": "onError",
    }
)

_DURATION = re.compile(r"[+-]?(0|((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)")
"""Durations as Go reads them, and with it the engine."""


def options_of(request: resource_pb2.RegisterResourceRequest, urn: str, inherited: ResourceOptions) -> ResourceOptions:
    """Return the options of a request; what it leaves open comes from the parent, as in the engine.

    Args:
        request: the registration.
        urn: the resource's own URN.
        inherited: the parent's options.
    """
    protect, retain = inherited.protect, inherited.retain_on_delete
    return ResourceOptions(
        protect=request.protect if request.HasField("protect") else protect,
        aliases=aliases_of(request, urn),
        ignore_changes=tuple(request.ignoreChanges),
        replace_on_changes=tuple(request.replaceOnChanges),
        additional_secret_outputs=tuple(request.additionalSecretOutputs),
        custom_timeouts=_timeouts(request),
        delete_before_replace=request.deleteBeforeReplace,
        retain_on_delete=request.retainOnDelete if request.HasField("retainOnDelete") else retain,
        deleted_with=request.deletedWith or inherited.deleted_with,
        import_id=request.importId or None,
        hooks=_hooks(request),
    )


def _timeouts(request: resource_pb2.RegisterResourceRequest) -> CustomTimeouts:
    given = request.customTimeouts
    for duration in (given.create, given.update, given.delete, given.read):
        if duration and not _DURATION.fullmatch(duration):
            raise RegistrationError(
                f"the custom timeout {duration!r} of {request.name!r} is no duration; write for example '1h30m'"
            )
    return CustomTimeouts(create=given.create, update=given.update, delete=given.delete)


def _hooks(request: resource_pb2.RegisterResourceRequest) -> Mapping[str, tuple[str, ...]]:
    if not request.HasField("hooks"):
        return MappingProxyType({})
    named = {event: tuple(getattr(request.hooks, field)) for field, event in _HOOK_EVENTS.items()}
    return MappingProxyType({event: names for event, names in named.items() if names})


def aliases_of(request: resource_pb2.RegisterResourceRequest, urn: str) -> tuple[str, ...]:
    """Return the former URNs that the program itself names, resolved.

    azure-native's classes add an alias for each other API version of their type. Those say nothing but
    a type of the same package with the same last part or of the class's former module; they are left out.
    """
    package = request.type.partition(":")[0]
    given: list[alias_pb2.Alias] = list(cast("Any", request).aliases)
    found = (
        alias.urn if alias.WhichOneof("alias") == "urn" else _resolved(alias.spec, request, urn)
        for alias in given
        if not _is_version_alias(alias, package)
    )
    return tuple(dict.fromkeys([*request.aliasURNs, *found]))


def _is_version_alias(alias: alias_pb2.Alias, package: str) -> bool:
    if alias.WhichOneof("alias") != "spec" or package != "azure-native":
        return False
    spec = alias.spec
    only_type = bool(spec.type) and not (spec.name or spec.stack or spec.project or spec.parentUrn)
    return only_type and not spec.noParent and spec.type.startswith(f"{package}:")


def _resolved(spec: alias_pb2.Alias.Spec, request: resource_pb2.RegisterResourceRequest, urn: str) -> str:
    stack, project = urn.removeprefix("urn:pulumi:").split("::", 2)[:2]
    parent = "" if spec.noParent else spec.parentUrn or request.parent
    if type_of(parent) == STACK_TYPE:
        parent = ""
    return make_urn(
        spec.stack or stack, spec.project or project, parent, spec.type or request.type, spec.name or request.name
    )


def dependencies_of(urns: Iterable[str]) -> tuple[str, ...]:
    """Return URNs sorted, each once."""
    return tuple(sorted(set(urns)))


def property_dependencies_of(
    request: resource_pb2.RegisterResourceRequest,
) -> Mapping[str, tuple[str, ...]]:
    """Return what each input depends on.

    A request that says nothing at all makes every input depend on every dependency, as in the engine.
    """
    if not request.propertyDependencies and not request.remote:
        everything = dependencies_of(request.dependencies)
        return MappingProxyType(dict.fromkeys(sorted(request.object.fields), everything) if everything else {})
    given = request.propertyDependencies
    return MappingProxyType({key: dependencies_of(given[key].urns) for key in sorted(given) if given[key].urns})
