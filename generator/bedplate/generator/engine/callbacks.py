"""Callbacks of a program (transforms, hooks) without the gRPC server by which the SDK offers them."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from google.protobuf.message import Message
from pulumi.runtime._callbacks import _CallbackServicer  # pyright: ignore[reportPrivateUsage]
from pulumi.runtime.proto import resource_pb2


class LocalCallbacks(_CallbackServicer):
    """The SDK's registry of callbacks, called in process.

    The SDK opens a loopback server on first use unless one is set already; this one is set before the
    program starts. Requests and answers stay the protocol's own messages.
    """

    def __init__(self, monitor: object) -> None:  # pyright: ignore[reportMissingSuperCall]
        """Take the monitor that callbacks are registered with; the base class would start a server here."""
        self._callbacks = {}
        self._transforms = {}
        self._state_migrations = {}
        self._monitor = cast("Any", monitor)
        self._loop = asyncio.get_running_loop()
        self._target = "in-process"

    async def serve(self) -> None:
        """Do nothing: there is no server."""

    async def transform(self, token: str, request: resource_pb2.TransformRequest) -> resource_pb2.TransformResponse:
        """Call a transform of resources; whatever it raises is raised."""
        return cast("resource_pb2.TransformResponse", await self._call(token, request))

    async def transform_invoke(
        self, token: str, request: resource_pb2.TransformInvokeRequest
    ) -> resource_pb2.TransformInvokeResponse:
        """Call a transform of function calls; whatever it raises is raised."""
        return cast("resource_pb2.TransformInvokeResponse", await self._call(token, request))

    async def _call(self, token: str, request: Message) -> Message:
        return await self._callbacks[token](request.SerializeToString())
