"""The preview for programs."""

import json as stdlib_json
import math
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bedplate.generator.graph import UNKNOWN, Graph, Mode, frozen
from bedplate.generator.render import json
from tests.generator.render.hand_made import PREFIX, hand_made, resource

ROOT = Path(__file__).parents[3]
SCHEMA = stdlib_json.loads((ROOT / "docs" / "preview.schema.json").read_text(encoding="utf-8"))


def document(graph: Graph) -> dict[str, Any]:
    return stdlib_json.loads(json.render(graph))


def of_hand_made(urn_tail: str) -> dict[str, Any]:
    return next(each for each in document(hand_made())["resources"] if each["urn"] == PREFIX + urn_tail)


def at_pointer(value: Any, pointer: str) -> Any:
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


def test_golden() -> None:
    golden = ROOT / "tests" / "golden" / "preview" / "hand-made.json"

    assert json.render(hand_made()) == golden.read_text(encoding="utf-8")


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def assert_described(value: dict[str, Any], definition: dict[str, Any]) -> None:
    """Assert that a schema object names every field, and demands every one."""
    assert set(value) == set(definition["properties"]) == set(definition["required"])


def assert_follows_schema(rendered: dict[str, Any]) -> None:
    jsonschema.validate(rendered, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert_described(rendered, SCHEMA)
    assert_described(rendered["summary"], SCHEMA["$defs"]["summary"])
    for each in rendered["resources"]:
        assert_described(each, SCHEMA["$defs"]["resource"])
    for each in rendered["invokes"]:
        assert_described(each, SCHEMA["$defs"]["invoke"])


def test_a_graph_with_everything_follows_the_schema() -> None:
    assert_follows_schema(document(hand_made()))


def test_stacks_follow_the_schema(stack_graph: Graph) -> None:
    assert_follows_schema(document(stack_graph))


def test_the_schema_can_fail() -> None:
    wrong = document(hand_made())
    wrong["resources"][0]["source"] = {"file": "/elsewhere/program.py", "line": 1}

    with pytest.raises(jsonschema.ValidationError, match="does not match"):
        jsonschema.validate(wrong, SCHEMA, cls=jsonschema.Draft202012Validator)


def test_resources_keep_the_order_of_the_graph(stack_graph: Graph) -> None:
    assert [each["urn"] for each in document(stack_graph)["resources"]] == [each.urn for each in stack_graph.resources]


def test_pointers_lead_to_what_they_mark(stack_graph: Graph) -> None:
    for graph in (stack_graph, hand_made()):
        rendered = document(graph)
        for holder in (rendered, *rendered["resources"], *rendered["invokes"]):
            assert {at_pointer(holder, pointer) for pointer in holder["secret"]} <= {"[secret]"}
            assert {at_pointer(holder, pointer) for pointer in holder["unknown"]} <= {UNKNOWN.value, "[secret]"}


def test_no_unknown_text_without_a_pointer(stack_graph: Graph) -> None:
    rendered = json.render(stack_graph)
    loaded = stdlib_json.loads(rendered)
    pointed = sum(
        at_pointer(holder, pointer) == UNKNOWN.value
        for holder in (loaded, *loaded["resources"])
        for pointer in holder["unknown"]
    )

    # A provider reference ends in the id of the provider, which is no property.
    assert rendered.count(f'"{UNKNOWN.value}"') == pointed


def test_keys_with_odd_characters_have_pointers_of_their_own() -> None:
    graph = Graph(project="p", stack="s", mode=Mode.UNKNOWN, resources=(), outputs=frozen({"a/b~c": {"": UNKNOWN}}))

    assert document(graph)["unknown"] == ["/outputs/a~1b~0c/"]
    assert at_pointer(document(graph), "/outputs/a~1b~0c/") == UNKNOWN.value


def test_options_are_those_that_are_set() -> None:
    vault = of_hand_made("bedplate:index:KeyVault$azure-native:keyvault:Vault::vault")

    assert vault["protect"] is True
    assert vault["options"] == {
        "ignoreChanges": ["tags"],
        "customTimeouts": {"create": "1h30m"},
        "hooks": {"onError": ["retry-conflict"]},
    }


@pytest.mark.parametrize(
    ("urn_tail", "source"),
    [
        pytest.param(
            "bedplate:index:KeyVault$azure-native:keyvault:Vault::vault",
            {"file": "bedplate/components/key_vault.py", "line": 54},
            id="installed-package",
        ),
        pytest.param(
            "aws:s3/bucketObject:BucketObject::page", {"file": "elsewhere.py", "line": 3}, id="outside-the-project"
        ),
    ],
)
def test_sources_hold_no_path_of_the_machine(urn_tail: str, source: dict[str, Any]) -> None:
    assert of_hand_made(urn_tail)["source"] == source


def test_files_are_objects_without_paths_of_the_machine() -> None:
    inputs = of_hand_made("aws:s3/bucketObject:BucketObject::page")["inputs"]

    assert inputs["source"] == {"kind": "asset", "hash": "abc", "path": "page.html"}
    assert inputs["bundle"] == {"kind": "archive", "assets": {"a.txt": {"kind": "asset", "text": "plain"}}}


def test_no_path_of_this_machine_in_a_stack(stack_graph: Graph) -> None:
    assert str(ROOT) not in json.render(stack_graph)
    assert "/site-packages/" not in json.render(stack_graph)


def test_the_order_of_keys_in_the_program_does_not_matter() -> None:
    def graph(*keys: str) -> Graph:
        inputs = {key: {"x": 1, "y": 2} if key == "a" else {"y": 2, "x": 1} for key in keys}
        return Graph(
            project="p",
            stack="s",
            mode=Mode.KNOWN,
            resources=(resource("t:index:T::n", parent=None, inputs=inputs),),
            outputs=frozen(inputs),
        )

    assert json.render(graph("a", "b")) == json.render(graph("b", "a"))


def test_summary_counts_only_what_the_cloud_holds() -> None:
    summary = document(hand_made())["summary"]

    assert summary["resources"] == 9
    assert summary["components"] == 1
    assert summary["types"]["azure-native:keyvault:Vault"] == 1
    assert not any(token.startswith("pulumi:") for token in summary["types"])


def test_numbers_that_json_lacks_become_text() -> None:
    outputs = frozen({"numbers": [math.inf, -math.inf, math.nan, 1.5]})
    graph = Graph(project="p", stack="s", mode=Mode.KNOWN, resources=(), outputs=outputs)

    assert document(graph)["outputs"] == {"numbers": ["Infinity", "-Infinity", "NaN", 1.5]}


def test_text_is_indented_and_ends_in_one_newline() -> None:
    rendered = json.render(hand_made())

    assert rendered.startswith('{\n  "formatVersion": "1.1",\n  "project": "zone",\n')
    assert rendered.endswith("}\n")
    assert not rendered.endswith("\n\n")
