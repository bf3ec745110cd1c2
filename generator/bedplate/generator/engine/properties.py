"""Property values between Pulumi's wire form and the graph's plain values.

On the wire everything is a protobuf `Struct`; what JSON cannot say is an object with a signature
key. The signatures are part of Pulumi's protocol (`sdk/go/common/resource/sig`).
"""

from __future__ import annotations

from collections.abc import Mapping

from google.protobuf import struct_pb2

from bedplate.generator.engine.archives import archive_of, asset_of
from bedplate.generator.engine.errors import RegistrationError
from bedplate.generator.engine.values import is_array, is_object
from bedplate.generator.graph import UNKNOWN, Archive, Asset, Secret, Value

SIGNATURE = "4dabf18193072939515e22adb298388d"
SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - a protocol constant
ASSET = "c44067f5952c0a294b673a41bacd8c17"
ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7"
RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e"
OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4"

_EXACT_INTEGERS = 2**53


def from_wire(properties: struct_pb2.Struct) -> dict[str, Value]:
    """Return the plain values of a wire object, keys sorted, whole numbers as integers.

    A reference to another resource becomes what its provider would see: the id of a custom resource,
    the URN of a component.

    Raises:
        RegistrationError: an asset names a file that cannot be read.
    """
    fields = properties.fields
    return {key: value_from_wire(fields[key]) for key in sorted(fields)}


def value_from_wire(value: struct_pb2.Value) -> Value:
    """Return the plain value of one wire value."""
    kind = value.WhichOneof("kind")
    if kind == "string_value":
        text = value.string_value
        return UNKNOWN if text == UNKNOWN.value else text
    if kind == "struct_value":
        return _object_from_wire(value.struct_value)
    if kind == "list_value":
        return tuple(value_from_wire(item) for item in value.list_value.values)
    if kind == "number_value":
        return _number(value.number_value)
    return value.bool_value if kind == "bool_value" else None


def _object_from_wire(properties: struct_pb2.Struct) -> Value:
    fields = properties.fields
    if SIGNATURE not in fields:
        return from_wire(properties)
    signature = fields[SIGNATURE].string_value
    if signature == SECRET:
        return secret(value_from_wire(fields["value"]))
    if signature == OUTPUT:
        inner = value_from_wire(fields["value"]) if "value" in fields else UNKNOWN
        return secret(inner) if "secret" in fields and fields["secret"].bool_value else inner
    if signature == RESOURCE:
        return value_from_wire(fields["id"] if "id" in fields else fields["urn"]) or UNKNOWN
    if signature == ASSET:
        parts = from_wire(properties)
        return asset_of(
            path=parts.get("path"), text=parts.get("text"), uri=parts.get("uri"), known_hash=parts.get("hash")
        )
    if signature == ARCHIVE:
        parts = from_wire(properties)
        return archive_of(
            path=parts.get("path"), assets=parts.get("assets"), uri=parts.get("uri"), known_hash=parts.get("hash")
        )
    raise RegistrationError(f"a property holds an object of a kind that is not known ({signature})")


def _number(value: float) -> int | float:
    return int(value) if value.is_integer() and abs(value) < _EXACT_INTEGERS else value


def secret(value: Value) -> Secret:
    """Return a value as a secret, without secrets inside secrets."""
    return Secret(reveal(value))


def reveal(value: Value) -> Value:
    """Return a value with every secret in it laid open."""
    if isinstance(value, Secret):
        return reveal(value.value)
    if is_object(value):
        return {key: reveal(item) for key, item in value.items()}
    if is_array(value):
        return tuple(reveal(item) for item in value)
    return value


def to_wire(properties: Mapping[str, Value]) -> struct_pb2.Struct:
    """Return the wire form of plain values; secrets and unknowns keep their place."""
    struct = struct_pb2.Struct()
    _fill_struct(struct, properties)
    return struct


def _fill_struct(struct: struct_pb2.Struct, properties: Mapping[str, Value]) -> None:
    for key, value in properties.items():
        _fill(struct.fields[key], value)


def _fill(target: struct_pb2.Value, value: Value) -> None:
    if isinstance(value, str):
        target.string_value = value
    elif isinstance(value, bool):
        target.bool_value = value
    elif isinstance(value, int | float):
        target.number_value = value
    elif is_object(value):
        _fill_struct(target.struct_value, value)
        target.struct_value.SetInParent()
    elif is_array(value):
        target.list_value.SetInParent()
        for item in value:
            _fill(target.list_value.values.add(), item)
    elif value is UNKNOWN:
        target.string_value = UNKNOWN.value
    elif value is None:
        target.null_value = struct_pb2.NULL_VALUE
    else:
        _fill_struct(target.struct_value, _signed(value))


def _signed(value: Secret | Asset | Archive) -> dict[str, Value]:
    if isinstance(value, Secret):
        return {SIGNATURE: SECRET, "value": value.value}
    if isinstance(value, Asset):
        parts: dict[str, Value] = {"path": value.path, "text": value.text, "uri": value.uri}
        signature = ASSET
    else:
        parts = {"path": value.path, "uri": value.uri, "assets": value.assets}
        signature = ARCHIVE
    present = {key: item for key, item in {**parts, "hash": value.hash}.items() if item is not None}
    return {SIGNATURE: signature, **present}
