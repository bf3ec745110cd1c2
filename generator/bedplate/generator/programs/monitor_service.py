"""Serves the engine's two services to a program in another process, over a loopback connection."""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import AsyncGenerator, Callable
from pathlib import Path
from typing import Any

import grpc
from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.message_factory import GetMessageClass
from pulumi.runtime.proto import engine_pb2, resource_pb2

from bedplate.generator.engine.archives import read_from
from bedplate.generator.engine.errors import Problem, RegistrationError
from bedplate.generator.plugin_server import LOOPBACK, UNLIMITED
from bedplate.generator.programs.declarations import SentDeclarations


class Refusals:
    """What the engine refused in one run, and what went wrong in us while it answered."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.faults: list[Exception] = []


@contextlib.asynccontextmanager
async def served(
    recorder: object, diagnostics: object, declarations: SentDeclarations, refusals: Refusals, folder: Path
) -> AsyncGenerator[str]:
    """Serve both services in a block; yields the address.

    Every request is answered on the loop that runs this, so the recorder needs no locks.

    Args:
        recorder: has the methods of the `ResourceMonitor` service.
        diagnostics: has the methods of the `Engine` service.
        declarations: is told of each request, for the place that it comes from.
        refusals: receives what is refused.
        folder: where the program runs; the paths of its assets are relative to it.
    """
    server = grpc.aio.server(options=UNLIMITED)
    for messages, service, answering in (
        (resource_pb2, "ResourceMonitor", recorder),
        (engine_pb2, "Engine", diagnostics),
    ):
        methods = {
            method.name: _handler(method, getattr(answering, method.name), declarations, refusals, folder)
            for method in messages.DESCRIPTOR.services_by_name[service].methods
            if hasattr(answering, method.name)
        }
        server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(f"pulumirpc.{service}", methods),))
    port = server.add_insecure_port(f"{LOOPBACK}:0")
    await server.start()
    try:
        yield f"{LOOPBACK}:{port}"
    finally:
        await server.stop(grace=None)


def _handler(
    method: MethodDescriptor,
    answer: Callable[[Any], Any],
    declarations: SentDeclarations,
    refusals: Refusals,
    folder: Path,
) -> grpc.RpcMethodHandler[Any, Any]:
    async def handle(request: Any, context: grpc.aio.ServicerContext[Any, Any]) -> Any:
        declarations.arrive(request)
        try:
            with read_from(folder):
                answered = answer(request)
                if inspect.isawaitable(answered):
                    answered = await answered
            return answered  # noqa: TRY300 - what follows are the ways in which this fails
        except RegistrationError as error:
            refusals.problems.append(Problem(message=str(error), position=declarations.current))
            await context.abort(grpc.StatusCode.INVALID_ARGUMENT, str(error))
        except Exception as error:  # noqa: BLE001 - it is raised again when the run is over
            refusals.faults.append(error)
            await context.abort(grpc.StatusCode.INTERNAL, "a fault of bedplate")

    return grpc.unary_unary_rpc_method_handler(
        handle,
        request_deserializer=GetMessageClass(method.input_type).FromString,
        response_serializer=GetMessageClass(method.output_type).SerializeToString,
    )
