"""Every way to place an input, and every trap, on a schema and an SDK of the test's own."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tools.arm_table.input_types import InputType, ListOf, MapOf, ObjectOf, Scalar, UnionOf
from tools.arm_table.judged import judged
from tools.arm_table.leftovers import Settlement
from tools.arm_table.placement import Method
from tools.arm_table.schemas import SchemaFolder
from tools.arm_table.sdk import Input, InputClass, ResourceClass, SdkModule
from tools.arm_table.shapes import ArmPlace, ModuleShapes, shapes_of

VERSION = "2030-01-01"
TEXT = {"type": "string"}
EXPRESSION = {"$ref": "https://schema.management.azure.com/schemas/common/definitions.json#/definitions/expression"}
Json = dict[str, Any]


def text(description: str = "") -> Json:
    return {"type": "string", "description": description}


def thing(*words: str) -> Json:
    return {"type": "object", "properties": dict.fromkeys(words, TEXT)}


def referred(name: str, description: str = "") -> Json:
    return {"description": description, "oneOf": [{"$ref": f"#/definitions/{name}"}, EXPRESSION]}


def resource(properties: Json, arm_type: str = "Test.Garden/beds", **direct: Json) -> Json:
    return {
        "type": "object",
        "properties": {
            "type": {"enum": [arm_type]},
            "apiVersion": {"enum": [VERSION]},
            "name": text("The name of the bed."),
            "properties": {"oneOf": [{"type": "object", "properties": properties}, EXPRESSION]},
            **direct,
        },
    }


def given(description: str = "", kind: InputType | None = None, constant: str | None = None) -> tuple[Any, ...]:
    return description, kind or Scalar("string"), constant


def inputs(**each: tuple[Any, ...]) -> dict[str, Input]:
    return {
        name: Input(name=name, required=False, description=description, type=kind, constant=constant)
        for name, (description, kind, constant) in each.items()
    }


Derive = Callable[..., ModuleShapes]


@pytest.fixture
def derive(tmp_path: Path) -> Derive:
    def run(
        own: Mapping[str, Input],
        schema: Json,
        *,
        definitions: Json | None = None,
        classes: Mapping[str, Mapping[str, Input]] | None = None,
        other_versions: Mapping[str, tuple[Json, Json]] | None = None,
        settled: Mapping[str, Settlement] | None = None,
        fixed_name: str | None = None,
    ) -> ModuleShapes:
        for version, (found, parts) in {VERSION: (schema, definitions or {}), **(other_versions or {})}.items():
            file = tmp_path / version / "Test.Garden.json"
            file.parent.mkdir(exist_ok=True)
            file.write_text(json.dumps({"resourceDefinitions": {"beds": found}, "definitions": parts}))
        module = SdkModule(
            name="garden",
            resources={
                "Bed": ResourceClass(
                    token="azure-native:garden:Bed",  # noqa: S106 - a Pulumi type token
                    name="Bed",
                    module="garden",
                    description="",
                    api_version=VERSION,
                    other_versions=(),
                    inputs={**inputs(bedName=given("The name of the bed.")), **own},
                    former_tokens=(),
                )
            },
            classes={
                name: InputClass(name=name, description="", inputs=each) for name, each in (classes or {}).items()
            },
        )
        place = ArmPlace("Test.Garden/beds", VERSION, frozenset({"bedName"}), fixed_name)
        return shapes_of(module, {"Bed": place}, SchemaFolder(tmp_path), settled or {})

    return run


def test_path_inputs_have_no_place_and_the_rest_is_direct_or_under_properties(derive: Derive) -> None:
    found = derive(
        inputs(location=given("Where the bed is."), soil=given("What it is made of.")),
        resource({"soil": text("What it is made of.")}, location=text("Where the bed is.")),
    )
    assert found.resources["Bed"].shape == {"direct": ["location"], "properties": ["soil"]}
    assert found.weakest("Bed") is Method.AGREED


def test_a_key_that_takes_the_name_of_another_is_found_by_its_description(derive: Derive) -> None:
    found = derive(
        inputs(apiType=given("Type of API."), soapApiType=given("Type of API to create.")),
        resource({"type": text("Type of API."), "apiType": text("Type of API to create.")}),
    )
    assert found.resources["Bed"].shape == {
        "moved": {"apiType": "properties/type", "soapApiType": "properties/apiType"}
    }


def test_a_description_that_two_inputs_share_renames_nothing(derive: Derive) -> None:
    found = derive(
        inputs(first=given("A telling description."), second=given("A telling description.")),
        resource({"other": text("A telling description."), "first": text("A telling description.")}),
    )
    places = found.resources["Bed"].places
    assert (places["first"].method, places["second"].method) == (Method.AGREED, Method.PATTERN)


def test_a_short_description_renames_nothing(derive: Derive) -> None:
    found = derive(inputs(soil=given("A bed.")), resource({"ground": text("A bed.")}))
    assert found.resources["Bed"].places["soil"].method is Method.GUESS


def test_a_body_key_named_properties_is_not_the_envelope_that_is_lifted(derive: Derive) -> None:
    found = derive(
        inputs(properties=given("Further facts of the bed."), title=given("The bed's title.")),
        resource({"properties": text("Further facts of the bed."), "title": text("The bed's title.")}),
    )
    assert found.resources["Bed"].shape == {"properties": ["properties", "title"]}


def test_properties_that_the_sdk_does_not_lift_stay(derive: Derive) -> None:
    found = derive(
        inputs(properties=given("Facts.", ObjectOf("FactsArgs"))),
        resource({"soil": text("What it is made of.")}),
        classes={"FactsArgs": inputs(soil=given("What it is made of."))},
    )
    assert found.resources["Bed"].shape == {"direct": ["properties"], "children": {"properties": "FactsArgs"}}
    assert found.classes["FactsArgs"].shape == {"direct": ["soil"]}


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        pytest.param("id", "the resource's own id, which Azure gives", id="id"),
        pytest.param("name", "repeats the resource's name, which the template writes", id="name"),
        pytest.param("type", "repeats the resource's type, which the template writes", id="type"),
    ],
)
def test_inputs_that_repeat_the_envelope_stand_outside(derive: Derive, key: str, reason: str) -> None:
    found = derive(inputs(**{key: given("Resource fact.")}), resource({"soil": text()}, id=text("Resource fact.")))
    assert found.resources["Bed"].shape == {"outside": {key: reason}}


def test_a_body_key_with_a_name_of_the_envelope_goes_under_properties(derive: Derive) -> None:
    found = derive(
        inputs(type=given("Single or Pool."), name=given("Shown to people.")),
        resource({"type": text("Single or Pool."), "name": text("Shown to people.")}),
    )
    assert found.resources["Bed"].shape == {"properties": ["name", "type"]}


def test_a_read_only_input_that_no_schema_has_stands_outside(derive: Derive) -> None:
    found = derive(
        inputs(soil=given(), etag=given("A unique read-only string that changes whenever the bed does.")),
        resource({"soil": text()}),
    )
    assert found.resources["Bed"].shape == {"properties": ["soil"], "outside": {"etag": "read-only: Azure sets it"}}


@pytest.mark.parametrize(
    ("key", "arm_key"),
    [
        pytest.param("applicationType", "Application_Type", id="underscore"),
        pytest.param("scanInterval", "scan-interval", id="kebab case"),
        pytest.param("keyVaultUri", "keyvaulturi", id="case"),
        pytest.param("odataType", "@odata.type", id="at sign"),
    ],
)
def test_case_and_punctuation_do_not_matter(derive: Derive, key: str, arm_key: str) -> None:
    found = derive(inputs(**{key: given()}), resource({arm_key: text()}))
    assert found.resources["Bed"].shape == {"moved": {key: f"properties/{arm_key}"}}
    assert found.resources["Bed"].places[key].method is Method.FOLDED


def test_a_key_inside_an_object_below_is_found(derive: Derive) -> None:
    inner = {"type": "object", "properties": {"accessKey": text("The key to the shed.")}}
    found = derive(
        inputs(kind=given("Kind of shed."), accessKey=given("The key to the shed.")),
        resource({"kind": text("Kind of shed."), "typeProperties": inner}),
    )
    assert found.resources["Bed"].shape == {
        "properties": ["kind"],
        "moved": {"accessKey": "properties/typeProperties/accessKey"},
    }


def test_a_key_below_that_is_described_otherwise_is_another_one(derive: Derive) -> None:
    inner = {"type": "object", "properties": {"owner": text("Who built the shed.")}}
    found = derive(inputs(soil=given(), owner=given("To whom letters go.")), resource({"soil": text(), "shed": inner}))
    assert found.resources["Bed"].places["owner"].method is Method.PATTERN


def test_classes_in_lists_and_maps_are_reached_and_named(derive: Derive) -> None:
    found = derive(
        inputs(
            plants=given("", ListOf(ObjectOf("PlantArgs"))),
            tools=given("", MapOf(ObjectOf("ToolArgs"))),
            rows=given("", ListOf(ListOf(ObjectOf("PlantArgs")))),
        ),
        resource(
            {
                "plants": {"type": "array", "items": {"$ref": "#/definitions/Plant"}},
                "tools": {"type": "object", "additionalProperties": {"$ref": "#/definitions/Tool"}},
                "rows": {"type": "array", "items": {"type": "array", "items": {"$ref": "#/definitions/Plant"}}},
            }
        ),
        definitions={"Plant": {"properties": {"properties": thing("height"), "name": TEXT}}, "Tool": thing("weight")},
        classes={"PlantArgs": inputs(name=given(), height=given()), "ToolArgs": inputs(weight=given())},
    )
    assert found.resources["Bed"].shape["children"] == {
        "plants": "[PlantArgs]",
        "tools": "{ToolArgs}",
        "rows": "[[PlantArgs]]",
    }
    assert found.classes["PlantArgs"].shape == {"direct": ["name"], "properties": ["height"]}
    assert found.classes["ToolArgs"].shape == {"direct": ["weight"]}


def test_classes_of_a_union_take_the_kind_whose_constant_they_share(derive: Derive) -> None:
    def kind(name: str, **keys: Json) -> Json:
        return {"properties": {"kind": {"enum": [name]}, **keys}}

    found = derive(
        inputs(source=given("", UnionOf((ObjectOf("WellArgs"), ObjectOf("PipeArgs"))))),
        resource({"source": {"oneOf": [{"$ref": "#/definitions/Source"}, EXPRESSION]}}),
        definitions={
            "Source": {
                "properties": {"flow": TEXT},
                "oneOf": [kind("Well", properties=thing("depth")), kind("Pipe", depth=TEXT)],
            }
        },
        classes={
            "WellArgs": inputs(kind=given(constant="Well"), flow=given(), depth=given()),
            "PipeArgs": inputs(kind=given(constant="Pipe"), flow=given(), depth=given()),
        },
    )
    assert found.resources["Bed"].shape["children"] == {"source": ["WellArgs", "PipeArgs"]}
    assert found.classes["WellArgs"].shape == {
        "direct": ["flow", "kind"],
        "properties": ["depth"],
        "constants": {"kind": "Well"},
    }
    assert found.classes["PipeArgs"].shape == {"direct": ["depth", "flow", "kind"], "constants": {"kind": "Pipe"}}


def test_a_class_that_holds_itself_ends(derive: Derive) -> None:
    found = derive(
        inputs(root=given("", ObjectOf("PlantArgs"))),
        resource({"root": {"$ref": "#/definitions/Plant"}}),
        definitions={
            "Plant": {"properties": {"properties": {"properties": {"child": {"$ref": "#/definitions/Plant"}}}}}
        },
        classes={"PlantArgs": inputs(child=given("", ObjectOf("PlantArgs")))},
    )
    assert found.classes["PlantArgs"].shape == {"properties": ["child"], "children": {"child": "PlantArgs"}}


def test_two_uses_that_disagree_are_noted_and_the_better_described_wins(derive: Derive) -> None:
    found = derive(
        inputs(one=given("", ObjectOf("PlantArgs")), two=given("", ObjectOf("PlantArgs"))),
        resource({"one": {"$ref": "#/definitions/One"}, "two": {"$ref": "#/definitions/Two"}}),
        definitions={
            "One": thing("height"),
            "Two": {"properties": {"properties": {"properties": {"height": text("How tall it is.")}}}},
        },
        classes={"PlantArgs": inputs(height=given("How tall it is."))},
    )
    plant = found.classes["PlantArgs"]
    assert plant.shape == {"properties": ["height"]}
    assert [place.path for place in plant.rivals["height"]] == [("height",)]


def test_the_nearest_older_version_stands_in_for_a_missing_one(derive: Derive) -> None:
    own = inputs(soil=given())
    older, newer = resource({"soil": text()}), resource({"other": text()})
    found = derive(own, {}, other_versions={"2029-01-01": (older, {}), "2031-01-01": (newer, {})})
    assert found.schema_versions == {"Bed": "2029-01-01"}
    assert found.resources["Bed"].shape == {"properties": ["soil"]}


def test_a_key_that_only_another_version_has_takes_its_place(derive: Derive) -> None:
    found = derive(
        inputs(soil=given(), shed=given("The shed.", ObjectOf("ShedArgs"))),
        resource({"soil": text()}),
        classes={"ShedArgs": inputs(size=given("How large."))},
        other_versions={
            "2031-01-01": (
                resource({"shed": referred("Shed", "The shed.")}),
                {"Shed": {"properties": {"properties": {"properties": {"size": text("How large.")}}}}},
            )
        },
    )
    assert found.resources["Bed"].places["shed"].method is Method.OTHER_VERSION
    assert found.resources["Bed"].shape["properties"] == ["shed", "soil"]
    assert found.classes["ShedArgs"].shape == {"properties": ["size"]}


def test_a_key_in_no_schema_stands_where_the_others_of_its_class_stand(derive: Derive) -> None:
    found = derive(
        inputs(soil=given(), novelty=given("Newer than every schema."), identity=given("Who the bed is.")),
        resource({"soil": text()}),
    )
    assert found.resources["Bed"].shape == {"direct": ["identity"], "properties": ["novelty", "soil"]}
    assert found.weakest("Bed") is Method.PATTERN


def test_the_pattern_never_takes_the_place_of_another_input(derive: Derive) -> None:
    found = derive(
        inputs(colour=given("What one sees."), hue=given("Paint that was used."), weed=given("x")),
        resource({"hue": text("What one sees."), "weed": text("x")}),
    )
    assert found.resources["Bed"].shape["moved"] == {"colour": "properties/hue"}
    assert found.resources["Bed"].shape["outside"] == {
        "hue": "no published schema says where it stands, and another input stands where its name would"
    }


def test_what_was_settled_by_hand_wins_and_is_followed_into_its_class(derive: Derive) -> None:
    found = derive(
        inputs(sync=given("Ask the other side."), shed=given("", ObjectOf("ShedArgs"))),
        resource({"sync": text("Ask the other side."), "hut": thing("size")}),
        classes={"ShedArgs": inputs(size=given())},
        settled={"garden:Bed": Settlement({"shed": "properties/hut"}, {"sync": "part of the query string"}, "a page")},
    )
    assert found.resources["Bed"].shape == {
        "moved": {"shed": "properties/hut"},
        "outside": {"sync": "part of the query string"},
        "children": {"shed": "ShedArgs"},
    }
    assert found.classes["ShedArgs"].places["size"].method is Method.NAMED


def test_a_path_that_ends_in_a_constant_takes_the_alternative_of_that_name(derive: Derive) -> None:
    def alternative(name: str, keys: Json) -> Json:
        return {"properties": {"name": {"pattern": f"^.*/{name}$", "type": "string"}, "properties": keys}}

    schema = {
        "properties": {"type": {"enum": ["Test.Garden/beds"]}},
        "oneOf": [alternative("logs", thing("level")), alternative("web", {"properties": {"level": text()}})],
    }
    found = derive(inputs(level=given()), schema, fixed_name="web")
    other = derive(inputs(properties=given("", ObjectOf("WebArgs"))), schema, classes={"WebArgs": {}}, fixed_name="web")
    assert found.resources["Bed"].shape == {"properties": ["level"]}
    assert other.resources["Bed"].shape == {"direct": ["properties"], "children": {"properties": "WebArgs"}}


def test_a_type_without_any_schema_is_guessed_as_a_whole(derive: Derive) -> None:
    found = derive(inputs(location=given(), soil=given()), {})
    assert found.resources["Bed"].shape == {"direct": ["location"], "properties": ["soil"]}
    assert found.weakest("Bed") is Method.GUESS
    assert found.schema_versions == {}


def test_a_type_whose_segment_an_input_chooses_takes_all_of_them(derive: Derive, tmp_path: Path) -> None:
    derive(inputs(soil=given()), resource({"soil": text()}))
    folder = SchemaFolder(tmp_path)
    assert folder.versions("Test.Garden/{kind}") == [VERSION]
    found = folder.resource("Test.Garden/{kind}", VERSION)
    assert found is not None
    assert [definition.constants["type"] for definition in found.definitions] == ["Test.Garden/beds"]
    assert folder.resource("Test.Garden/beds/{kind}", VERSION) is None


def test_types_that_rules_look_at_are_reported_with_their_guessed_inputs(derive: Derive) -> None:
    found = derive(inputs(soil=given(), novelty=given("Newer than every schema.")), resource({"soil": text()}))
    outcome = judged({"garden": found}, ["test.garden/Beds", "Test.Garden/sheds"], ["azure-native:garden:Bed"])
    assert outcome.doubtful == ("azure-native:garden:Bed Bed.novelty",)
    assert outcome.without_class == ("Test.Garden/sheds",)


def test_a_key_of_another_version_that_is_described_otherwise_is_another_one(derive: Derive) -> None:
    found = derive(
        inputs(soil=given(), skip=given("Flag to skip the validation of the bed.")),
        resource({"soil": text()}),
        other_versions={"2031-01-01": (resource({}, skip=text("Which plants are left out of it.")), {})},
    )
    assert found.resources["Bed"].places["skip"].method is Method.PATTERN
