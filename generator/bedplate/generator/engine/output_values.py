"""Output values: the wire form in which a value carries what it depends on, for transforms alone."""

from __future__ import annotations

from collections.abc import Iterable

from google.protobuf import struct_pb2

from bedplate.generator.engine.properties import OUTPUT, SECRET, SIGNATURE
from bedplate.generator.graph import UNKNOWN


def signature_of(value: struct_pb2.Value) -> str:
    """Return the signature of a wire object, empty for every other value."""
    if value.WhichOneof("kind") != "struct_value" or SIGNATURE not in value.struct_value.fields:
        return ""
    return value.struct_value.fields[SIGNATURE].string_value


def upgraded(value: struct_pb2.Value) -> struct_pb2.Value:
    """Return a wire value with every secret and every unknown in it as an output value."""
    result = struct_pb2.Value()
    kind = value.WhichOneof("kind")
    if kind == "string_value" and value.string_value == UNKNOWN.value:
        return _output(None, is_secret=False)
    if kind == "list_value":
        result.list_value.values.extend(upgraded(item) for item in value.list_value.values)
        result.list_value.SetInParent()
    elif kind == "struct_value":
        if signature_of(value) == SECRET:
            return _output(upgraded(value.struct_value.fields["value"]), is_secret=True)
        result.struct_value.SetInParent()
        for key, item in value.struct_value.fields.items():
            result.struct_value.fields[key].CopyFrom(upgraded(item))
    else:
        result.CopyFrom(value)
    return result


def _output(inner: struct_pb2.Value | None, *, is_secret: bool) -> struct_pb2.Value:
    if inner is not None and signature_of(inner) == OUTPUT:
        result = inner
    else:
        result = struct_pb2.Value()
        result.struct_value.fields[SIGNATURE].string_value = OUTPUT
        if inner is not None:
            result.struct_value.fields["value"].CopyFrom(inner)
    if is_secret:
        result.struct_value.fields["secret"].bool_value = True
    return result


def with_dependencies(value: struct_pb2.Value, dependencies: Iterable[str]) -> struct_pb2.Value:
    """Return a wire value that carries these URNs too; unchanged where it carries all of them already."""
    wanted = set(dependencies)
    if wanted <= carried_dependencies(value):
        return value
    result = _output(value, is_secret=False)
    fields = result.struct_value.fields
    if "dependencies" in fields:
        wanted |= {item.string_value for item in fields["dependencies"].list_value.values}
        del fields["dependencies"]
    urns = fields["dependencies"].list_value
    urns.values.extend(struct_pb2.Value(string_value=urn) for urn in sorted(wanted))
    return result


def carried_dependencies(value: struct_pb2.Value) -> set[str]:
    """Return the URNs that the output values inside a wire value carry."""
    found: set[str] = set()
    kind = value.WhichOneof("kind")
    if kind == "list_value":
        for item in value.list_value.values:
            found |= carried_dependencies(item)
    elif kind == "struct_value":
        is_output = signature_of(value) == OUTPUT
        for key, item in value.struct_value.fields.items():
            if is_output and key == "dependencies":
                found |= {urn.string_value for urn in item.list_value.values}
            else:
                found |= carried_dependencies(item)
    return found
