"""One plain form for the engine's records and ours, so that they can be compared.

A record maps each URN to the resource's facts. A fact that has its default (no parent, not protected, no
dependencies) is left out, since the engine's JSON leaves it out too. Aliases are not facts here: the
engine uses them up while it finds the old resource, and keeps none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from bedplate.generator.engine.properties import ARCHIVE, ASSET, RESOURCE, SECRET, SIGNATURE
from bedplate.generator.graph import UNKNOWN, Archive, Asset, Graph, Mode, Resource, Secret, Unknown
from tests.engine.harness import Preview

Facts: TypeAlias = dict[str, Any]
_MASK = "[secret]"
_EXACT_INTEGERS = 2**53
"""From here on the JSON of a number is no longer its exact value."""
_DEFAULT_PROVIDER = re.compile(r"::pulumi:providers:[^:]+::default(_\d+_\d+_\d+\S*)?$")
"""The only resources of the engine that no program declares and our graph does not hold.

The engine makes one for each package and version that a program uses without naming a provider, so it
follows from the SDK's version, not from the landing zone. Resources refer to it where they name none.
"""
_TIMES = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What was declared or deployed."""

    resources: Mapping[str, Facts]
    outputs: Mapping[str, Any]
    """The stack's outputs."""


@dataclass(frozen=True, slots=True)
class SecretValue:
    """A secret; its value is `None` where the engine masks it."""

    value: Any


def is_default_provider(urn: str) -> bool:
    """Tell whether a URN is that of a provider which the engine made by itself."""
    return _DEFAULT_PROVIDER.search(urn) is not None


def of_preview(preview: Preview) -> Record:
    """Return the normal form of a first `pulumi preview --json`.

    Outputs come from the event log: the JSON shows a resource as it is before its outputs are there.
    """
    finished: dict[str, Any] = {}
    for event in preview.events:
        if "resOutputsEvent" in event:
            metadata = event["resOutputsEvent"]["metadata"]
            finished[metadata["urn"]] = {key: metadata["new"].get(key) for key in ("id", "outputs")}
    states = [step["newState"] | finished.get(step["urn"], {}) for step in preview.steps if "newState" in step]
    return _record(_marked(states))


def of_export(resources: Iterable[Mapping[str, Any]]) -> Record:
    """Return the normal form of the resources in `pulumi stack export --show-secrets`."""
    return _record(resources)


def _record(states: Iterable[Mapping[str, Any]]) -> Record:
    kept = [state for state in states if not is_default_provider(state["urn"])]
    stack = next((state for state in kept if state["type"] == "pulumi:pulumi:Stack"), {})
    resources = {state["urn"]: _facts_of_state(state) for state in kept}
    return Record(resources=resources, outputs=_value(stack.get("outputs") or {}))


def _facts_of_state(state: Mapping[str, Any]) -> Facts:
    return _present(
        type=state["type"],
        custom=state.get("custom", False),
        read=state.get("external", False),
        parent=state.get("parent"),
        provider=_explicit_provider(state.get("provider")),
        id=_told_id(state["type"], state.get("id")),
        inputs=_without_internals(_value(state.get("inputs") or {})),
        outputs=_without_internals(_value(state.get("outputs") or {})),
        dependencies=sorted(set(state.get("dependencies") or ())),
        property_dependencies=_sorted_dependencies(state.get("propertyDependencies") or {}),
        protect=state.get("protect", False),
        ignore_changes=sorted(state.get("ignoreChanges") or ()),
        replace_on_changes=sorted(state.get("replaceOnChanges") or ()),
        additional_secret_outputs=sorted(state.get("additionalSecretOutputs") or ()),
        custom_timeouts={key: float(value) for key, value in (state.get("customTimeouts") or {}).items() if value},
        retain_on_delete=state.get("retainOnDelete", False),
        deleted_with=state.get("deletedWith"),
        import_id=state.get("importID"),
        hooks=_hooks(state.get("resourceHooks") or {}),
        source=_source(state.get("sourcePosition", "")),
    )


def of_graph(graph: Graph) -> Record:
    """Return the normal form of our own record."""
    masked = graph.mode is Mode.UNKNOWN
    resources = {resource.urn: _facts_of_resource(resource, masked=masked) for resource in graph.resources}
    return Record(resources=resources, outputs=_ours(graph.outputs, masked=masked))


def _facts_of_resource(resource: Resource, *, masked: bool) -> Facts:
    options = resource.options
    timeouts = options.custom_timeouts
    given = {"create": timeouts.create, "update": timeouts.update, "delete": timeouts.delete}
    source = resource.source
    return _present(
        type=resource.type,
        custom=resource.custom,
        read=resource.read,
        parent=resource.parent,
        provider=_explicit_provider(resource.provider),
        id=_told_id(resource.type, None if isinstance(resource.id, Unknown) else resource.id),
        inputs=_ours(resource.inputs, masked=masked and not resource.read),
        outputs=_ours(resource.outputs, masked=masked),
        dependencies=sorted(set(resource.dependencies)),
        property_dependencies=_sorted_dependencies(resource.property_dependencies),
        protect=options.protect,
        ignore_changes=sorted(options.ignore_changes),
        replace_on_changes=sorted(options.replace_on_changes),
        additional_secret_outputs=sorted(options.additional_secret_outputs),
        custom_timeouts={key: seconds(value) for key, value in given.items() if value},
        retain_on_delete=options.retain_on_delete,
        deleted_with=options.deleted_with,
        import_id=options.import_id,
        hooks=_hooks(options.hooks),
        source=f"{source.file}:{source.line}" if source and not source.file.startswith("/") else None,
    )


def _present(**facts: Any) -> Facts:
    return {key: value for key, value in facts.items() if value not in (None, False, {}, [], ())}


def _explicit_provider(reference: str | None) -> str | None:
    """Return the URN of the provider that the program names; its id is random in the engine."""
    urn = reference.rpartition("::")[0] if reference else None
    return None if urn is None or is_default_provider(urn) else urn


def _told_id(type_: str, id_: str | None) -> str | None:
    """Return an id that follows from the program: a preview has none, and those of providers are random."""
    if type_.startswith("pulumi:providers:") or id_ in ("", UNKNOWN.value):
        return None
    return id_


def _sorted_dependencies(given: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    return {key: sorted(set(urns)) for key, urns in given.items() if urns}


def _hooks(given: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Return names by event; the engine's state writes `OnError`, its protocol and we `onError`."""
    return {event[:1].lower() + event[1:]: sorted(names) for event, names in given.items() if names}


def _source(position: str) -> str | None:
    """Return `file:line` of a place inside the project."""
    path, _, line = position.removeprefix("project:///").partition("#")
    return f"{path}:{line.partition(',')[0]}" if line and not path.startswith("..") else None


def _without_internals(properties: Any) -> Any:
    """Leave out what the engine keeps in a provider's properties for itself."""
    return {key: value for key, value in properties.items() if key != "__internal"}


def _value(value: Any) -> Any:
    """Return the normal form of a value in the engine's JSON."""
    if isinstance(value, list):
        return [_value(item) for item in value]
    if isinstance(value, dict):
        return _object(value)
    return float(value) if isinstance(value, int) and abs(value) >= _EXACT_INTEGERS else value


def _object(value: dict[str, Any]) -> Any:
    signature = value.get(SIGNATURE)
    if signature == ASSET:
        return {key: item for key, item in value.items() if key != "text"}
    if signature == SECRET:
        shown = value.get("plaintext")
        return SecretValue(None if shown is None else _value(json.loads(shown)))
    if signature == RESOURCE:
        # Our graph holds what the reference stands for: an id, or the URN of a component.
        return (value["id"] or UNKNOWN.value) if "id" in value else value["urn"]
    return {key: _value(item) for key, item in value.items()}


def _marked(value: Any) -> Any:
    """Return a preview's JSON with each mask of a secret as the object that stands for one elsewhere."""
    if value == _MASK:
        return {SIGNATURE: SECRET}
    if isinstance(value, list):
        return [_marked(item) for item in value]
    if isinstance(value, dict):
        return (
            {SIGNATURE: SECRET}
            if value.get(SIGNATURE) == SECRET
            else {key: _marked(item) for key, item in value.items()}
        )
    return value


def _ours(value: Any, *, masked: bool) -> Any:
    """Return the normal form of a value in our graph."""
    if value is UNKNOWN:
        return UNKNOWN.value
    if isinstance(value, Secret):
        return SecretValue(None if masked else _ours(value.value, masked=masked))
    if isinstance(value, Mapping):
        return {key: _ours(item, masked=masked) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_ours(item, masked=masked) for item in value]
    if isinstance(value, Asset | Archive):
        return _file(value, masked=masked)
    return value


def _file(value: Asset | Archive, *, masked: bool) -> dict[str, Any]:
    """Return a file without its text, which the engine leaves out of its log; the hash stands for it."""
    parts: dict[str, Any] = {"path": value.path, "uri": value.uri, "hash": value.hash}
    if isinstance(value, Archive):
        parts["assets"] = _ours(value.assets, masked=masked)
    signature = ASSET if isinstance(value, Asset) else ARCHIVE
    return {SIGNATURE: signature, **{key: item for key, item in parts.items() if item is not None}}


def seconds(duration: str) -> float:
    """Return a Go duration such as `1h30m` in seconds."""
    return sum(float(number) * _TIMES[unit] for number, unit in re.findall(r"([\d.]+)(ms|h|m|s)", duration))
