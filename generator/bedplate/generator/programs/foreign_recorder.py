"""The recorder for programs that nobody here wrote: other packages, functions without an answer, older SDKs."""

# ruff: noqa: N802 - the methods bear the names of the gRPC service that they stand for
from __future__ import annotations

from collections.abc import Coroutine, Mapping
from dataclasses import replace
from typing import Any, cast

from google.protobuf import empty_pb2
from pulumi.runtime.proto import callback_pb2, resource_pb2

from bedplate.generator.engine import azure
from bedplate.generator.engine.properties import from_wire, to_wire
from bedplate.generator.engine.recorder import PROVIDER_PREFIX, STACK_REFERENCE, Deployment, Recorder
from bedplate.generator.graph import Invoke, Mode, Resource, ResourceOptions, Unknown, Value, frozen
from bedplate.generator.programs import invokes, packages
from bedplate.generator.programs.declarations import SentDeclarations
from bedplate.generator.programs.limits import Limit, Limits
from bedplate.generator.programs.made_up import completed
from bedplate.generator.programs.remote_callbacks import RemoteCallbacks

_FEATURES_OF_OLDER_SDKS = frozenset(
    {"secrets", "resourceReferences", "outputValues", "aliasSpecs", "deletedWith", "transforms", "invokeTransforms"}
    | {"parameterization", "resourceHooks"}
)
"""Names by which SDKs ask for features one by one that do not know `GetDeploymentInfo`."""
_BUILT_IN = "pulumi"


class ForeignRecorder(Recorder):
    """Serves the resource monitor to a program in a process of its own.

    Args:
        deployment: what is played.
        declarations: tells where resources are declared.
        callbacks: calls the program's transforms.
        limits: is told what cannot be known.
    """

    def __init__(
        self, deployment: Deployment, declarations: SentDeclarations, callbacks: RemoteCallbacks, limits: Limits
    ) -> None:
        super().__init__(deployment, declarations)
        self._is_known = deployment.mode is Mode.KNOWN
        self._remote = callbacks
        self._limits = limits
        self.callbacks = cast("Any", callbacks)  # the same two calls, over a connection

    def SupportsFeature(self, request: resource_pb2.SupportsFeatureRequest) -> resource_pb2.SupportsFeatureResponse:
        """Tell an older SDK whether it may use a feature."""
        return resource_pb2.SupportsFeatureResponse(hasSupport=request.id in _FEATURES_OF_OLDER_SDKS)

    def RegisterResource(
        self, request: resource_pb2.RegisterResourceRequest
    ) -> resource_pb2.RegisterResourceResponse | Coroutine[Any, Any, resource_pb2.RegisterResourceResponse]:
        """Record a resource; an awaitable where transforms have to run first."""
        for callback in cast("Any", request).transforms:
            self._remote.learn(callback)
        return super().RegisterResource(request)

    def RegisterStackTransform(self, request: callback_pb2.Callback) -> empty_pb2.Empty:
        """Remember a transform that applies to every resource from now on."""
        self._remote.learn(request)
        return super().RegisterStackTransform(request)

    def RegisterStackInvokeTransform(self, request: callback_pb2.Callback) -> empty_pb2.Empty:
        """Remember a transform that applies to every provider function from now on."""
        self._remote.learn(request)
        return super().RegisterStackInvokeTransform(request)

    def ReadResource(self, request: resource_pb2.ReadResourceRequest) -> resource_pb2.ReadResourceResponse:
        """Record a resource that exists already and is only read."""
        if request.type == STACK_REFERENCE:
            self._limits.meet(Limit.REFERENCE, request.id)
        elif not azure.is_azure(request.type):
            self._limits.meet(Limit.ECHOED, packages.package_of(request.type))
        return super().ReadResource(request)

    def _resource(self, request: resource_pb2.RegisterResourceRequest) -> Resource:
        resource = super()._resource(request)
        if resource.type.startswith(PROVIDER_PREFIX):
            # The file readers leave this out too: it is a fact of the program's SDK.
            plain = {key: value for key, value in resource.inputs.items() if key != "version"}
            return replace(resource, inputs=frozen(plain), outputs=frozen(plain))
        if not request.remote:
            return resource
        self._limits.meet(Limit.REMOTE, request.type)
        return replace(resource, outputs=resource.inputs)

    def _outputs(
        self,
        request: resource_pb2.RegisterResourceRequest,
        inputs: Mapping[str, Value],
        identity: str | Unknown | None,
        options: ResourceOptions,
    ) -> dict[str, Value]:
        outputs = super()._outputs(request, inputs, identity, options)
        if azure.is_azure(request.type):
            is_deployed = self._is_known and isinstance(identity, str)
            return completed(request.type, str(identity), outputs) if is_deployed else outputs
        if request.type.startswith(PROVIDER_PREFIX):
            return outputs
        self._limits.meet(Limit.ECHOED, packages.package_of(request.type))
        if isinstance(identity, str):
            return {**packages.computed_outputs(request.type, inputs, identity), **outputs}
        return outputs

    def _deployed(self, identity: str) -> Mapping[str, Value] | None:
        made = self._made(identity) if self._is_known else None
        return made.outputs if made else None

    def _invoke(self, request: resource_pb2.ResourceInvokeRequest) -> resource_pb2.ResourceInvokeResponse:
        if packages.package_of(request.tok) == _BUILT_IN:
            return super()._invoke(request)
        arguments = from_wire(request.args)
        self.invokes.append(Invoke(token=request.tok, arguments=frozen(arguments)))
        subscription = self._subscription(request.provider)
        answer, limit = invokes.answer(
            request.tok, arguments, subscription_id=subscription, known=self._is_known, deployed=self._deployed
        )
        self._limits.meet(limit, request.tok)
        response = resource_pb2.ResourceInvokeResponse()
        getattr(response, "return").CopyFrom(to_wire(answer))  # the field bears a word of Python's
        return response
