"""Validating templates against schemas, on a small schema of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tools.arm_table.validate import Validator

EXPRESSION = {"$ref": "https://schema.management.azure.com/schemas/common/definitions.json#/definitions/expression"}
NET = {
    "type": "object",
    "properties": {
        "type": {"enum": ["Made.Net/nets"]},
        "apiVersion": {"enum": ["2025-01-01"]},
        "name": {"type": "string"},
        "properties": {"oneOf": [{"$ref": "#/definitions/Net"}, EXPRESSION]},
    },
    "required": ["type", "apiVersion", "name", "properties"],
}
CHILD = {
    **NET,
    "properties": {
        **NET["properties"],  # type: ignore[dict-item]
        "type": {"enum": ["made.net/nets/children"]},
        "name": {"oneOf": [{"type": "string", "pattern": "^.*/default$"}, EXPRESSION]},
    },
}
KINDS = [
    {"allOf": [{"$ref": "#/definitions/Big"}, {"properties": {"kind": {"enum": ["Big"]}}}]},
    {"allOf": [{"$ref": "#/definitions/Small"}, {"properties": {"kind": {"enum": ["Small"]}}}]},
]
DEFINITIONS = {
    "Net": {
        "type": "object",
        "properties": {
            "limit": {"oneOf": [{"type": "integer"}, EXPRESSION]},
            "mode": {"oneOf": [{"enum": ["On", "Off"]}, EXPRESSION]},
            "kinds": {"items": {"$ref": "#/definitions/Kind"}, "type": "array"},
            "tags": {"type": "object", "additionalProperties": {"type": "string"}, "properties": {}},
        },
        "required": ["limit"],
    },
    # As published: the limit on keys stands beside the alternatives, which no object could keep.
    "Kind": {"allOf": [{"additionalProperties": False, "properties": {"kind": {"type": "string"}}}, {"oneOf": KINDS}]},
    "Big": {"type": "object", "properties": {"size": {"type": "integer"}}},
    "Small": {"type": "object", "properties": {"grain": {"type": "integer"}}},
}


@pytest.fixture
def validator(tmp_path: Path) -> Validator:
    (tmp_path / "2025-01-01").mkdir()
    (tmp_path / "common").mkdir()
    document = {"resourceDefinitions": {"nets": NET, "children": CHILD}, "definitions": DEFINITIONS}
    (tmp_path / "2025-01-01" / "Made.Net.json").write_text(json.dumps(document), encoding="utf-8")
    common = {"definitions": {"expression": {"type": "string", "pattern": r"^\[.*\]$"}}}
    (tmp_path / "common" / "definitions.json").write_text(json.dumps(common), encoding="utf-8")
    return Validator(tmp_path)


def net(**properties: Any) -> dict[str, Any]:
    rest = {"dependsOn": [], "metadata": {"urn": "u"}, "scope": "/s"}
    return {"type": "Made.Net/nets", "apiVersion": "2025-01-01", "name": "n", "properties": properties, **rest}


@pytest.mark.parametrize(
    "resource",
    [
        pytest.param(net(limit=1, mode="On", tags={"any": "tag"}), id="literals"),
        pytest.param(net(limit="[parameters('p')]"), id="expression"),
        pytest.param({**net(), "properties": "[json(parameters('p'))]"}, id="whole-expression"),
        pytest.param(net(limit=1, kinds=[{"kind": "Big", "size": 1}, {"kind": "Small", "grain": 2}]), id="kinds"),
        pytest.param({**net(limit=1), "apiVersion": "2025-09-01"}, id="nearest-version"),
        pytest.param({**net(limit=1), "type": "Made.Net/nets/children", "name": "n/default"}, id="full-name"),
    ],
)
def test_what_is_right_passes(validator: Validator, resource: dict[str, Any]) -> None:
    assert validator.problems(resource) == []


@pytest.mark.parametrize(
    ("resource", "problem"),
    [
        pytest.param(net(limit="1"), "/properties/limit: '1' is not of type 'integer'", id="type"),
        pytest.param(net(limit=1, mode="on"), "/properties/mode: 'on' is not one of ['On', 'Off']", id="case"),
        pytest.param(net(), "/properties: 'limit' is a required property", id="required"),
        pytest.param(net(limit=1, odd=1), "/properties/odd: no such key", id="unknown-key"),
        pytest.param(net(limit=1, tags={"a": 1}), "/properties/tags/a: 1 is not of type 'string'", id="map"),
        pytest.param(
            net(limit=1, kinds=[{"kind": "Big", "grain": 1}]),
            "/properties/kinds/0/grain: no such key",
            id="key-of-another",
        ),
        pytest.param({**net(limit=1), "limit": 1}, "/limit: no such key", id="not-nested"),
        pytest.param(
            {**net(limit=1), "type": "Made.Net/none"}, ": no schema of Made.Net/none", id="type-without-schema"
        ),
        pytest.param(
            {**net(limit=1), "type": "Made.Net/nets/children", "name": "n/other"},
            "/name: 'n/other' is not valid under any of the given schemas",
            id="name",
        ),
    ],
)
def test_what_is_wrong_is_named(validator: Validator, resource: dict[str, Any], problem: str) -> None:
    assert problem in validator.problems(resource)
