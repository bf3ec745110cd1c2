"""What a change of the package schema breaks is named; what only adds is not."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import ROOT
from tools.upgrade.package_contract import frozen_schema, package_breaks

VAULT, MODE, ZONE = "bedplate:index:Vault", "bedplate:index:Mode", "bedplate:index:Zone"
SCHEMA: dict[str, Any] = {
    "name": "bedplate",
    "version": "1.0.0",
    "resources": {
        VAULT: {
            "isComponent": True,
            "description": "A vault.",
            "inputProperties": {
                "description": {"type": "string", "description": "A property of that name."},
                "mode": {"$ref": f"#/types/{MODE}", "plain": True},
                "zones": {"type": "array", "items": {"$ref": f"#/types/{ZONE}"}},
            },
            "requiredInputs": ["mode"],
            "properties": {"uri": {"type": "string"}, "state": {"$ref": "#/types/bedplate:index:State"}},
            "required": ["uri"],
        }
    },
    "types": {
        MODE: {
            "type": "string",
            "enum": [{"name": "Create", "value": "create"}, {"name": "Existing", "value": "existing"}],
        },
        ZONE: {
            "type": "object",
            "properties": {"name": {"type": "string"}, "ttl": {"type": "integer"}},
            "required": ["name"],
        },
        "bedplate:index:State": {"type": "object", "properties": {"code": {"type": "integer"}}, "required": ["code"]},
    },
}
Edit = Callable[[dict[str, Any], dict[str, Any]], Any]
"""Changes the component and the types of a schema."""


def found(edit: Edit) -> list[tuple[str, str, str]]:
    after = copy.deepcopy(SCHEMA)
    edit(after["resources"], after["types"])
    breaks = package_breaks(frozen_schema(SCHEMA), after)
    assert {each.part for each in breaks} <= {"components"}
    return [(each.kind.value, each.place, each.member) for each in breaks]


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda resources, _: resources[VAULT].update(description="Other words."), id="words"),
        pytest.param(
            lambda resources, _: resources[VAULT]["inputProperties"]["zones"].update(description="New words."),
            id="words-of-a-property",
        ),
        pytest.param(lambda resources, _: resources.update(new={"isComponent": True}), id="component"),
        pytest.param(
            lambda resources, _: resources[VAULT]["inputProperties"].update(more={"type": "string"}),
            id="optional-input",
        ),
        pytest.param(lambda resources, _: resources[VAULT]["requiredInputs"].clear(), id="input-becomes-optional"),
        pytest.param(
            lambda resources, _: (
                resources[VAULT]["properties"].update(more={"type": "string"}),
                resources[VAULT]["required"].append("more"),
            ),
            id="output",
        ),
        pytest.param(lambda _, types: types[MODE]["enum"].append({"name": "Policy", "value": "policy"}), id="value"),
        pytest.param(
            lambda _, types: types[ZONE]["properties"].update(more={"type": "string"}), id="optional-property"
        ),
        pytest.param(lambda _, types: types[ZONE]["required"].clear(), id="given-property-becomes-optional"),
        pytest.param(lambda _, types: types.update(new={"type": "object"}), id="type"),
    ],
)
def test_what_only_adds_breaks_nothing(edit: Edit) -> None:
    assert found(edit) == []


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        pytest.param(lambda resources, _: resources.pop(VAULT), [("removed", VAULT, "")], id="component"),
        pytest.param(
            lambda resources, _: resources[VAULT]["inputProperties"].pop("zones"),
            [("removed", VAULT, "input zones")],
            id="input",
        ),
        pytest.param(
            lambda resources, _: resources[VAULT]["inputProperties"].pop("description"),
            [("removed", VAULT, "input description")],
            id="input-that-is-called-like-a-keyword",
        ),
        pytest.param(
            lambda resources, _: resources[VAULT]["inputProperties"].update(zones={"type": "string"}),
            [("retyped", VAULT, "input zones")],
            id="input-of-another-type",
        ),
        pytest.param(
            lambda resources, _: resources[VAULT]["inputProperties"]["zones"]["items"].update(plain=True),
            [("retyped", VAULT, "input zones")],
            id="input-that-takes-no-outputs-now",
        ),
        pytest.param(
            lambda resources, _: resources[VAULT]["requiredInputs"].append("zones"),
            [("demanded", VAULT, "input zones")],
            id="demanded-input",
        ),
        pytest.param(
            lambda resources, _: (
                resources[VAULT]["inputProperties"].update(more={"type": "string"}),
                resources[VAULT]["requiredInputs"].append("more"),
            ),
            [("demanded", VAULT, "input more")],
            id="new-demanded-input",
        ),
        pytest.param(
            lambda resources, _: (resources[VAULT]["properties"].pop("uri"), resources[VAULT]["required"].clear()),
            [("removed", VAULT, "output uri")],
            id="output",
        ),
        pytest.param(
            lambda resources, _: resources[VAULT]["required"].clear(),
            [("demanded", VAULT, "uri")],
            id="output-may-be-missing",
        ),
        pytest.param(lambda _, types: types.pop(ZONE), [("removed", ZONE, "")], id="type"),
        pytest.param(lambda _, types: types[MODE]["enum"].pop(), [("removed", MODE, "existing")], id="value"),
        pytest.param(
            lambda _, types: types[MODE]["enum"][0].update(name="Make"),
            [("removed", MODE, "create")],
            id="name-of-a-value",
        ),
        pytest.param(
            lambda _, types: types[MODE].pop("enum"), [("retyped", MODE, "")], id="enumeration-becomes-a-text"
        ),
        pytest.param(
            lambda _, types: types[ZONE]["required"].append("ttl"), [("demanded", ZONE, "ttl")], id="given-property"
        ),
        pytest.param(
            lambda _, types: types["bedplate:index:State"]["required"].clear(),
            [("demanded", "bedplate:index:State", "code")],
            id="property-of-a-result",
        ),
        pytest.param(
            lambda _, types: types[ZONE]["properties"]["ttl"].update(type="string"),
            [("retyped", ZONE, "ttl")],
            id="property-of-another-type",
        ),
    ],
)
def test_what_a_program_relied_on(edit: Edit, expected: list[Any]) -> None:
    assert found(edit) == expected


def test_a_new_demand_of_a_result_alone_breaks_nothing() -> None:
    def edit(_: dict[str, Any], types: dict[str, Any]) -> None:
        types["bedplate:index:State"]["properties"]["more"] = {"type": "string"}
        types["bedplate:index:State"]["required"].append("more")

    assert found(edit) == []


def test_the_frozen_schema_has_every_property_and_no_words() -> None:
    whole = json.loads((ROOT / "components" / "schema.json").read_text(encoding="utf-8"))
    kept = frozen_schema(whole)

    assert kept["resources"].keys() == whole["resources"].keys()
    for token, resource in whole["resources"].items():
        assert kept["resources"][token]["inputProperties"].keys() == resource.get("inputProperties", {}).keys()
    assert '"description": "' not in json.dumps(kept)
    assert "version" not in kept
    assert package_breaks(kept, whole) == ()
