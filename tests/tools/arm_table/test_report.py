"""What a run says of itself."""

from __future__ import annotations

import json

import pytest

from tools.arm_table.report import same_address
from tools.arm_table.table_files import TABLE

BED = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Test.Garden/beds/{bedName}"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param(BED.replace("Test.Garden/beds", "test.garden/Beds"), True, id="spelling-aside"),
        pytest.param(BED.replace("resourceGroups/", "resourcegroups/"), True, id="groups-in-lower-case"),
        pytest.param(BED.replace("{bedName}", "{name}"), False, id="another-input"),
        pytest.param(BED + "/rows/{rowName}", False, id="another-type"),
    ],
)
def test_same_address(other: str, *, expected: bool) -> None:
    assert same_address(BED, other) is expected


def test_every_file_of_the_table_is_diffable() -> None:
    for file in TABLE.glob("*.json"):
        text = file.read_text(encoding="utf-8")
        data = json.loads(text)
        parts = [data] if file.stem == "former_modules" else list(data.values())

        assert all(list(part) == sorted(part) for part in parts), file.name
        assert text.endswith("}\n"), file.name
        if file.stem == "former_modules":
            assert len(text.splitlines()) == len(data) + 2
