"""What a registration request says, as the graph's plain data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, cast

import semver
from pulumi.runtime.proto import alias_pb2, resource_pb2

from bedplate.generator.engine.aliases import aliases_of
from bedplate.generator.engine.errors import RegistrationError
from bedplate.generator.engine.urn import is_urn
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

_COLONS_IN_TOKEN = 2
_DURATION = re.compile(r"[+-]?(0|((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)")
"""Durations as Go reads them, and with it the engine."""


def refuse_malformed(request: resource_pb2.RegisterResourceRequest) -> None:
    """Refuse a request that the engine cannot read.

    Raises:
        RegistrationError: its type, version or an alias does not have the form that it needs.
    """
    if request.custom and request.type.count(":") != _COLONS_IN_TOKEN:
        raise RegistrationError(f"{request.type!r} is not a valid type token (must have the form '*:*:*')")
    if request.custom and request.version and not semver.Version.is_valid(request.version):
        raise RegistrationError(f"the version {request.version!r} of {request.name!r} is not Major.Minor.Patch")
    aliases: list[alias_pb2.Alias] = list(cast("Any", request).aliases)
    for urn in [*request.aliasURNs, *(alias.urn for alias in aliases if alias.WhichOneof("alias") == "urn")]:
        if not is_urn(urn):
            raise RegistrationError(f"the alias {urn!r} of {request.name!r} is no URN")


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
        aliases=aliases_of(request, urn, inherited.aliases),
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
