"""A stand-in for `pulumi-resource-azure-native`, on Pulumi's own gRPC classes.

The real engine starts it in place of the provider. It answers from the recorder's Azure model, so that
whatever differs between the engine's record and ours is the engine's or the recorder's doing. What does
not follow from inputs (which preview, which secrets come back) is done as azure-native 3 does it: a preview
echoes inputs, and `Diff` replaces on a change of the path or the location.

Writes to azure-native's resources keep Azure's order (`rules/`) and overlap, as they do in Azure; only programs
that are about something else are served without (`LENIENT`).

It also serves the package `demo`, for programs that use a provider the Azure model does not know.
"""
# ruff: noqa: ARG002, N802 - methods and their parameters are those of Pulumi's protocol

from __future__ import annotations

import importlib.metadata
import os
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NoReturn

import grpc
from google.protobuf import empty_pb2, struct_pb2
from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc, status_pb2

from bedplate.generator.engine import azure
from bedplate.generator.engine.properties import from_wire, reveal, to_wire
from bedplate.generator.graph import Value
from tests.engine.standin import azure_model
from tests.engine.standin.changes import changed_properties, replacing_properties
from tests.engine.standin.cloud import Cloud
from tests.engine.standin.faults import Faults
from tests.engine.standin.order import Order, PartlyDoneError, RefusedError
from tests.engine.standin.rules.model import Operation
from tests.engine.standin.rules.soft_delete import is_held
from tests.engine.standin.schema import package_schema

CLOUD_FOLDER = "STANDIN_CLOUD"
"""Environment variable with the folder of the deployed resources."""
PLAIN_ONLY = "STANDIN_PLAIN_ONLY"
"""Environment variable: set, the provider takes no secrets, as azure-native 3 does."""
LENIENT = "STANDIN_LENIENT"
"""Environment variable: set, any order of writes will do."""
INVENTIVE = "STANDIN_INVENTIVE"
"""Environment variable: set, everything that Azure would tell is made up, for programs that somebody else wrote."""
VERSION = importlib.metadata.version("pulumi-azure-native")
FLAKY = "demo:index:Flaky"
"""A resource whose first `failures` creations fail as a busy Azure resource does."""
_STABLE = ("name", "location")
"""Outputs that no update changes; azure-native tells them in the preview of one."""
_WORKERS = 32
"""Calls at once; the engine asks for fewer."""
_UNLIMITED = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]


class StandIn(provider_pb2_grpc.ResourceProviderServicer):
    """The provider.

    Args:
        package: the Pulumi package it plays.
        cloud: what is deployed.
        order: in which order it can be written.
        inventive: whether everything that Azure would tell is made up.
        accept_secrets: whether the engine hands it secrets as secrets. It does not to azure-native, and then
            guesses afterwards which parts of the answer are secret.
    """

    def __init__(self, package: str, cloud: Cloud, order: Order, *, inventive: bool, accept_secrets: bool) -> None:
        self._package = package
        self._cloud = cloud
        self._order = order
        self._inventive = inventive
        self._accept_secrets = accept_secrets
        self._location: str | None = None
        self._subscription = azure.ZERO_SUBSCRIPTION
        self._failures: dict[str, int] = {}

    def GetPluginInfo(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> plugin_pb2.PluginInfo:
        return plugin_pb2.PluginInfo(version=VERSION)

    def GetSchema(
        self, request: provider_pb2.GetSchemaRequest, context: grpc.ServicerContext
    ) -> provider_pb2.GetSchemaResponse:
        return provider_pb2.GetSchemaResponse(schema=package_schema(self._package, VERSION, Path.cwd()))

    def CheckConfig(
        self, request: provider_pb2.CheckRequest, context: grpc.ServicerContext
    ) -> provider_pb2.CheckResponse:
        return provider_pb2.CheckResponse(inputs=request.news)

    def DiffConfig(self, request: provider_pb2.DiffRequest, context: grpc.ServicerContext) -> provider_pb2.DiffResponse:
        return provider_pb2.DiffResponse()

    def Configure(
        self, request: provider_pb2.ConfigureRequest, context: grpc.ServicerContext
    ) -> provider_pb2.ConfigureResponse:
        given = reveal(from_wire(request.args))
        subscription, location = given.get("subscriptionId"), given.get("location")
        if isinstance(subscription, str) and subscription:
            self._subscription = subscription
        self._location = location if isinstance(location, str) else None
        return provider_pb2.ConfigureResponse(acceptSecrets=self._accept_secrets, supportsPreview=True)

    def Check(self, request: provider_pb2.CheckRequest, context: grpc.ServicerContext) -> provider_pb2.CheckResponse:
        inputs = azure_model.checked_inputs(request.type, from_wire(request.news))
        if azure.is_azure(request.type):
            # Where it is already comes before what the provider would choose.
            location = from_wire(request.olds).get("location") or self._location
            inputs = azure_model.with_location(
                request.type, inputs, configured=location, location_of_group=self._location_of_group
            )
        return provider_pb2.CheckResponse(inputs=to_wire(inputs))

    def _location_of_group(self, name: str) -> Value:
        group = self._cloud.get(f"/subscriptions/{self._subscription}/resourceGroups/{name}")
        return from_wire(group[1]).get("location") if group else None

    def Diff(self, request: provider_pb2.DiffRequest, context: grpc.ServicerContext) -> provider_pb2.DiffResponse:
        changed = changed_properties(from_wire(request.old_inputs), from_wire(request.news))
        replaces = replacing_properties(request.type, changed)
        return provider_pb2.DiffResponse(
            changes=provider_pb2.DiffResponse.DIFF_SOME if changed else provider_pb2.DiffResponse.DIFF_NONE,
            diffs=changed,
            replaces=replaces,
            deleteBeforeReplace=bool(replaces),
        )

    def Create(self, request: provider_pb2.CreateRequest, context: grpc.ServicerContext) -> provider_pb2.CreateResponse:
        token, inputs = request.type, from_wire(request.properties)
        if request.preview:
            return provider_pb2.CreateResponse(properties=to_wire(azure_model.preview_outputs(token, inputs)))
        if token == FLAKY:
            self._fail_at_first(request.urn, inputs, context)
        id_ = azure_model.resource_id(token, inputs, subscription_id=self._subscription, name=request.name)
        if self._cloud.get(id_):
            context.abort(grpc.StatusCode.ALREADY_EXISTS, f"cannot create already existing resource '{id_}'")
        outputs = self._deploy(_operation("create", token, id_, inputs), inputs, context)
        return provider_pb2.CreateResponse(id=id_, properties=outputs)

    def _deploy(
        self, operation: Operation, inputs: Mapping[str, Value], context: grpc.ServicerContext
    ) -> struct_pb2.Struct:
        """Create or update a resource in Azure's order, and return its outputs."""
        outputs = struct_pb2.Struct()
        try:
            with self._order.write(operation):
                outputs = self._cloud.deploy(operation.token, operation.id, inputs, inventive=self._inventive)
        except RefusedError as error:
            context.abort(grpc.StatusCode.UNKNOWN, str(error))
        except PartlyDoneError as error:
            _abort_partly(context, operation.id, inputs, outputs, str(error))
        return outputs

    def _fail_at_first(self, urn: str, inputs: dict[str, Value], context: grpc.ServicerContext) -> None:
        done = self._failures.get(urn, 0)
        if done < int(inputs.get("failures", 0)):
            self._failures[urn] = done + 1
            context.abort(grpc.StatusCode.UNKNOWN, "Code=AnotherOperationInProgress: try again (409)")

    def Update(self, request: provider_pb2.UpdateRequest, context: grpc.ServicerContext) -> provider_pb2.UpdateResponse:
        inputs = from_wire(request.news)
        if request.preview:
            old = from_wire(request.olds)
            stable = {key: old[key] for key in _STABLE if key in old}
            outputs = {**azure_model.preview_outputs(request.type, inputs), **stable}
            return provider_pb2.UpdateResponse(properties=to_wire(outputs))
        operation = _operation("update", request.type, request.id, inputs)
        return provider_pb2.UpdateResponse(properties=self._deploy(operation, inputs, context))

    def Read(self, request: provider_pb2.ReadRequest, context: grpc.ServicerContext) -> provider_pb2.ReadResponse:
        found = self._cloud.get(request.id)
        if found:
            inputs, outputs = found
            return provider_pb2.ReadResponse(id=request.id, inputs=inputs, properties=outputs)
        if request.inputs.fields:
            return provider_pb2.ReadResponse()  # refreshed, and gone
        # Read by `get`: the resource was there before the stack was.
        outputs = to_wire({**from_wire(request.properties), **azure_model.read_outputs(request.type, request.id)})
        return provider_pb2.ReadResponse(id=request.id, properties=outputs)

    def Delete(self, request: provider_pb2.DeleteRequest, context: grpc.ServicerContext) -> empty_pb2.Empty:
        try:
            with self._order.write(_operation("delete", request.type, request.id, {})):
                self._cloud.remove(request.id, hold=is_held(request.id))
        except (RefusedError, PartlyDoneError) as error:
            context.abort(grpc.StatusCode.UNKNOWN, str(error))
        return empty_pb2.Empty()

    def Invoke(self, request: provider_pb2.InvokeRequest, context: grpc.ServicerContext) -> provider_pb2.InvokeResponse:
        arguments = from_wire(request.args)
        if self._inventive:
            answer = azure_model.answer(
                request.tok, arguments, subscription_id=self._subscription, known=True, deployed=self._deployed
            )[0]
        else:
            answer = azure_model.invoke_outputs(request.tok, arguments, subscription_id=self._subscription)
        named: dict[str, Any] = {"return": to_wire(answer)}  # a keyword of Python
        return provider_pb2.InvokeResponse(**named)

    def _deployed(self, id_: str) -> dict[str, Value] | None:
        found = self._cloud.get(id_)
        return from_wire(found[1]) if found else None

    def Cancel(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> empty_pb2.Empty:
        return empty_pb2.Empty()


def _operation(kind: str, token: str, id_: str, inputs: Mapping[str, Value]) -> Operation:
    plain: Any = reveal(dict(inputs))
    return Operation(kind=kind, token=token, id=id_, inputs=plain)


def _abort_partly(
    context: grpc.ServicerContext, id_: str, inputs: Mapping[str, Value], outputs: struct_pb2.Struct, reason: str
) -> NoReturn:
    """Answer that a resource is there but not ready, so that the engine keeps it in its state."""
    failed = provider_pb2.ErrorResourceInitFailed(
        id=id_, properties=outputs, reasons=[reason], inputs=to_wire(dict(inputs))
    )
    status = status_pb2.Status(code=grpc.StatusCode.UNKNOWN.value[0], message=reason)
    status.details.add().Pack(failed)
    context.set_trailing_metadata((("grpc-status-details-bin", status.SerializeToString()),))
    context.abort(grpc.StatusCode.UNKNOWN, reason)


def serve(package: str) -> NoReturn:
    """Serve until the engine ends this process, or is gone itself."""
    folder = Path(os.environ[CLOUD_FOLDER])
    cloud = Cloud(folder)
    strict = package == azure.PACKAGE and LENIENT not in os.environ
    order = Order(cloud, Faults(folder), strict=strict)
    server = grpc.server(ThreadPoolExecutor(max_workers=_WORKERS), options=_UNLIMITED)
    standin = StandIn(
        package,
        cloud,
        order,
        inventive=INVENTIVE in os.environ,
        accept_secrets=PLAIN_ONLY not in os.environ,
    )
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(standin, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    engine = os.getppid()
    while os.getppid() == engine:
        time.sleep(0.5)
    server.stop(grace=None)
    raise SystemExit(0)


if __name__ == "__main__":
    serve(sys.argv[1])
