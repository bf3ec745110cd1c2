"""From one resource as the Pulumi CLI writes it to one of a graph."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

from bedplate.generator.engine.urn import name_of, type_of
from bedplate.generator.foreign.documents import CustomTimeouts as Seconds
from bedplate.generator.foreign.documents import State
from bedplate.generator.foreign.values import bags_of
from bedplate.generator.graph import (
    UNKNOWN,
    CustomTimeouts,
    Mode,
    Resource,
    ResourceOptions,
    SourcePosition,
    Unknown,
    Value,
)

PROVIDER_PREFIX = "pulumi:providers:"
AZURE_NATIVE = "azure-native:"
_INTERNAL = "__"
"""How keys begin that are for the engine and the provider alone.

The engine's `__internal`; azure-native's `__inputs` and `__createBeforeDelete` (`provider/pkg/provider/provider.go`).
"""
_OF_PLUGINS = frozenset({"version", "pluginDownloadURL"})
"""What the engine adds to a provider's configuration, to know which plugin it is."""
_POSITION = re.compile(r"(?:project|file)://(?P<path>.+)#(?P<line>[0-9]{1,9})(?:,[0-9]+)?")
_OUTSIDE = re.compile(r"\.\./|(?:.*/)?(?:site-packages|dist-packages|node_modules)/")
_NO_OPTIONS = ResourceOptions()
_NO_DEPENDENCIES: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def resource_of(state: State, mode: Mode) -> Resource:
    """Return the resource that a state describes.

    Args:
        state: the resource as the CLI wrote it.
        mode: whether what only Azure can compute is known; else an absent id is unknown.
    """
    type_ = state.type or type_of(state.urn)
    inputs, outputs = bags_of(_without_internals(type_, state.inputs), _without_internals(type_, state.outputs))
    return Resource(
        urn=state.urn,
        type=type_,
        name=name_of(state.urn),
        custom=state.custom,
        read=state.external,
        parent=state.parent or None,
        provider=None if is_default_provider(_urn_in(state.provider)) else state.provider or None,
        id=_id(state, mode),
        inputs=inputs,
        outputs=outputs,
        dependencies=tuple(sorted(state.dependencies)) if state.dependencies else (),
        property_dependencies=_property_dependencies(state.property_dependencies),
        options=_options(state, type_),
        source=_source(state),
    )


def is_default_provider(urn: str) -> bool:
    """Return whether a URN is of a provider that the engine made for a package, for programs that name none."""
    name = name_of(urn)
    return type_of(urn).startswith(PROVIDER_PREFIX) and (name == "default" or name.startswith("default_"))


def default_package(state: State) -> tuple[str, ...]:
    """Return the package whose default provider a resource uses; none when it names a provider, or needs none."""
    urn = _urn_in(state.provider)
    return (package_of_provider(urn),) if is_default_provider(urn) else ()


def package_of_provider(urn: str) -> str:
    """Return the package that a provider serves, for example `azure-native`."""
    return type_of(urn).removeprefix(PROVIDER_PREFIX)


def _urn_in(provider: str | None) -> str:
    """Return the URN in a provider reference `<urn>::<id>`."""
    return provider.rpartition("::")[0] if provider else ""


def _id(state: State, mode: Mode) -> str | Unknown | None:
    if not state.custom:
        return None
    if state.id and state.id != UNKNOWN.value:
        return state.id
    return UNKNOWN if mode is Mode.UNKNOWN or state.id else None


def _without_internals(type_: str, properties: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Return properties without what azure-native and the engine keep there for themselves."""
    if not properties or not type_.startswith((AZURE_NATIVE, PROVIDER_PREFIX)):
        return properties
    dropped = _OF_PLUGINS if type_.startswith(PROVIDER_PREFIX) else frozenset[str]()
    return {key: value for key, value in properties.items() if not key.startswith(_INTERNAL) and key not in dropped}


def _property_dependencies(given: Mapping[str, list[str] | None] | None) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {key: tuple(sorted(urns)) for key, urns in (given or {}).items() if urns}
    return MappingProxyType(found) if found else _NO_DEPENDENCIES


def _options(state: State, type_: str) -> ResourceOptions:
    given: dict[str, Value] = {
        "protect": state.protect,
        "aliases": tuple(alias for alias in state.aliases or () if not _is_version_alias(alias, state.urn, type_)),
        "ignore_changes": tuple(state.ignore_changes or ()),
        "replace_on_changes": tuple(state.replace_on_changes or ()),
        "additional_secret_outputs": tuple(state.additional_secret_outputs or ()),
        "retain_on_delete": state.retain_on_delete,
        "deleted_with": state.deleted_with or None,
        "import_id": state.import_id or None,
    }
    if state.custom_timeouts:
        given["custom_timeouts"] = _timeouts(state.custom_timeouts)
    if state.resource_hooks:
        given["hooks"] = MappingProxyType({event: tuple(names or ()) for event, names in state.resource_hooks.items()})
    # Most resources have none: they share one.
    return ResourceOptions(**given) if any(given.values()) else _NO_OPTIONS


def _is_version_alias(alias: str, urn: str, type_: str) -> bool:
    """Return whether an alias only names another type of azure-native, as its SDKs add for every API version."""
    return (
        type_.startswith(AZURE_NATIVE)
        and type_of(alias).startswith(AZURE_NATIVE)
        and alias.replace(type_of(alias), type_) == urn
    )


def _timeouts(seconds: Seconds) -> CustomTimeouts:
    return CustomTimeouts(
        create=_duration(seconds.create), update=_duration(seconds.update), delete=_duration(seconds.delete)
    )


def _duration(seconds: float) -> str:
    """Return seconds as the shortest duration that Pulumi reads: `1h30m`."""
    if not seconds:
        return ""
    if not float(seconds).is_integer() or seconds < 0:
        return f"{seconds:g}s"
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return "".join(f"{number}{unit}" for number, unit in ((hours, "h"), (minutes, "m"), (rest, "s")) if number)


def _source(state: State) -> SourcePosition | None:
    """Return the innermost place in the program itself: SDKs register providers and stacks from files of their own."""
    for text in (state.source_position or "", *(frame.source_position for frame in state.stack_trace or ())):
        found = _POSITION.fullmatch(text)
        if found and not _OUTSIDE.match(path := unquote(found["path"]).removeprefix("/")):
            return SourcePosition(file=path if text.startswith("project") else f"/{path}", line=int(found["line"]))
    return None
