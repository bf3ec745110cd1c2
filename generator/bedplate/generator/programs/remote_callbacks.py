"""Callbacks of a program in another process: transforms are called where the program offers them."""

from __future__ import annotations

from typing import Any, TypeVar, cast

import grpc
from google.protobuf.message import Message
from pulumi.runtime.proto import callback_pb2, callback_pb2_grpc, resource_pb2

from bedplate.generator.engine.errors import RegistrationError
from bedplate.generator.plugin_server import UNLIMITED

_Answer = TypeVar("_Answer", bound=Message)


class RemoteCallbacks:
    """Calls callbacks by their tokens, over the connections that the program named."""

    def __init__(self) -> None:
        self._targets: dict[str, str] = {}
        self._channels: dict[str, grpc.aio.Channel] = {}

    def learn(self, callback: callback_pb2.Callback) -> None:
        """Remember where a callback is offered."""
        self._targets[callback.token] = callback.target

    async def transform(self, token: str, request: resource_pb2.TransformRequest) -> resource_pb2.TransformResponse:
        """Call a transform of resources.

        Raises:
            RegistrationError: it failed.
        """
        return await self._call(token, request, resource_pb2.TransformResponse())

    async def transform_invoke(
        self, token: str, request: resource_pb2.TransformInvokeRequest
    ) -> resource_pb2.TransformInvokeResponse:
        """Call a transform of function calls.

        Raises:
            RegistrationError: it failed.
        """
        return await self._call(token, request, resource_pb2.TransformInvokeResponse())

    async def close(self) -> None:
        """Close every connection."""
        for channel in self._channels.values():
            await channel.close()

    async def _call(self, token: str, request: Message, answer: _Answer) -> _Answer:
        target = self._targets[token]
        channel = self._channels.get(target)
        if channel is None:
            channel = self._channels[target] = grpc.aio.insecure_channel(target, options=UNLIMITED)
        stub = cast("Any", callback_pb2_grpc.CallbacksStub)(channel)
        try:
            asked = callback_pb2.CallbackInvokeRequest(token=token, request=request.SerializeToString())
            said = await stub.Invoke(asked)
        except grpc.aio.AioRpcError as error:
            raise RegistrationError(f"a transform failed: {error.details()}") from error
        answer.ParseFromString(said.response)
        return answer
