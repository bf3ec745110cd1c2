"""What a change of the settings schema refuses or means otherwise is named by its key."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from bedplate.blueprints.settings import settings_schema
from tools.upgrade.settings_contract import frozen_schema, settings_breaks

SCHEMA: dict[str, Any] = {
    "title": "Stack file",
    "type": "object",
    "required": ["config"],
    "properties": {"config": {"oneOf": [{"$ref": "#/$defs/Chat"}, {"$ref": "#/$defs/Ml"}]}},
    "$defs": {
        "Chat": {
            "type": "object",
            "additionalProperties": False,
            "required": ["blueprint", "workload"],
            "properties": {
                "blueprint": {"const": "chat", "type": "string"},
                "workload": {"type": "string", "minLength": 2, "maxLength": 10, "pattern": "^[a-z]+$"},
                "title": {"type": "string", "title": "A key of that name"},
                "egress": {"$ref": "#/$defs/Egress", "default": "firewall"},
                "jump": {"anyOf": [{"$ref": "#/$defs/Jump"}, {"type": "null"}], "default": None},
                "tags": {"type": "object", "additionalProperties": {"type": "string"}},
                "models": {"type": "array", "items": {"$ref": "#/$defs/Jump"}, "minItems": 1},
                "share": {"type": "number", "exclusiveMinimum": 0},
            },
        },
        "Ml": {"type": "object", "properties": {"blueprint": {"const": "ml", "type": "string"}}},
        "Egress": {"type": "string", "enum": ["firewall", "none"]},
        "Jump": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"size": {"type": "string"}, "next": {"$ref": "#/$defs/Jump"}},
        },
    },
}
Edit = Callable[[dict[str, Any], dict[str, Any]], Any]
"""Changes the keys of a landing zone and the definitions."""


def found(edit: Edit) -> list[tuple[str, str, str]]:
    after = copy.deepcopy(SCHEMA)
    edit(after["$defs"]["Chat"]["properties"], after["$defs"])
    breaks = settings_breaks(frozen_schema(SCHEMA), after)
    assert {each.part for each in breaks} <= {"settings"}
    return [(each.kind.value, each.place, each.member) for each in breaks]


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda keys, _: keys["workload"].update(description="Other words."), id="words"),
        pytest.param(lambda keys, _: keys.update(more={"type": "string", "default": "a"}), id="optional-key"),
        pytest.param(lambda keys, _: keys["workload"].update(minLength=1, maxLength=20), id="wider-bounds"),
        pytest.param(lambda keys, _: keys["workload"].pop("pattern"), id="any-text"),
        pytest.param(lambda _, definitions: definitions["Egress"]["enum"].append("gateway"), id="value"),
        pytest.param(lambda _, definitions: definitions["Egress"].pop("enum"), id="any-value"),
        pytest.param(lambda _, definitions: definitions["Chat"]["required"].remove("workload"), id="may-be-left-out"),
        pytest.param(lambda keys, _: keys["jump"]["anyOf"].append({"type": "string"}), id="branch"),
        pytest.param(lambda keys, _: keys["workload"].update(type=["string", "null"]), id="type"),
        pytest.param(lambda keys, _: keys.update(workload={}), id="anything-goes"),
        pytest.param(lambda keys, _: keys["tags"].pop("additionalProperties"), id="any-member"),
        pytest.param(
            lambda keys, definitions: (
                definitions.update(Way=definitions.pop("Egress")),
                keys["egress"].update({"$ref": "#/$defs/Way"}),
            ),
            id="definition-of-another-name",
        ),
    ],
)
def test_what_only_allows_more_breaks_nothing(edit: Edit) -> None:
    assert found(edit) == []


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        pytest.param(lambda keys, _: keys.pop("tags"), [("removed", "config.tags", "")], id="key"),
        pytest.param(lambda keys, _: keys.pop("title"), [("removed", "config.title", "")], id="key-like-a-keyword"),
        pytest.param(
            lambda _, definitions: definitions["Chat"]["required"].append("tags"),
            [("demanded", "config.tags", "")],
            id="demanded-key",
        ),
        pytest.param(
            lambda keys, _: keys["workload"].update(type="integer"), [("retyped", "config.workload", "type")], id="type"
        ),
        pytest.param(
            lambda keys, _: keys["share"].update(type="integer"),
            [("retyped", "config.share", "type")],
            id="no-fractions",
        ),
        pytest.param(
            lambda keys, _: keys["workload"].update(maxLength=9),
            [("narrowed", "config.workload", "maxLength")],
            id="upper",
        ),
        pytest.param(
            lambda keys, _: keys["workload"].update(minLength=3),
            [("narrowed", "config.workload", "minLength")],
            id="lower",
        ),
        pytest.param(
            lambda keys, _: keys["share"].update(maximum=1), [("narrowed", "config.share", "maximum")], id="new-bound"
        ),
        pytest.param(
            lambda keys, _: keys["workload"].update(pattern="^[a-f]+$"),
            [("narrowed", "config.workload", "pattern")],
            id="pattern",
        ),
        pytest.param(
            lambda keys, _: keys["tags"].update({"x-new": 1}), [("narrowed", "config.tags", "x-new")], id="who-knows"
        ),
        pytest.param(
            lambda keys, _: keys["egress"].update(default="none"),
            [("default-changed", "config.egress", "")],
            id="default",
        ),
        pytest.param(
            lambda keys, _: keys["egress"].pop("default"), [("default-changed", "config.egress", "")], id="no-default"
        ),
        pytest.param(
            lambda _, definitions: definitions["Egress"]["enum"].remove("none"),
            [("narrowed", "config.egress", "value")],
            id="value",
        ),
        pytest.param(
            lambda keys, _: keys["title"].update(enum=["a"]),
            [("narrowed", "config.title", "value")],
            id="only-some-values",
        ),
        pytest.param(
            lambda keys, _: keys["jump"]["anyOf"].pop(), [("retyped", "config.jump", "type")], id="null-is-refused"
        ),
        pytest.param(
            lambda _, definitions: definitions["Jump"]["properties"].pop("size"),
            [("removed", "config.jump.size", ""), ("removed", "config.models[].size", "")],
            id="key-of-what-is-used-twice",
        ),
        pytest.param(
            lambda keys, _: keys["tags"].update(additionalProperties=False),
            [("narrowed", "config.tags", "additionalProperties")],
            id="no-members",
        ),
        pytest.param(
            lambda keys, _: keys["tags"]["additionalProperties"].update(maxLength=5),
            [("narrowed", "config.tags.*", "maxLength")],
            id="members",
        ),
        pytest.param(
            lambda keys, _: keys["models"].update(minItems=2), [("narrowed", "config.models", "minItems")], id="items"
        ),
        pytest.param(
            lambda _, definitions: definitions["Ml"].update(required=["size"]),
            [("demanded", "config.size", "")],
            id="other-branch",
        ),
    ],
)
def test_what_a_stack_file_relied_on(edit: Edit, expected: list[Any]) -> None:
    assert found(edit) == expected


def test_a_branch_that_is_gone() -> None:
    after = copy.deepcopy(SCHEMA)
    after["properties"]["config"]["oneOf"].pop(0)

    assert ("narrowed", "config.blueprint") in {
        (each.kind.value, each.place) for each in settings_breaks(SCHEMA, after)
    }


def test_the_frozen_schema_allows_what_the_whole_one_does() -> None:
    whole = settings_schema()

    assert settings_breaks(frozen_schema(whole), whole) == ()
    assert '"description": "' not in str(frozen_schema(whole))
