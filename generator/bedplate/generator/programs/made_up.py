"""Made-up values in the shape that the SDK declares, for what only Azure can tell and a program goes on to work with.

They are always the same for the same resource and property, so two records agree. A text is what its property's name
calls for (an address, a GUID, a time), else Base64 that decodes to words, since programs decode keys and credentials.
"""

from __future__ import annotations

import base64
import collections.abc
import re
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Any

from pulumi import _types  # pyright: ignore[reportPrivateUsage]  # the SDK's own reading of its classes

from bedplate.generator.arm.resource_types import resource_type
from bedplate.generator.arm.shapes import Child, ListOf, ObjectOf, Shape
from bedplate.generator.engine import azure
from bedplate.generator.engine.azure_shapes import response_types
from bedplate.generator.engine.azure_values import deterministic_guid
from bedplate.generator.engine.values import is_array, is_object
from bedplate.generator.graph import Secret, Value
from bedplate.generator.programs.undecided import UNDECIDED

_DEPTH = 4
"""How deep the made-up result of a function goes; some of Azure's types hold themselves."""
_DEPTH_OF_OUTPUTS = 2
"""How deep a made-up output of a resource goes: most programs never look at it."""
_PLAIN: Mapping[Any, Value] = MappingProxyType({bool: False, int: 0, float: 0})
_GUID = re.compile(r"(?:(?:principal|client|tenant|object|subscription)Id|[gu]uid|instrumentationKey)$", re.IGNORECASE)
_TEXTS: Mapping[re.Pattern[str], str] = MappingProxyType(
    {
        re.compile(r"^provisioningState$"): "Succeeded",
        re.compile(r"(?:ipAddress|^ip)$", re.IGNORECASE): "192.0.2.4",  # RFC 5737 keeps it for documentation
        re.compile(r"(?:[tT]ime(?:stamp)?|[dD]ate|[a-z](?:At|On))$"): "2000-01-01T00:00:00Z",
        re.compile(r"(?:ur[il]|endpoint)$", re.IGNORECASE): "https://{host}/",
        re.compile(r"(?:fqdn|hostname|domain|loginServer)$", re.IGNORECASE): "{host}",
    }
)


@dataclass(frozen=True, slots=True)
class Inventor:
    """Makes values up."""

    subject: str
    """What they are made up for: a resource's id, or a function's token."""
    known: bool = True
    """Whether texts are known. Where they are not they are undecided, and there are no numbers and booleans: SDKs
    check the types of what a function answers, so that none of these can be unknown."""

    def value(self, declared: Any, path: str, depth: int = _DEPTH) -> Value:
        """Return a value of a declared type: one element in each list, nothing in a map.

        Args:
            declared: the Python type.
            path: where the value stands in what the subject returns, for example `/dnsSettings/fqdn`.
            depth: how many objects deep it may go.
        """
        expected: Any = _types.unwrap_type(declared)
        if _types.is_output_type(expected):
            return self.members(_types.output_type_types(expected), path, depth - 1) if depth else {}
        origin = typing.get_origin(expected)
        if origin in {list, collections.abc.Sequence}:
            return (self.value(typing.get_args(expected)[0], path, depth),) if depth else ()
        if origin in {dict, collections.abc.Mapping}:
            return {}
        if expected in _PLAIN:
            return _PLAIN[expected] if self.known else None
        return self._text(expected, path) if self.known else UNDECIDED

    def members(self, declared: Mapping[str, Any], path: str = "", depth: int = _DEPTH) -> dict[str, Value]:
        """Return a value for each of an object's declared members."""
        made = {key: self.value(kind, f"{path}/{key}", depth) for key, kind in declared.items()}
        return {key: value for key, value in made.items() if value is not None}

    def _text(self, declared: Any, path: str) -> str:
        """Return a value of an enumeration, what the property's name calls for, or words."""
        if isinstance(declared, type) and issubclass(declared, Enum):
            return str(next(iter(declared)).value)
        key = path.rpartition("/")[2]
        if key == "id":
            return f"{self.subject}{path.removesuffix('/id')}"
        if _GUID.search(key):
            return deterministic_guid(f"{self.subject}{path}")
        host = f"{key.lower()}-{deterministic_guid(self.subject)[:8]}.invalid"
        found = next((text for pattern, text in _TEXTS.items() if pattern.search(key)), None)
        return found.format(host=host) if found else _decodable(f"made up: {key}")


def completed(token: str, id_: str, outputs: Mapping[str, Value]) -> dict[str, Value]:
    """Return a deployed resource's outputs with made-up values for those that only Azure can tell.

    What the program could have given and did not is left out, at every depth: Azure may leave it out too.

    Args:
        token: Pulumi type token, also one of an older release.
        id_: the resource's ARM id.
        outputs: what the model of Azure knows, by wire name.
    """
    row, declared = resource_type(token), response_types(azure.todays_token(token))
    if row is None or declared is None:
        return dict(outputs)
    return _with_missing(outputs, declared, row.shape, Inventor(id_), "")


def _with_missing(
    given: Mapping[str, Value], declared: Mapping[str, Any], shape: Shape, inventor: Inventor, path: str
) -> dict[str, Value]:
    result = dict(given)
    for key, kind in declared.items():
        inside = f"{path}/{key}"
        if key in result:
            result[key] = _filled(result[key], kind, shape.children.get(key), inventor, inside)
        elif key not in shape.places and key not in shape.outside:
            result[key] = inventor.value(kind, inside, _DEPTH_OF_OUTPUTS)
    return result


def _filled(value: Value, declared: Any, child: Child | None, inventor: Inventor, path: str) -> Value:
    if isinstance(value, Secret):
        return Secret(_filled(value.value, declared, child, inventor, path))
    expected: Any = _types.unwrap_type(declared)
    if is_object(value) and isinstance(child, ObjectOf) and _types.is_output_type(expected):
        return _with_missing(value, _types.output_type_types(expected), child.shape(), inventor, path)
    if is_array(value) and isinstance(child, ListOf) and typing.get_args(expected):
        item = typing.get_args(expected)[0]
        return tuple(_filled(each, item, child.item, inventor, f"{path}/{at}") for at, each in enumerate(value))
    return value


def _decodable(words: str) -> str:
    """Return Base64 of words, filled up with blanks so that it needs no padding."""
    blanks = -len(words) % 3
    return base64.b64encode((words + " " * blanks).encode()).decode()
