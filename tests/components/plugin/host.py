"""Starts the plugin as the engine does, and plays the engine to it over loopback connections."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
from google.protobuf import any_pb2, empty_pb2
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc, errors_pb2, provider_pb2, provider_pb2_grpc, status_pb2

from bedplate.generator.engine.diagnostics import Diagnostics
from bedplate.generator.engine.errors import Locator
from bedplate.generator.engine.properties import OUTPUT, SIGNATURE, from_wire, to_wire
from bedplate.generator.engine.recorder import Deployment, Recorder
from bedplate.generator.graph import Mode, Resource, Value
from bedplate.generator.programs.declarations import SentDeclarations
from bedplate.generator.programs.monitor_service import Refusals, served

COMPONENTS = Path(__file__).resolve().parents[3] / "components"
SUBSCRIPTION_ID = "11111111-1111-1111-1111-111111111111"
_UNLIMITED = (("grpc.max_receive_message_length", -1),)
_STATUS = "grpc-status-details-bin"


class RefusedError(Exception):
    """The plugin refused; the text is its message, `problems` its reason for each property."""

    def __init__(self, message: str, problems: Mapping[str, str]) -> None:
        super().__init__(message)
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Constructed:
    """What came of one component."""

    urn: str
    state: Mapping[str, Value]
    state_dependencies: Mapping[str, tuple[str, ...]]
    resources: Mapping[str, Resource]
    """What the plugin registered, the component included, by URN."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plugin that runs."""

    address: str

    def schema(self) -> str:
        """Ask for the package schema."""
        with grpc.insecure_channel(self.address, options=_UNLIMITED) as channel:
            answer = provider_pb2_grpc.ResourceProviderStub(channel).GetSchema(provider_pb2.GetSchemaRequest())
        return str(answer.schema)

    def construct(
        self,
        component: str,
        inputs: Mapping[str, Value],
        *,
        mode: Mode = Mode.UNKNOWN,
        dependencies: Mapping[str, tuple[str, ...]] | None = None,
    ) -> Constructed:
        """Declare a component.

        Args:
            component: its name in the package, or its token in another one.
            inputs: its arguments by their names in the package.
            mode: whether what Azure computes is known.
            dependencies: URNs that whole arguments depend on.

        Raises:
            RefusedError: the plugin answered with an error.
        """
        deployment = Deployment(project="zone", stack="dev", organization="organization", mode=mode)
        request = provider_pb2.ConstructRequest(
            project="zone",
            stack="dev",
            config={"azure-native:subscriptionId": SUBSCRIPTION_ID},
            dryRun=mode is Mode.UNKNOWN,
            type=component if ":" in component else f"bedplate:index:{component}",
            name="it",
            inputs=to_wire(inputs),
            inputDependencies={
                name: provider_pb2.ConstructRequest.PropertyDependencies(urns=urns)
                for name, urns in (dependencies or {}).items()
            },
            accepts_output_values=True,
        )
        return asyncio.run(self._construct(request, deployment))

    async def _construct(self, request: provider_pb2.ConstructRequest, deployment: Deployment) -> Constructed:
        locator, refusals = Locator(COMPONENTS), Refusals()
        declarations = SentDeclarations(locator)
        recorder = Recorder(deployment, declarations)
        diagnostics = Diagnostics(locator, recorder.source_of, str)
        async with served(recorder, diagnostics, declarations, refusals, COMPONENTS) as monitor:
            request.monitorEndpoint = monitor
            async with grpc.aio.insecure_channel(self.address) as channel:
                try:
                    answer = await provider_pb2_grpc.ResourceProviderStub(channel).Construct(request)
                except grpc.aio.AioRpcError as error:
                    raise _refused(error) from error
        assert (refusals.faults, refusals.problems, diagnostics.problems) == ([], [], [])
        return Constructed(
            urn=answer.urn,
            state=from_wire(answer.state),
            state_dependencies={
                name: tuple(sorted(each.urns)) for name, each in sorted(answer.stateDependencies.items())
            },
            resources=recorder.resources,
        )


def output(value: Value = None, *, of: tuple[str, ...] = (), secret: bool = False) -> Mapping[str, Value]:
    """Return an output as SDKs send it, nested in whatever it is in.

    Args:
        value: its value; `None` where it is not known yet.
        of: URNs that it depends on.
        secret: whether it is secret.
    """
    known = {} if value is None else {"value": value}
    return {SIGNATURE: OUTPUT, **known, "dependencies": of, "secret": secret}


class _Engine(engine_pb2_grpc.EngineServicer):
    """The engine's log, where nothing must go wrong."""

    def __init__(self) -> None:
        self.errors: list[str] = []

    def Log(  # noqa: N802 - the name of the gRPC method
        self, request: engine_pb2.LogRequest, context: grpc.ServicerContext
    ) -> empty_pb2.Empty:
        del context
        if request.severity >= engine_pb2.WARNING:
            self.errors.append(request.message)
        return empty_pb2.Empty()


@contextmanager
def running_plugin(folder: Path = COMPONENTS, **variables: str) -> Iterator[Plugin]:
    """Run a plugin; what it warns of fails the block.

    Args:
        folder: that of the plugin; by default the one of bedplate's components.
        variables: what the plugin's environment has beside that of this run.
    """
    engine, server = _Engine(), grpc.server(ThreadPoolExecutor(4))
    engine_pb2_grpc.add_EngineServicer_to_server(engine, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    command = [sys.executable, str(folder), f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **variables}) as process:
        try:
            assert process.stdout
            yield Plugin(f"127.0.0.1:{int(process.stdout.readline())}")
        finally:
            process.kill()
            server.stop(grace=None)
    assert engine.errors == []


def _refused(error: grpc.aio.AioRpcError) -> RefusedError:
    problems: dict[str, str] = {}
    for key, value in error.trailing_metadata() or ():
        if key == _STATUS:
            status: Any = status_pb2.Status.FromString(value if isinstance(value, bytes) else value.encode())
            for detail in status.details:
                problems |= _properties(detail)
    return RefusedError(error.details() or "", problems)


def _properties(detail: any_pb2.Any) -> dict[str, str]:
    errors = errors_pb2.InputPropertiesError()
    detail.Unpack(errors)
    return {each.property_path: each.reason for each in errors.errors}
