"""Transforms: the program's functions that change a resource's or a function call's inputs and options.

The order of work is the engine's (`pkg/resource/deploy/source_eval.go`, 3.259): secrets and unknowns become
output values, the functions run, and only a resource that has transforms of its own takes its dependencies
from what they return.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from pulumi.runtime.proto import callback_pb2, resource_pb2

from bedplate.generator.engine.callbacks import LocalCallbacks
from bedplate.generator.engine.output_values import carried_dependencies, upgraded, with_dependencies

_LISTS = (
    ("ignoreChanges", "ignore_changes"),
    ("replaceOnChanges", "replace_on_changes"),
    ("aliases", "aliases"),
    ("additionalSecretOutputs", "additional_secret_outputs"),
    ("replace_with", "replace_with"),
    ("hideDiffs", "hide_diff"),
)
_TEXTS = (
    ("version", "version"),
    ("provider", "provider"),
    ("pluginDownloadURL", "plugin_download_url"),
    ("deletedWith", "deleted_with"),
    ("importId", "import"),
)
_OPTIONAL = (("protect", "protect"), ("retainOnDelete", "retain_on_delete"))
_MESSAGES = (("customTimeouts", "custom_timeouts"), ("hooks", "hooks"))


async def apply_transforms(
    request: resource_pb2.RegisterResourceRequest,
    transforms: Iterable[callback_pb2.Callback],
    callbacks: LocalCallbacks,
) -> resource_pb2.RegisterResourceRequest:
    """Return a registration as the program's transforms leave it, called in the order given."""
    changed = resource_pb2.RegisterResourceRequest()
    changed.CopyFrom(request)
    properties = changed.object
    has_own = bool(cast("Any", request).transforms)
    for key, value in request.object.fields.items():
        wrapped = upgraded(value)
        if has_own:
            wrapped = with_dependencies(wrapped, _dependencies_of(request, key))
        properties.fields[key].CopyFrom(wrapped)
    options = _options(request)
    for transform in transforms:
        asked = resource_pb2.TransformRequest(
            type=request.type,
            name=request.name,
            custom=request.custom,
            parent=request.parent,
            properties=properties,
            options=options,
        )
        answer = await callbacks.transform(transform.token, asked)
        if answer.HasField("properties"):
            properties.CopyFrom(answer.properties)
        if answer.HasField("options"):
            options.CopyFrom(answer.options)
    _take(changed, options)
    _depend(changed, options)
    return changed


def _dependencies_of(request: resource_pb2.RegisterResourceRequest, key: str) -> Iterable[str]:
    if not request.propertyDependencies:
        return request.dependencies
    given = request.propertyDependencies
    return given[key].urns if key in given else ()


def _options(request: Any) -> resource_pb2.TransformResourceOptions:
    """Return a registration's options in the form in which transforms see them."""
    options = resource_pb2.TransformResourceOptions(providers=request.providers, depends_on=request.dependencies)
    for ours, theirs in _LISTS:
        getattr(options, theirs).extend(getattr(request, ours))
    for ours, theirs in _TEXTS:
        setattr(options, theirs, getattr(request, ours))
    for ours, theirs in _OPTIONAL:
        if request.HasField(ours):
            setattr(options, theirs, getattr(request, ours))
    for ours, theirs in _MESSAGES:
        if request.HasField(ours):
            getattr(options, theirs).CopyFrom(getattr(request, ours))
    if request.deleteBeforeReplaceDefined:
        options.delete_before_replace = request.deleteBeforeReplace
    return options


def _take(request: Any, options: Any) -> None:
    """Write transformed options back into a registration."""
    for ours, theirs in _LISTS:
        request.ClearField(ours)
        getattr(request, ours).extend(getattr(options, theirs))
    for ours, theirs in _TEXTS:
        setattr(request, ours, getattr(options, theirs))
    for ours, theirs in _OPTIONAL:
        request.ClearField(ours)
        if options.HasField(theirs):
            setattr(request, ours, getattr(options, theirs))
    for ours, theirs in _MESSAGES:
        request.ClearField(ours)
        if options.HasField(theirs):
            getattr(request, ours).CopyFrom(getattr(options, theirs))
    request.deleteBeforeReplaceDefined = options.HasField("delete_before_replace")
    request.deleteBeforeReplace = options.delete_before_replace
    request.ClearField("providers")
    request.providers.update(options.providers)


def _depend(request: resource_pb2.RegisterResourceRequest, options: resource_pb2.TransformResourceOptions) -> None:
    """Let a request depend on what its transformed inputs carry."""
    carried = {key: carried_dependencies(value) for key, value in request.object.fields.items()}
    if cast("Any", request).transforms:
        everything = set(options.depends_on).union(*carried.values())
        request.ClearField("propertyDependencies")
        request.ClearField("dependencies")
        request.dependencies.extend(sorted(everything))
    else:
        carried = {key: urns.union(_dependencies_of(request, key)) for key, urns in carried.items()}
    for key, urns in carried.items():
        given = request.propertyDependencies[key]
        given.ClearField("urns")
        given.urns.extend(sorted(urns))


async def apply_invoke_transforms(
    request: resource_pb2.ResourceInvokeRequest,
    transforms: Sequence[callback_pb2.Callback],
    callbacks: LocalCallbacks,
) -> resource_pb2.ResourceInvokeRequest:
    """Return a function call as the program's transforms leave it."""
    changed = resource_pb2.ResourceInvokeRequest()
    changed.CopyFrom(request)
    for transform in transforms:
        asked = resource_pb2.TransformInvokeRequest(
            token=changed.tok,
            args=changed.args,
            options=resource_pb2.TransformInvokeOptions(
                provider=changed.provider,
                version=changed.version,
                plugin_download_url=changed.pluginDownloadURL,
            ),
        )
        answer = await callbacks.transform_invoke(transform.token, asked)
        if answer.HasField("args"):
            changed.args.CopyFrom(answer.args)
        if answer.HasField("options"):
            changed.provider = answer.options.provider
            changed.version = answer.options.version
            changed.pluginDownloadURL = answer.options.plugin_download_url
    return changed
