"""ARM resources in the shape that checkov reads right.

Every resource stands alone, with its full type and literal name, plain values and no expression. What is not known or
is a secret is replaced by a text and named beside the body, so that no check takes it for a value.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bedplate.generator.arm.translation import ArmResource
from bedplate.generator.arm.values import is_set
from bedplate.generator.checkov.words import respelled
from bedplate.generator.engine.values import is_array, is_object
from bedplate.generator.graph import UNKNOWN, PropertyPath, Secret, Value
from bedplate.generator.scan.judged import unknown_names

NOT_KNOWN = "not known"
"""Stands where a value is not known or secret."""


def shaped(resources: Sequence[ArmResource]) -> list[dict[str, Any]]:
    """Return resources as the process that runs checkov takes them, in the same order."""
    numbers = {each.resource.urn: number for number, each in enumerate(resources)}
    return [
        {
            **_shaped(each),
            "dependsOn": [numbers[urn] for urn in each.resource.dependencies if urn in numbers],
        }
        for each in resources
    ]


def _shaped(each: ArmResource) -> dict[str, Any]:
    identity = each.identity
    unknown: list[PropertyPath] = [("name",)] if unknown_names(each) else []
    body = {
        "type": identity.type,
        "apiVersion": each.kind.api_version,
        "name": identity.name,
        # Checks break down, or pass, where there is none.
        "properties": dict[str, Any](),
        **{key: _plain(value, (key,), unknown) for key, value in each.placed.body.items()},
    }
    return {"type": identity.type, "body": respelled(identity.type, body), "unknown": unknown}


def _plain(value: Value, path: PropertyPath, unknown: list[PropertyPath]) -> Any:
    if value is UNKNOWN or isinstance(value, Secret):
        unknown.append(path)
        return NOT_KNOWN
    if is_object(value):
        return {key: _plain(item, (*path, key), unknown) for key, item in value.items()}
    if is_array(value) and is_set(path):
        return {str(_plain(item, path, unknown)): dict[str, Any]() for item in value}
    if is_array(value):
        return [_plain(item, (*path, index), unknown) for index, item in enumerate(value)]
    return int(value) if isinstance(value, float) and value.is_integer() else value
