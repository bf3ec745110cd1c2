"""The offline provider: what the real engine starts in place of azure-native, and of every other package.

Azure-native's resources are answered from the recorder's Azure model, those of other packages with their inputs.
It knows only first deployments, so nothing ever differs from before.

Usage: `python -m bedplate.generator.programs.provider PACKAGE NOTES USAGE`; it prints its port.
"""
# ruff: noqa: ARG002, D102, N802 - methods and their parameters are those of Pulumi's protocol

from __future__ import annotations

import importlib.metadata
import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn, cast

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc, resource_pb2, resource_pb2_grpc

from bedplate.generator import plugin_server
from bedplate.generator.engine import azure
from bedplate.generator.engine.locations import with_location
from bedplate.generator.engine.properties import from_wire, reveal, to_wire
from bedplate.generator.graph import Value
from bedplate.generator.programs import invokes, packages
from bedplate.generator.programs.limits import Limit, note
from bedplate.generator.programs.made_up import completed
from bedplate.generator.programs.package_schema import package_schema

KNOWN_VARIABLE = "BEDPLATE_KNOWN"
"""Environment variable: set where computed values are known, so also the answers of functions."""
_WORKERS = 16


class OfflineProvider(provider_pb2_grpc.ResourceProviderServicer):
    """Answers for one package.

    Args:
        package: its name.
        notes: file for what cannot be known.
        usage: file that says what a YAML program uses.
    """

    def __init__(self, package: str, notes: Path, usage: Path) -> None:
        self._package, self._notes, self._usage = package, notes, usage
        self._version = _version(package)
        self._subscription = azure.ZERO_SUBSCRIPTION
        self._environment = "public"
        self._location: str | None = None
        self._outputs: dict[str, Mapping[str, Value]] = {}
        # The model imports the SDK's modules, and those imports bear no company.
        self._one_at_a_time = threading.Lock()

    def GetPluginInfo(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> plugin_pb2.PluginInfo:
        return plugin_pb2.PluginInfo(version=self._version)

    def Parameterize(
        self, request: provider_pb2.ParameterizeRequest, context: grpc.ServicerContext
    ) -> provider_pb2.ParameterizeResponse:
        if request.HasField("value"):
            self._package = request.value.name
            return provider_pb2.ParameterizeResponse(name=request.value.name, version=request.value.version)
        name = request.args.args[0].rsplit("/", maxsplit=1)[-1] if request.args.args else self._package
        return provider_pb2.ParameterizeResponse(name=name, version=self._version)

    def GetSchema(
        self, request: provider_pb2.GetSchemaRequest, context: grpc.ServicerContext
    ) -> provider_pb2.GetSchemaResponse:
        return provider_pb2.GetSchemaResponse(schema=package_schema(self._package, self._version, self._usage))

    def CheckConfig(
        self, request: provider_pb2.CheckRequest, context: grpc.ServicerContext
    ) -> provider_pb2.CheckResponse:
        return provider_pb2.CheckResponse(inputs=request.news)

    def DiffConfig(self, request: provider_pb2.DiffRequest, context: grpc.ServicerContext) -> provider_pb2.DiffResponse:
        return provider_pb2.DiffResponse(changes=provider_pb2.DiffResponse.DIFF_NONE)

    def Configure(
        self, request: provider_pb2.ConfigureRequest, context: grpc.ServicerContext
    ) -> provider_pb2.ConfigureResponse:
        given = reveal(from_wire(request.args))
        self._subscription = _text(given.get("subscriptionId")) or self._subscription
        self._environment = _text(given.get("environment")) or self._environment
        self._location = _text(given.get("location")) or None
        return provider_pb2.ConfigureResponse(
            acceptSecrets=True, acceptResources=True, acceptOutputs=True, supportsPreview=True
        )

    def Check(self, request: provider_pb2.CheckRequest, context: grpc.ServicerContext) -> provider_pb2.CheckResponse:
        inputs = azure.checked_inputs(request.type, from_wire(request.news))
        located = with_location(
            request.type, inputs, configured=self._location, location_of_group=self._location_of_group
        )
        return provider_pb2.CheckResponse(inputs=to_wire(located if azure.is_azure(request.type) else inputs))

    def _location_of_group(self, name: str) -> Value:
        group = f"/subscriptions/{self._subscription}/resourceGroups/{name}"
        return self._outputs.get(group, {}).get("location")

    def Diff(self, request: provider_pb2.DiffRequest, context: grpc.ServicerContext) -> provider_pb2.DiffResponse:
        return provider_pb2.DiffResponse(changes=provider_pb2.DiffResponse.DIFF_NONE)

    def Create(self, request: provider_pb2.CreateRequest, context: grpc.ServicerContext) -> provider_pb2.CreateResponse:
        token, inputs = request.type, from_wire(request.properties)
        self._note_echo()
        with self._one_at_a_time:
            if request.preview:
                return provider_pb2.CreateResponse(properties=to_wire(azure.preview_outputs(token, inputs)))
            id_ = azure.resource_id(token, inputs, subscription_id=self._subscription, name=request.name)
            return provider_pb2.CreateResponse(id=id_, properties=to_wire(self._deployed(token, inputs, id_)))

    def _deployed(self, token: str, inputs: Mapping[str, Value], id_: str) -> dict[str, Value]:
        outputs = azure.computed_outputs(token, inputs, id_, environment=self._environment)
        if not azure.is_azure(token):
            return {**packages.computed_outputs(token, inputs, id_), **outputs}
        self._outputs[id_] = whole = completed(token, id_, outputs)
        return whole

    def Update(self, request: provider_pb2.UpdateRequest, context: grpc.ServicerContext) -> provider_pb2.UpdateResponse:
        with self._one_at_a_time:
            outputs = self._deployed(request.type, from_wire(request.news), request.id)
        return provider_pb2.UpdateResponse(properties=to_wire(outputs))

    def Read(self, request: provider_pb2.ReadRequest, context: grpc.ServicerContext) -> provider_pb2.ReadResponse:
        self._note_echo()
        with self._one_at_a_time:
            read = azure.read_outputs(request.type, request.id)
        outputs = to_wire({**from_wire(request.properties), **read})
        return provider_pb2.ReadResponse(id=request.id, inputs=request.inputs, properties=outputs)

    def Delete(self, request: provider_pb2.DeleteRequest, context: grpc.ServicerContext) -> empty_pb2.Empty:
        return empty_pb2.Empty()

    def Invoke(self, request: provider_pb2.InvokeRequest, context: grpc.ServicerContext) -> provider_pb2.InvokeResponse:
        with self._one_at_a_time:
            answer, limit = invokes.answer(
                request.tok,
                from_wire(request.args),
                subscription_id=self._subscription,
                known=KNOWN_VARIABLE in os.environ,
                deployed=self._outputs.get,
            )
        note(self._notes, limit, request.tok)
        response = provider_pb2.InvokeResponse()
        getattr(response, "return").CopyFrom(to_wire(answer))  # the field bears a word of Python's
        return response

    def Construct(
        self, request: provider_pb2.ConstructRequest, context: grpc.ServicerContext
    ) -> provider_pb2.ConstructResponse:
        """Register the component itself: what it would make is its package's secret."""
        note(self._notes, Limit.REMOTE, request.type)
        with grpc.insecure_channel(request.monitorEndpoint, options=plugin_server.UNLIMITED) as channel:
            monitor = cast("Any", resource_pb2_grpc.ResourceMonitorStub)(channel)
            registered = monitor.RegisterResource(
                resource_pb2.RegisterResourceRequest(
                    type=request.type, name=request.name, parent=request.parent, object=request.inputs
                )
            )
            outputs = resource_pb2.RegisterResourceOutputsRequest(urn=registered.urn, outputs=request.inputs)
            monitor.RegisterResourceOutputs(outputs)
        return provider_pb2.ConstructResponse(urn=registered.urn, state=request.inputs)

    def Call(self, request: provider_pb2.CallRequest, context: grpc.ServicerContext) -> provider_pb2.CallResponse:
        note(self._notes, Limit.UNDECIDED, request.tok)
        return provider_pb2.CallResponse()

    def Cancel(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> empty_pb2.Empty:
        return empty_pb2.Empty()

    def _note_echo(self) -> None:
        if not azure.is_azure(f"{self._package}:"):
            note(self._notes, Limit.ECHOED, self._package)


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _version(package: str) -> str:
    return importlib.metadata.version("pulumi-azure-native") if package == azure.PACKAGE else "0.0.1"


def serve(package: str, notes: Path, usage: Path) -> NoReturn:
    """Serve until the engine ends this process, or is gone itself."""
    server = plugin_server.new_server(_WORKERS)
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(OfflineProvider(package, notes, usage), server)
    plugin_server.serve(server)


if __name__ == "__main__":
    serve(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
