"""Property values as the engine serializes them (`pkg/resource/stack/deployment.go`), as the graph's plain values."""

from __future__ import annotations

import base64
import binascii
import struct
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, cast

import msgspec

from bedplate.generator.diff.values import MASKED
from bedplate.generator.graph import UNKNOWN, Archive, Asset, Secret, Value
from bedplate.generator.render.properties import is_list, is_mapping

SIGNATURE = "4dabf18193072939515e22adb298388d"
SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - a constant of the format
MASK = "[secret]"
"""What stands in a preview for every secret."""
UNKNOWN_TEXTS = frozenset(
    {
        UNKNOWN.value,
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
        "030794c1-ac77-496b-92df-f27374a8bd58",
        "e48ece36-62e2-4504-bad9-02848725956a",
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    }
)
"""The texts that stand for an unknown string, boolean, number, array, asset, archive and object.

Source: `sdk/go/common/resource/plugin/rpc.go` of Pulumi 3.260, read 2026-11-21.
"""
_MARKERS: Mapping[str, Value] = MappingProxyType(
    {**dict.fromkeys(UNKNOWN_TEXTS, UNKNOWN), MASK: Secret(MASKED)}  # a text that is the mask cannot be told from it
)
_EXACT_INTEGERS = 2.0**53


def bag_of(properties: Mapping[str, Any] | None) -> Mapping[str, Value]:
    """Return the plain values of a resource's inputs or outputs."""
    return MappingProxyType({key: value_of(value) for key, value in properties.items()} if properties else {})


def bags_of(
    inputs: Mapping[str, Any] | None, outputs: Mapping[str, Any] | None
) -> tuple[Mapping[str, Value], Mapping[str, Value]]:
    """Return the plain values of a resource's inputs and outputs.

    Providers repeat most inputs among the outputs; both then share one value, which takes half the memory.
    """
    given, answered = inputs or {}, outputs or {}
    plain = bag_of(given)
    answer = {
        key: plain[key] if key in given and given[key] == value else value_of(value) for key, value in answered.items()
    }
    return plain, MappingProxyType(answer)


def value_of(value: Any) -> Value:
    """Return the plain value of one parsed JSON value.

    Unknown values and secrets become markers; of a secret that is encrypted or masked only the marker is known.
    A reference to another resource becomes what its provider would see: the id of a custom resource, the URN of
    a component.
    """
    kind: type[object] = value.__class__
    if kind is str:
        return _MARKERS.get(value, value)
    if kind is dict:
        if SIGNATURE in value:
            return _signed(value)
        return MappingProxyType({key: value_of(item) for key, item in value.items()})
    if kind is list:
        return tuple([value_of(item) for item in value])  # a list comprehension is the faster of the two
    if kind is float and value.is_integer() and abs(value) < _EXACT_INTEGERS:
        return int(value)
    return value


def _signed(value: Mapping[str, Any]) -> Value:
    read = _BY_SIGNATURE.get(str(value[SIGNATURE]))
    return read(value) if read else MappingProxyType({key: value_of(item) for key, item in value.items()})


def _secret(value: Mapping[str, Any]) -> Value:
    plaintext = value.get("plaintext")
    if isinstance(plaintext, str):
        try:
            return Secret(_revealed(value_of(msgspec.json.decode(plaintext))))
        except (msgspec.DecodeError, UnicodeError):
            return Secret(plaintext)
    return Secret(_revealed(value_of(value["value"])) if "value" in value else MASKED)


def _output(value: Mapping[str, Any]) -> Value:
    inner = value_of(value["value"]) if "value" in value else UNKNOWN
    return Secret(_revealed(inner)) if value.get("secret") is True else inner


def _reference(value: Mapping[str, Any]) -> Value:
    return value_of(value["id"] if "id" in value else value.get("urn")) or UNKNOWN


def _asset(value: Mapping[str, Any]) -> Value:
    return Asset(
        path=_text(value, "path"), text=_text(value, "text"), uri=_text(value, "uri"), hash=_text(value, "hash")
    )


def _archive(value: Mapping[str, Any]) -> Value:
    assets = value.get("assets")
    return Archive(
        path=_text(value, "path"),
        uri=_text(value, "uri"),
        assets=bag_of(cast("Mapping[str, Any]", assets)) if isinstance(assets, dict) else None,
        hash=_text(value, "hash"),
    )


def _bytes(value: Mapping[str, Any]) -> Value:
    """Return a text that is no UTF-8; what cannot be decoded keeps a replacement character in its place."""
    try:
        return base64.b64decode(_text(value, "value") or "").decode("utf-8", "replace")
    except binascii.Error:
        return _text(value, "value")


def _float(value: Mapping[str, Any]) -> Value:
    """Return an infinity or what is no number, which JSON cannot write."""
    try:
        return float(struct.unpack(">d", bytes.fromhex(_text(value, "value") or ""))[0])
    except (ValueError, struct.error):
        return _text(value, "value")


def _text(value: Mapping[str, Any], key: str) -> str | None:
    text = value.get(key)
    return text if isinstance(text, str) else None


def _revealed(value: Value) -> Value:
    """Return a value with the secrets in it laid open, as it is secret as a whole."""
    if isinstance(value, Secret):
        return _revealed(value.value)
    if is_mapping(value):
        return MappingProxyType({key: _revealed(item) for key, item in value.items()})
    if is_list(value):
        return tuple(_revealed(item) for item in value)
    return value


_BY_SIGNATURE: Mapping[str, Callable[[Mapping[str, Any]], Value]] = MappingProxyType(
    {
        SECRET: _secret,
        "d0e6a833031e9bbcd3f4e8bde6ca49a4": _output,
        "5cf8f73096256a8f31e491e813e4eb8e": _reference,
        "c44067f5952c0a294b673a41bacd8c17": _asset,
        "0def7320c3a5731c473e5ecbe6d01bc7": _archive,
        "803fd3297a5875dc03ca845dda5d2a98": _bytes,
        "8ad145fe-0d11-4827-bfd7-1abcbf086f5c": _float,
    }
)
