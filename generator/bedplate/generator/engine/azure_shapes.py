"""What a preview can know of a resource's outputs, from the response types in the provider's own SDK.

azure-native answers a preview with the inputs in the shape of the response: what the response has and
the inputs do not becomes unknown, at every depth. The same rule here keeps a program honest that reads a
computed value deep inside an object it has given itself (`vnet.subnets[0].id`).
"""

from __future__ import annotations

import collections.abc
import importlib
import sys
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any

from pulumi import _types  # pyright: ignore[reportPrivateUsage]  # the SDK's own reading of its classes

from bedplate.generator.engine.values import is_array, is_object
from bedplate.generator.graph import UNKNOWN, Secret, Value

_SDK = "pulumi_azure_native"


@cache
def response_types(token: str) -> Mapping[str, Any] | None:
    """Return the outputs of a type and their Python types; `None` for a token that the SDK does not have.

    Args:
        token: Pulumi type token, for example `azure-native:network:VirtualNetwork`.
    """
    parts = token.split(":")
    if len(parts) != 3 or parts[0] != "azure-native":  # noqa: PLR2004 - package, module, type
        return None
    name = ".".join([_SDK, *parts[1].split("/")])
    try:
        module = sys.modules.get(name) or importlib.import_module(name)
    except ImportError:
        return None
    resource = getattr(module, parts[2], None)
    return _types.resource_types(resource) if isinstance(resource, type) else None


def previewed(token: str, inputs: Mapping[str, Value]) -> dict[str, Value] | None:
    """Return the outputs that a preview knows, or `None` when the SDK does not tell the response's shape.

    Outputs that are wholly unknown are left out; inside an object they stand as unknown.
    """
    known = response_types(token)
    if known is None:
        return None
    return {key: _shaped(value, known[key]) for key, value in inputs.items() if key in known}


def _shaped(value: Value, declared: Any) -> Value:
    """Return a given value in the shape of the response, with unknowns where only Azure can tell."""
    if isinstance(value, Secret):
        return Secret(_shaped(value.value, declared))
    expected: Any = _types.unwrap_type(declared)
    if is_array(value):
        is_list = typing.get_origin(expected) in {list, collections.abc.Sequence}
        return tuple(_shaped(item, typing.get_args(expected)[0]) for item in value) if is_list else UNKNOWN
    return _shaped_object(value, expected) if is_object(value) else value


def _shaped_object(value: Mapping[str, Value], expected: Any) -> Value:
    if _types.is_output_type(expected):
        fields = _types.output_type_types(expected)
        return {key: _shaped(value[key], kind) if key in value else UNKNOWN for key, kind in fields.items()}
    origin = typing.get_origin(expected)
    if origin in {dict, collections.abc.Mapping}:
        return {key: _shaped(item, typing.get_args(expected)[1]) for key, item in value.items()}
    # A union of object types, or any type at all: the provider cannot choose and passes the input on.
    return value if origin in {typing.Union, types.UnionType} or expected is Any else UNKNOWN
