from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.values import MISSING
from tests.policies.places import matches, places, shown, with_value

BODY: dict[str, Any] = {
    "name": "nsg",
    "properties": {"rules": [{"name": "in", "on": True}, {"name": "out"}], "notices": {"half": {"on": False}}},
}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("name", ["name"], id="name"),
        pytest.param("properties.absent", ["properties.absent"], id="absent"),
        pytest.param("properties.absent.below", [], id="below-what-is-absent"),
        pytest.param("properties.rules[*].name", ["properties.rules[0].name", "properties.rules[1].name"], id="every"),
        pytest.param("properties.rules[name=IN|other]", ["properties.rules[0]"], id="one-of"),
        pytest.param("properties.rules[name!=in]", ["properties.rules[1]"], id="all-but"),
        pytest.param("properties.rules[name=?*,on=true]", ["properties.rules[0]"], id="both"),
        pytest.param("properties.rules[+]", ["properties.rules[2]"], id="new"),
        pytest.param("properties.notices[*].on", ["properties.notices.half.on"], id="object"),
    ],
)
def test_places(path: str, expected: list[str]) -> None:
    assert [shown(place) for place in places(BODY, path)] == expected


def test_a_changed_object_leaves_the_first_as_it_was() -> None:
    (place,) = places(BODY, "properties.rules[name=in].on")
    assert with_value(BODY, place, value=False)["properties"]["rules"][0] == {"name": "in", "on": False}
    assert with_value(BODY, place, MISSING)["properties"]["rules"][0] == {"name": "in"}
    assert BODY["properties"]["rules"][0] == {"name": "in", "on": True}


def test_conditions_compare_without_case() -> None:
    assert matches({"kind": "Hub"}, "kind=hub")
    assert matches({"kind": "Hub"}, "")
    assert not matches({}, "kind=?*")
