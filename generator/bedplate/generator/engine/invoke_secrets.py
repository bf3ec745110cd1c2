"""Which arguments of a provider function are secret: the SDK strips that from its requests."""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Mapping
from contextvars import ContextVar
from typing import Any

from google.protobuf import struct_pb2
from pulumi.runtime import rpc

from bedplate.generator.engine.properties import SECRET
from bedplate.generator.graph import Secret, Value

_STRIPS = "_unwrap_rpc_secret_struct_properties"
_MARK = SECRET.encode()
_SECRET: ContextVar[frozenset[str]] = ContextVar("secret_arguments", default=frozenset())
"""Names of secret arguments; the SDK strips a request and sends it in one task, and so in one context."""


@contextlib.contextmanager
def secret_arguments_noted() -> Generator[None]:
    """Note in a block what the SDK strips."""
    strip = getattr(rpc, _STRIPS)

    def stripped(value: Any) -> tuple[Any, bool]:
        plain, held_secrets = strip(value)
        # It strips what is inside in the same way, so the whole comes last.
        if isinstance(value, struct_pb2.Struct):
            _SECRET.set(frozenset(key for key, item in value.fields.items() if _MARK in item.SerializeToString()))
        return plain, held_secrets

    setattr(rpc, _STRIPS, stripped)
    try:
        yield
    finally:
        setattr(rpc, _STRIPS, strip)


def with_secrets(arguments: Mapping[str, Value]) -> dict[str, Value]:
    """Return the arguments of the request that is being sent, the secret ones as secrets."""
    secret = _SECRET.get()
    return {key: Secret(value) if key in secret else value for key, value in arguments.items()}
