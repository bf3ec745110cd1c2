"""Rows derived from templates and schemas of the test's own: each certainty, each trap, exact paths."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tools.arm_table.bodies import Bodies
from tools.arm_table.input_types import Scalar
from tools.arm_table.rows import Certainty, Row, Rows
from tools.arm_table.schema_candidates import SchemaCandidates
from tools.arm_table.schema_types import SchemaTypes
from tools.arm_table.schemas import SchemaFolder
from tools.arm_table.sdk import Input, ResourceClass
from tools.arm_table.settled import Settled, SettledRow
from tools.arm_table.url_candidates import UrlCandidates
from tools.arm_table.url_templates import UrlTemplate

VERSION = "2030-01-01"
OLDER = "2029-01-01"
GROUP = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers"
SUBSCRIPTION = "/subscriptions/{subscriptionId}/providers"
MANAGEMENT_GROUP = "/providers/Microsoft.Management/managementGroups/{managementGroupId}/providers"

TEMPLATES = {
    f"{GROUP}/Test.Garden/beds/{{bedName}}": "beds_create_or_update",
    f"{GROUP}/test.garden/beds/{{bedName}}/rows/{{rowName}}": "rows_create_or_update",
    f"{GROUP}/Test.Garden/beds/{{bedName}}/irrigation/default": "bed_irrigation_set",
    "/{scope}/providers/Test.Garden/labels/{labelName}": "labels_create",
    f"{GROUP}/Test.Garden/beds/{{theBed}}/stakes/{{stakeName}}": "stakes_create",
    f"{GROUP}/Test.Garden/ponds/{{name}}/fish/{{fishName}}": "pond_fish_create",
    f"{GROUP}/Test.Garden/tanks/{{name}}/fish/{{fishName}}": "tank_fish_create",
    f"{GROUP}/Test.Garden/greenhouses/{{greenhouseName}}": "glass_put",
    f"{GROUP}/Test.Garden/sheds/{{shedName}}": "sheds_create",
    f"{SUBSCRIPTION}/Test.Garden/permits/{{permitName}}": "permits_create",
}
SCHEMAS: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {
    VERSION: {
        "resourceDefinitions": {
            "Test.Garden/beds": ("soil", "width"),
            "Test.Garden/beds/rows": ("crop",),
            "Test.Garden/beds/irrigation": ("litres",),
            "Test.Garden/beds/stakes": ("height",),
            "Test.Garden/ponds/fish": ("colour",),
            "Test.Garden/tanks/fish": ("colour",),
            "Test.Garden/fences": ("height",),
            "Test.Garden/fences/gates": ("lock",),
            "Test.Garden/greenhouses": ("panes",),
            "Test.Garden/sheds": ("size",),
        },
        "subscription_resourceDefinitions": {"Test.Garden/permits": ("days",), "Test.Garden/quotas": ("amount",)},
        "tenant_resourceDefinitions": {"Test.Garden/climates": ("zone",)},
        "managementGroup_resourceDefinitions": {"Test.Garden/rules": ("text",)},
        "extension_resourceDefinitions": {"Test.Garden/labels": ("colour",), "Test.Garden/notes": ("text",)},
    },
    OLDER: {"resourceDefinitions": {"Test.Garden/benches": ("seats",)}},
}


def schema_folder(root: Path) -> SchemaFolder:
    for version, sections in SCHEMAS.items():
        (root / version).mkdir(parents=True)
        document = {
            section: {name: definition(name, keys) for name, keys in types.items()}
            for section, types in sections.items()
        }
        (root / version / "Test.Garden.json").write_text(json.dumps(document), encoding="utf-8")
    return SchemaFolder(root)


def definition(arm_type: str, keys: tuple[str, ...]) -> dict[str, Any]:
    body = {"type": "object", "properties": {key: {"type": "string"} for key in keys}}
    return {"properties": {"type": {"enum": [arm_type]}, "name": {"type": "string"}, "properties": body}}


def resource(name: str, *inputs: str, constants: dict[str, str] | None = None) -> ResourceClass:
    """Return a class; an input that ends with `?` may be left out."""
    found = [
        Input(
            name=(key := word.removesuffix("?")),
            required=key == word,
            description="",
            type=Scalar("string"),
            constant=(constants or {}).get(key),
        )
        for word in inputs
    ]
    return ResourceClass(
        token=f"azure-native:garden:{name}",
        name=name,
        module="garden",
        description="",
        api_version=VERSION,
        other_versions=(),
        inputs={each.name: each for each in found},
        former_tokens=(),
    )


BY_HAND = {
    "azure-native:garden:Scarecrow": SettledRow(
        source="a book", checked="2026-11-21", path=f"{GROUP}/Test.Garden/scarecrows/{{scarecrowName}}"
    ),
    "azure-native:garden:Seed": SettledRow(source="a book", checked="2026-11-21", not_arm="it is data"),
    "azure-native:garden:Wrong": SettledRow(source="a book", checked="2026-11-21", path="/providers/A.B/c/{missing}"),
}


@pytest.fixture
def rows(tmp_path: Path) -> Rows:
    folder = schema_folder(tmp_path)
    types, bodies = SchemaTypes(folder), Bodies(folder)
    templates = [
        UrlTemplate(path=path, operations=(operation,), package="azure-mgmt-garden==1")
        for path, operation in TEMPLATES.items()
    ]
    settled = Settled(providers={"garden": ["Test.Garden"]}, rows=BY_HAND)
    return Rows(UrlCandidates(templates, types, bodies), SchemaCandidates(types, bodies), settled)


ALL = ("url", "operation", "name", "schema", "body")


@pytest.mark.parametrize(
    ("declared", "path", "evidence"),
    [
        pytest.param(
            resource("Bed", "resourceGroupName", "soil", "bedName?"),
            f"{GROUP}/Test.Garden/beds/{{bedName}}",
            ALL,
            id="template-operation-and-schema",
        ),
        pytest.param(
            resource("Row", "resourceGroupName", "bedName", "crop?", "rowName?"),
            f"{GROUP}/Test.Garden/beds/{{bedName}}/rows/{{rowName}}",
            ALL,
            id="provider-spelled-as-in-the-schema",
        ),
        pytest.param(
            resource("BedIrrigation", "resourceGroupName", "bedName", "litres"),
            f"{GROUP}/Test.Garden/beds/{{bedName}}/irrigation/default",
            ALL,
            id="constant-segment",
        ),
        pytest.param(
            resource("Label", "scope", "colour?", "labelName?"),
            "/{scope}/providers/Test.Garden/labels/{labelName}",
            ALL,
            id="extension-by-template",
        ),
        pytest.param(
            resource("Permit", "days", "permitName?"),
            f"{SUBSCRIPTION}/Test.Garden/permits/{{permitName}}",
            ALL,
            id="subscription-by-template",
        ),
        pytest.param(
            resource("Stake", "resourceGroupName", "bedName", "stakeName?", "height?"),
            f"{GROUP}/Test.Garden/beds/{{bedName}}/stakes/{{stakeName}}",
            ("url-position", "operation", "name", "schema", "body"),
            id="one-placeholder-by-elimination",
        ),
        pytest.param(
            resource("PondFish", "resourceGroupName", "name", "fishName?", "colour?"),
            f"{GROUP}/Test.Garden/ponds/{{name}}/fish/{{fishName}}",
            ALL,
            id="same-inputs-told-apart-by-the-operation",
        ),
        pytest.param(
            resource("Fence", "resourceGroupName", "fenceName?", "height?"),
            f"{GROUP}/Test.Garden/fences/{{fenceName}}",
            ("name", "schema", "body"),
            id="schema-alone",
        ),
        pytest.param(
            resource("Gate", "fenceName", "resourceGroupName", "gateName?", "lock?"),
            f"{GROUP}/Test.Garden/fences/{{fenceName}}/gates/{{gateName}}",
            ("name", "schema", "body"),
            id="schema-alone-with-a-parent",
        ),
        pytest.param(
            resource("Quota", "quotaName?", "amount?"),
            f"{SUBSCRIPTION}/Test.Garden/quotas/{{quotaName}}",
            ("name", "schema", "body"),
            id="subscription-by-schema",
        ),
        pytest.param(
            resource("Climate", "climateName?", "zone?"),
            "/providers/Test.Garden/climates/{climateName}",
            ("name", "schema", "body"),
            id="tenant-by-schema",
        ),
        pytest.param(
            resource("Rule", "managementGroupId", "ruleName?", "text?"),
            f"{MANAGEMENT_GROUP}/Test.Garden/rules/{{ruleName}}",
            ("name", "schema", "body"),
            id="management-group-by-schema",
        ),
        pytest.param(
            resource("Note", "resourceUri", "noteName?", "text?"),
            "/{resourceUri}/providers/Test.Garden/notes/{noteName}",
            ("name", "schema", "body"),
            id="extension-by-schema",
        ),
        pytest.param(
            resource("Bench", "resourceGroupName", "benchName?", "seats?"),
            f"{GROUP}/Test.Garden/benches/{{benchName}}",
            ("name", "older-schema", "body"),
            id="schema-of-an-older-version",
        ),
        pytest.param(
            resource("WoodenShed", "resourceGroupName", "shedName?", "size", constants={"size": "Wooden"}),
            f"{GROUP}/Test.Garden/sheds/{{shedName}}",
            ("url", "name", "schema", "body"),
            id="a-kind-of-the-type",
        ),
        pytest.param(
            resource("Scarecrow", "resourceGroupName", "scarecrowName?"),
            f"{GROUP}/Test.Garden/scarecrows/{{scarecrowName}}",
            ("settled",),
            id="settled-by-hand",
        ),
    ],
)
def test_sure(rows: Rows, declared: ResourceClass, path: str, evidence: tuple[str, ...]) -> None:
    assert rows.of(declared) == Row(
        token=declared.token,
        path=path,
        api_version=VERSION,
        certainty=Certainty.SURE,
        evidence=evidence,
    )


@pytest.mark.parametrize(
    ("declared", "path"),
    [
        pytest.param(
            resource("Bed", "resourceGroupName", "bedName?", "gardenerId"),
            f"{GROUP}/Test.Garden/beds/{{bedName}}",
            id="an-input-that-looks-like-a-path-parameter-is-left",
        ),
        pytest.param(
            resource("House", "resourceGroupName", "greenhouseName?", "panes"),
            f"{GROUP}/Test.Garden/greenhouses/{{greenhouseName}}",
            id="the-type-only-ends-with-the-name",
        ),
        pytest.param(
            resource("Conservatory", "resourceGroupName", "greenhouseName?", "panes"),
            f"{GROUP}/Test.Garden/greenhouses/{{greenhouseName}}",
            id="another-name-but-exactly-the-inputs",
        ),
    ],
)
def test_likely(rows: Rows, declared: ResourceClass, path: str) -> None:
    row = rows.of(declared)

    assert (row.path, row.certainty) == (path, Certainty.LIKELY)


@pytest.mark.parametrize(
    ("declared", "rivals"),
    [
        pytest.param(
            resource("Fish", "resourceGroupName", "name", "fishName?", "colour?"),
            (
                f"{GROUP}/Test.Garden/ponds/{{name}}/fish/{{fishName}}",
                f"{GROUP}/Test.Garden/tanks/{{name}}/fish/{{fishName}}",
            ),
            id="two-paths-fit-alike",
        ),
        pytest.param(resource("Tree", "resourceGroupName", "treeName?", "height?"), (), id="no-such-type"),
        pytest.param(resource("Bed", "bedName?", "soil"), (), id="no-resource-group-for-the-path"),
        pytest.param(
            resource("Gate", "left", "right", "resourceGroupName", "lock?"), (), id="names-do-not-tell-the-order"
        ),
    ],
)
def test_unknown_has_no_path(rows: Rows, declared: ResourceClass, rivals: tuple[str, ...]) -> None:
    row = rows.of(declared)

    assert (row.path, row.certainty, row.evidence) == (None, Certainty.UNKNOWN, ())
    assert set(row.rivals) == set(rivals)


def test_what_is_no_arm_resource_says_why(rows: Rows) -> None:
    row = rows.of(resource("Seed", "resourceGroupName"))

    assert (row.path, row.certainty, row.not_arm) == (None, Certainty.SURE, "it is data")


def test_a_path_settled_with_an_unknown_input_is_an_error(rows: Rows) -> None:
    with pytest.raises(ValueError, match=r"azure-native:garden:Wrong: settled with a path of \['missing'\]"):
        rows.of(resource("Wrong", "resourceGroupName"))


def test_the_schemas_alone_can_be_asked(rows: Rows) -> None:
    row = rows.from_schemas(resource("Row", "resourceGroupName", "bedName", "crop?", "rowName?"))

    assert (row.path, row.certainty) == (f"{GROUP}/Test.Garden/beds/{{bedName}}/rows/{{rowName}}", Certainty.SURE)
