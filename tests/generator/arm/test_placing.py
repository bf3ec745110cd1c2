"""Putting inputs where ARM wants them."""

from __future__ import annotations

from typing import Any

import pytest

from bedplate.generator.arm.placing import FILE, NO_PLACE, OF_REFERENCE, PLACE_TAKEN, Marker, Reported, place
from bedplate.generator.arm.resource_types import resource_type
from bedplate.generator.arm.shapes import Shape, read_shape
from bedplate.generator.graph import UNKNOWN, Asset, Secret, frozen

pytestmark = pytest.mark.usefixtures("made_table")


def shape_of(kind: str) -> Shape:
    row = resource_type(f"azure-native:made:{kind}")
    assert row is not None
    return row.shape


@pytest.mark.parametrize(
    ("inputs", "body"),
    [
        pytest.param(
            {"location": "x", "tags": {"b": "1", "a": "2"}},
            {"location": "x", "tags": {"b": "1", "a": "2"}},
            id="direct",
        ),
        pytest.param({"limit": 3}, {"properties": {"limit": 3}}, id="under-properties"),
        pytest.param({"kindName": "K"}, {"properties": {"type": "K"}}, id="renamed"),
        pytest.param({"depth": 1, "limit": 2}, {"properties": {"inner": {"depth": 1}, "limit": 2}}, id="deeper"),
        pytest.param({"limit": None}, {}, id="null-is-not-sent"),
        pytest.param({"limit": False, "owner": ""}, {"properties": {"limit": False, "owner": ""}}, id="empty-is-sent"),
        pytest.param(
            {"owner": {"properties": {"b": 1}}}, {"properties": {"owner": {"properties": {"b": 1}}}}, id="free-object"
        ),
        pytest.param(
            {"rules": [{"effect": "Allow", "name": "a", "port": 1}, {"effect": "Deny", "name": "d", "port": 2}]},
            {
                "properties": {
                    "rules": [
                        {"effect": "Allow", "name": "a", "properties": {"port": 1}},
                        {"closed": 2, "effect": "Deny", "name": "d"},
                    ]
                }
            },
            id="union-by-constants",
        ),
        pytest.param(
            {"parts": {"properties": {"size": 1, "part": {"size": 2}}}},
            {"properties": {"parts": {"properties": {"properties": {"part": {"properties": {"size": 2}}, "size": 1}}}}},
            id="map-of-objects-that-hold-themselves",
        ),
        pytest.param({"netName": "n", "resourceGroupName": "rg", "limit": 1}, {"properties": {"limit": 1}}, id="path"),
    ],
)
def test_every_input_goes_to_its_place(inputs: dict[str, Any], body: dict[str, Any]) -> None:
    placed = place(shape_of("Net"), frozen(inputs), path_inputs=("resourceGroupName", "netName"))

    assert placed.body == body
    assert (placed.lost, placed.outside, placed.markers) == ([], [], {})


def test_keys_without_a_place_are_reported_and_stand_nowhere() -> None:
    inputs = {"limit": 1, "surprise": 2, "notify": True, "rules": [{"effect": "Allow", "odd": 1}]}
    placed = place(shape_of("Net"), frozen(inputs))

    assert placed.body == {"properties": {"limit": 1, "rules": [{"effect": "Allow"}]}}
    assert placed.lost == [Reported(("rules", 0, "odd"), NO_PLACE), Reported(("surprise",), NO_PLACE)]
    assert placed.outside == [Reported(("notify",), "a query parameter")]


def test_unknown_and_secret_values_stand_in_place() -> None:
    secret = Secret(frozen({"name": "n", "addressPrefix": UNKNOWN}))
    inputs = frozen({"limit": UNKNOWN, "rules": [UNKNOWN], "parts": UNKNOWN, "subnet": secret, "tags": UNKNOWN})
    placed = place(shape_of("Net"), inputs)

    assert placed.body["tags"] is UNKNOWN
    properties = placed.body["properties"]
    assert (properties["limit"], properties["rules"], properties["parts"]) == (UNKNOWN, [UNKNOWN], UNKNOWN)
    assert properties["subnet"].value == {"name": "n", "properties": {"addressPrefix": UNKNOWN}}
    assert placed.markers == {
        ("properties", "limit"): Marker(("limit",), "string"),
        ("properties", "rules", 0): Marker(("rules", 0), "object"),
        ("properties", "parts"): Marker(("parts",), "object"),
        ("properties", "subnet"): Marker(("subnet",), "object"),
        ("tags",): Marker(("tags",), "object"),
    }


def test_a_reference_keeps_its_id_and_loses_what_the_sdk_adds() -> None:
    added = {"privateEndpointNetworkPolicies": "Disabled", "privateLinkServiceNetworkPolicies": "Enabled"}

    reference = place(shape_of("Net"), frozen({"subnet": {"id": UNKNOWN, **added}}))
    declared = place(shape_of("Net"), frozen({"subnet": {"id": "i", "name": "n", **added}}))
    meant = place(shape_of("Net"), frozen({"subnet": {"id": "i", "privateEndpointNetworkPolicies": "Enabled"}}))

    assert reference.body == {"properties": {"subnet": {"id": UNKNOWN}}}
    assert reference.outside == [Reported(("subnet", key), OF_REFERENCE) for key in sorted(added)]
    assert declared.body == {"properties": {"subnet": {"id": "i", "name": "n", "properties": added}}}
    assert meant.body["properties"]["subnet"]["properties"] == {"privateEndpointNetworkPolicies": "Enabled"}


def test_files_are_outside_a_template() -> None:
    placed = place(
        shape_of("Net"), frozen({"owner": Asset(path="a"), "parts": {"p": {"size": [1, Asset(text="t"), 2]}}})
    )

    assert placed.body == {"properties": {"parts": {"p": {"properties": {"size": [1, 2]}}}}}
    assert placed.outside == [Reported(("owner",), FILE), Reported(("parts", "p", "size", 1), FILE)]


def test_what_belongs_in_a_wholly_unknown_object_is_reported() -> None:
    shape = read_shape("X", {"direct": ["properties"], "properties": ["zone"]}, pytest.fail)

    hidden = place(shape, {"properties": UNKNOWN, "zone": 1})
    joined = place(shape, frozen({"properties": {"a": 1}, "zone": 1}))

    assert (hidden.body, hidden.lost) == ({"properties": UNKNOWN}, [Reported(("zone",), PLACE_TAKEN)])
    assert (joined.body, joined.lost) == ({"properties": {"a": 1, "zone": 1}}, [])
