"""The recorder: Pulumi's resource monitor, answered in process.

Its methods are the ones of the `ResourceMonitor` service that the SDK calls, with the same messages; it
stands where the SDK would put a gRPC stub. Every registration becomes a `Resource`.
"""

# ruff: noqa: N802 - the methods bear the names of the gRPC service that they stand for
from __future__ import annotations

from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, TypeVar, cast

from google.protobuf import empty_pb2
from pulumi.runtime.proto import callback_pb2, provider_pb2, resource_pb2

from bedplate.generator.engine import azure, registration, transforms
from bedplate.generator.engine.azure_values import deterministic_guid
from bedplate.generator.engine.callbacks import LocalCallbacks
from bedplate.generator.engine.declarations import Declarations
from bedplate.generator.engine.errors import RegistrationError
from bedplate.generator.engine.invoke_secrets import with_secrets
from bedplate.generator.engine.locations import reachable, with_location
from bedplate.generator.engine.properties import from_wire, secret, to_wire
from bedplate.generator.engine.urn import STACK_TYPE, make_urn, stack_urn
from bedplate.generator.graph import (
    UNKNOWN,
    Invoke,
    Mode,
    Resource,
    ResourceOptions,
    Secret,
    SourcePosition,
    Unknown,
    Value,
    frozen,
    unknown_paths,
)

PROVIDER_PREFIX = "pulumi:providers:"
STACK_REFERENCE = "pulumi:pulumi:StackReference"
_FEATURES: Any = tuple(range(resource_pb2.RESOURCE_MONITOR_FEATURE_BYTE_STRING + 1))
"""What the SDK may use; gated invokes and state migrations come after these and need an engine with state."""
_Answer = TypeVar("_Answer", resource_pb2.ResourceInvokeResponse, provider_pb2.CallResponse)
_NO_OPTIONS = ResourceOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """What a recorder has to know of the deployment that it plays."""

    project: str
    stack: str
    organization: str
    mode: Mode
    subscription_id: str = azure.ZERO_SUBSCRIPTION
    location: str | None = None
    """The region that the default provider of azure-native is configured with."""
    stack_outputs: Mapping[str, Mapping[str, Value]] = field(default_factory=lambda: MappingProxyType({}))
    """Outputs of other stacks, by the name that a stack reference gives."""


class Recorder:
    """Serves the resource monitor to one run of one program.

    Args:
        deployment: what is played.
        declarations: tells where resources are declared.
    """

    def __init__(self, deployment: Deployment, declarations: Declarations) -> None:
        self._deployment = deployment
        self._declarations = declarations
        self._transforms: dict[str, list[callback_pb2.Callback]] = {}
        self._stack_transforms: list[callback_pb2.Callback] = []
        self._invoke_transforms: list[callback_pb2.Callback] = []
        self.callbacks: LocalCallbacks | None = None
        self.resources: dict[str, Resource] = {}
        self._completed: set[str] = set()
        self.invokes: list[Invoke] = []

    @property
    def _known(self) -> bool:
        return self._deployment.mode is Mode.KNOWN

    def GetDeploymentInfo(self, _request: empty_pb2.Empty) -> resource_pb2.DeploymentInfo:
        """Tell the SDK what the engine can do."""
        played = self._deployment
        return resource_pb2.DeploymentInfo(
            project=played.project,
            stack=played.stack,
            organization=played.organization,
            dryRun=not self._known,
            supportedFeatures=_FEATURES,
        )

    def RegisterResource(
        self, request: resource_pb2.RegisterResourceRequest
    ) -> resource_pb2.RegisterResourceResponse | Coroutine[Any, Any, resource_pb2.RegisterResourceResponse]:
        """Record a resource; an awaitable where transforms have to run first."""
        applicable = self._applicable_transforms(request)
        if applicable:
            return self._register_transformed(request, applicable)
        return self._register(request)

    def _applicable_transforms(self, request: resource_pb2.RegisterResourceRequest) -> list[callback_pb2.Callback]:
        """Return the resource's own transforms, then its parents' from the nearest up, then the stack's."""
        found = _transforms_of(request)
        parent: str | None = request.parent
        while parent:
            found += self._transforms.get(parent, [])
            resource = self.resources.get(parent)
            parent = resource.parent if resource else None
        return found + self._stack_transforms if request.type != STACK_TYPE else found

    async def _register_transformed(
        self, request: resource_pb2.RegisterResourceRequest, applicable: list[callback_pb2.Callback]
    ) -> resource_pb2.RegisterResourceResponse:
        assert self.callbacks is not None  # noqa: S101 - set before the program starts
        changed = await transforms.apply_transforms(request, applicable, self.callbacks)
        response = self._register(changed)
        self._transforms[response.urn] = _transforms_of(request)
        return response

    def _register(self, request: resource_pb2.RegisterResourceRequest) -> resource_pb2.RegisterResourceResponse:
        resource = self._resource(request)
        self._add(resource)
        identity = resource.id if isinstance(resource.id, str) else ""
        if resource.type.startswith(PROVIDER_PREFIX):
            identity = identity or UNKNOWN.value  # the engine tells it so, and references are built from it
        return resource_pb2.RegisterResourceResponse(urn=resource.urn, id=identity, object=to_wire(resource.outputs))

    def _resource(self, request: resource_pb2.RegisterResourceRequest) -> Resource:
        type_, parent = request.type, request.parent
        registration.refuse_malformed(request)
        if parent and parent not in self.resources:
            raise RegistrationError(f"the parent {parent!r} of {request.name!r} is not registered")
        urn = make_urn(self._deployment.stack, self._deployment.project, parent, type_, request.name)
        options = registration.options_of(request, urn, self._inherited(parent))
        inputs = from_wire(request.object)
        if request.custom:
            inputs = self._located(request, azure.checked_inputs(type_, inputs))
        if type_.startswith(PROVIDER_PREFIX) and request.version:
            inputs["version"] = request.version
        identity = self._identity(request, urn, inputs) if request.custom else None
        outputs = self._outputs(request, inputs, identity, options) if request.custom else {}
        return Resource(
            urn=urn,
            type=type_,
            name=request.name,
            custom=request.custom,
            parent=parent or None,
            provider=request.provider or None,
            id=identity,
            inputs=frozen(inputs),
            outputs=frozen(outputs),
            dependencies=registration.dependencies_of(request.dependencies),
            property_dependencies=registration.property_dependencies_of(request),
            options=options,
            source=None if type_ == STACK_TYPE else self._declarations.current,
        )

    def _inherited(self, parent: str) -> ResourceOptions:
        resource = self.resources.get(parent)
        return resource.options if resource else _NO_OPTIONS

    def _identity(
        self, request: resource_pb2.RegisterResourceRequest, urn: str, inputs: Mapping[str, Value]
    ) -> str | Unknown:
        if request.importId:
            return request.importId
        if not self._known:
            return UNKNOWN
        if request.type.startswith(PROVIDER_PREFIX):
            return deterministic_guid(urn)
        return azure.resource_id(
            request.type, inputs, subscription_id=self._subscription(request.provider), name=request.name
        )

    def _subscription(self, provider: str) -> str:
        """Return the subscription of a provider reference `<urn>::<id>`, else the configured one."""
        return self._provider_input(provider, "subscriptionId") or self._deployment.subscription_id

    def _located(self, request: resource_pb2.RegisterResourceRequest, inputs: dict[str, Value]) -> dict[str, Value]:
        """Return inputs with the region that azure-native fills in."""
        if not azure.is_azure(request.type):
            return inputs
        explicit, groups = request.provider, f"/subscriptions/{self._subscription(request.provider)}/resourceGroups"

        def location_of_group(name: str) -> Value:
            # Only what waits for the group is sure to find it there.
            waited_for = reachable(request.dependencies, self.resources)
            found = (group.outputs.get("location") for group in waited_for if group.id == f"{groups}/{name}")
            return next((location for location in found if location is not None), None)

        configured = self._provider_input(explicit, "location") if explicit else self._deployment.location
        return with_location(request.type, inputs, configured=configured, location_of_group=location_of_group)

    def _provider_input(self, provider: str, key: str) -> str | None:
        """Return one text that an explicit provider, `<urn>::<id>`, is configured with."""
        resource = self.resources.get(provider.rpartition("::")[0]) if provider else None
        given = resource.inputs.get(key) if resource else None
        given = given.value if isinstance(given, Secret) else given
        return given if isinstance(given, str) else None

    def _outputs(
        self,
        request: resource_pb2.RegisterResourceRequest,
        inputs: Mapping[str, Value],
        identity: str | Unknown | None,
        options: ResourceOptions,
    ) -> dict[str, Value]:
        if isinstance(identity, str):
            environment = self._provider_input(request.provider, "environment") or "public"
            outputs = azure.computed_outputs(request.type, inputs, identity, environment=environment)
        elif self._is_unconfigured(request.provider):
            outputs = {}
        else:
            outputs = azure.preview_outputs(request.type, inputs)
        for key in options.additional_secret_outputs:
            if key in outputs:
                outputs[key] = secret(outputs[key])
        return outputs

    def _is_unconfigured(self, provider: str) -> bool:
        """Return whether a preview cannot ask a provider, since a part of its own inputs is unknown."""
        resource = self.resources.get(provider.rpartition("::")[0]) if provider else None
        return resource is not None and bool(unknown_paths(resource.inputs))

    def _add(self, resource: Resource) -> None:
        if resource.urn in self.resources:
            raise RegistrationError(f"Duplicate resource URN {resource.urn!r}; try giving it a unique name")
        self.resources[resource.urn] = resource

    def ReadResource(self, request: resource_pb2.ReadResourceRequest) -> resource_pb2.ReadResourceResponse:
        """Record a resource that exists already and is only read."""
        urn = make_urn(self._deployment.stack, self._deployment.project, request.parent, request.type, request.name)
        if not request.id:
            raise RegistrationError(f"Expected an ID for {urn}")
        identity: str | Unknown = UNKNOWN if request.id == UNKNOWN.value else request.id
        outputs, complete = self._read(request, identity)
        for key in request.additionalSecretOutputs:
            if key in outputs:
                outputs[key] = secret(outputs[key])
        self._add(
            Resource(
                urn=urn,
                type=request.type,
                name=request.name,
                custom=True,
                read=True,
                parent=request.parent or None,
                provider=request.provider or None,
                id=identity,
                inputs=frozen(from_wire(request.properties)),
                outputs=frozen(outputs),
                dependencies=registration.dependencies_of(request.dependencies),
                options=ResourceOptions(additional_secret_outputs=tuple(request.additionalSecretOutputs)),
                source=self._declarations.current,
            )
        )
        return resource_pb2.ReadResourceResponse(
            urn=urn,
            id=identity if self._known and isinstance(identity, str) else "",
            properties=to_wire(outputs),
            unknown=not complete,
        )

    def _read(
        self, request: resource_pb2.ReadResourceRequest, identity: str | Unknown
    ) -> tuple[dict[str, Value], bool]:
        """Return what reading a resource tells, and whether that is all there is."""
        if not isinstance(identity, str):
            return {}, False
        if request.type != STACK_REFERENCE:
            made = self._made(identity) if self._known else None
            read = made.outputs if made else azure.read_outputs(request.type, identity)
            return {**from_wire(request.properties), **read}, True
        outputs = self._deployment.stack_outputs.get(identity)
        if outputs is None:
            return {"name": identity}, False
        secrets = tuple(sorted(key for key, value in outputs.items() if isinstance(value, Secret)))
        return {"name": identity, "outputs": outputs, "secretOutputNames": secrets}, True

    def _made(self, identity: str) -> Resource | None:
        """Return the resource with a provider's id that the program itself has made by now."""
        return next((made for made in self.resources.values() if made.id == identity and not made.read), None)

    def ExistsResource(self, _request: resource_pb2.ExistsResourceRequest) -> resource_pb2.ExistsResourceResponse:
        """Answer whether a resource exists: only Azure can tell."""
        return resource_pb2.ExistsResourceResponse(exists=False, unknown=True)

    def RegisterResourceOutputs(self, request: resource_pb2.RegisterResourceOutputsRequest) -> empty_pb2.Empty:
        """Record the outputs of a component or of the stack."""
        resource = self.resources.get(request.urn)
        if resource is None:
            raise RegistrationError(f"outputs are registered for {request.urn!r}, which is no resource")
        if request.urn in self._completed:
            raise RegistrationError(f"outputs are registered for {request.urn!r} a second time")
        self._completed.add(request.urn)
        self.resources[request.urn] = replace(resource, outputs=frozen(from_wire(request.outputs)))
        return empty_pb2.Empty()

    def source_of(self, urn: str) -> SourcePosition | None:
        """Return where the resource with a URN is declared."""
        resource = self.resources.get(urn)
        return resource.source if resource else None

    def stack_outputs(self) -> Mapping[str, Value]:
        """Return what the program exports."""
        stack = self.resources.get(stack_urn(self._deployment.stack, self._deployment.project))
        return stack.outputs if stack else frozen({})

    def sorted_invokes(self) -> tuple[Invoke, ...]:
        """Return the calls of provider functions in an order that does not depend on the run."""
        return tuple(sorted(self.invokes, key=lambda call: (call.token, repr(call.arguments))))

    def Invoke(
        self, request: resource_pb2.ResourceInvokeRequest
    ) -> resource_pb2.ResourceInvokeResponse | Coroutine[Any, Any, resource_pb2.ResourceInvokeResponse]:
        """Record and answer a provider function; an awaitable where transforms have to run first."""
        if self._invoke_transforms and self.callbacks:
            return self._invoke_transformed(request, self.callbacks)
        return self._invoke(request)

    async def _invoke_transformed(
        self, request: resource_pb2.ResourceInvokeRequest, callbacks: LocalCallbacks
    ) -> resource_pb2.ResourceInvokeResponse:
        return self._invoke(await transforms.apply_invoke_transforms(request, self._invoke_transforms, callbacks))

    def _invoke(self, request: resource_pb2.ResourceInvokeRequest) -> resource_pb2.ResourceInvokeResponse:
        arguments = from_wire(request.args)
        if request.tok == "pulumi:pulumi:getResource":
            return self._registered(str(arguments.get("urn")))
        self.invokes.append(Invoke(token=request.tok, arguments=frozen(with_secrets(arguments))))
        answer = azure.invoke_outputs(request.tok, arguments, subscription_id=self._subscription(request.provider))
        return _returning(resource_pb2.ResourceInvokeResponse(), answer)

    def _registered(self, urn: str) -> resource_pb2.ResourceInvokeResponse:
        resource = self.resources.get(urn)
        if resource is None:
            raise RegistrationError(f"unknown resource {urn!r}")
        identity = resource.id if isinstance(resource.id, str) else ""
        answer = {"urn": urn, "id": identity, "state": resource.outputs}
        return _returning(resource_pb2.ResourceInvokeResponse(), answer)

    def Call(self, request: resource_pb2.ResourceCallRequest) -> provider_pb2.CallResponse:
        """Record a method call on a remote component; what it returns only its provider knows."""
        self.invokes.append(Invoke(token=request.tok, arguments=frozen(from_wire(request.args))))
        return _returning(provider_pb2.CallResponse(), {"result": UNKNOWN})

    def RegisterPackage(self, request: resource_pb2.RegisterPackageRequest) -> resource_pb2.RegisterPackageResponse:
        """Give a parameterised package a reference."""
        seed = request.SerializeToString(deterministic=True).hex()
        return resource_pb2.RegisterPackageResponse(ref=deterministic_guid(seed))

    def RegisterStackTransform(self, request: callback_pb2.Callback) -> empty_pb2.Empty:
        """Remember a transform that applies to every resource from now on."""
        self._stack_transforms.append(request)
        return empty_pb2.Empty()

    def RegisterStackInvokeTransform(self, request: callback_pb2.Callback) -> empty_pb2.Empty:
        """Remember a transform that applies to every provider function from now on."""
        self._invoke_transforms.append(request)
        return empty_pb2.Empty()

    def RegisterResourceHook(self, _request: resource_pb2.RegisterResourceHookRequest) -> empty_pb2.Empty:
        """Accept a hook; hooks act during deployments, the graph tells who binds them."""
        return empty_pb2.Empty()

    def RegisterErrorHook(self, _request: resource_pb2.RegisterErrorHookRequest) -> empty_pb2.Empty:
        """Accept an error hook."""
        return empty_pb2.Empty()

    def SignalAndWaitForShutdown(self, _request: empty_pb2.Empty) -> empty_pb2.Empty:
        """Let the program end: nothing runs on after it."""
        return empty_pb2.Empty()


def _transforms_of(request: resource_pb2.RegisterResourceRequest) -> list[callback_pb2.Callback]:
    return list(cast("Any", request).transforms)


def _returning(message: _Answer, properties: Mapping[str, Value]) -> _Answer:
    """Return a message with its field `return` set, which is a word of Python's."""
    getattr(message, "return").CopyFrom(to_wire(properties))
    return message
