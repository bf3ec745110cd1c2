"""The settings' reference, and that the committed one is current and complete."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from bedplate.blueprints.settings.landing_zone import SETTINGS_MODELS
from bedplate.blueprints.settings.rules import RULES
from bedplate.blueprints.settings.schema import settings_schema
from bedplate.blueprints.settings.waivers import WaiverSettings
from bedplate.generator.render.markdown_page import anchor
from bedplate.generator.render.settings.choices import choice_meanings
from bedplate.generator.render.settings.environment_defaults import environment_defaults
from bedplate.generator.render.settings.objects import resolved
from bedplate.generator.render.settings.reference import render
from bedplate.generator.render.settings.value_types import value_type

PAGE = Path(__file__).resolve().parents[4] / "docs" / "reference" / "settings.md"
MEANINGS = choice_meanings(*SETTINGS_MODELS.values(), WaiverSettings)
SCHEMA: dict[str, Any] = {
    "properties": {
        "config": {
            "properties": {
                "shed": {"description": "The shed.", "oneOf": [{"$ref": "#/$defs/Shed"}]},
                "notes": {"description": "Notes.", "type": "array", "items": {"$ref": "#/$defs/Note"}},
            },
            "required": ["shed"],
        },
        "salt": {"type": "string", "description": "Some salt."},
    },
    "$defs": {
        "Shed": {
            "description": "A shed | hut.",
            "properties": {
                "blueprint": {"const": "hut", "description": "What to build."},
                "front": {"$ref": "#/$defs/Door", "default": {}, "description": "Way in."},
                "backs": {"type": "array", "items": {"$ref": "#/$defs/Door"}, "description": "Ways out."},
            },
        },
        "Door": {
            "description": "A door.",
            "type": "object",
            "properties": {
                "colour": {"anyOf": [{"$ref": "#/$defs/Colour"}, {"type": "null"}], "default": "red"},
                "width": {"type": "integer", "minimum": 1, "description": "How\nwide."},
            },
            "required": ["width"],
        },
        "Colour": {"enum": ["red", "green"], "description": "What it looks like."},
        "Note": {
            "description": "A note.",
            "type": "object",
            "properties": {"day": {"format": "date", "description": "When."}},
        },
    },
}
PAGE_OF_SCHEMA = """
## config

| Key | Value | Default | Meaning |
| --- | --- | --- | --- |
| [`shed`](#shed-of-blueprint-hut) | keys of blueprint `hut` | **required** | The shed. |
| [`notes`](#notes) | list: each with the keys below |  | Notes. |

## shed of blueprint hut

A shed | hut.

| Key | Value | Default | Meaning |
| --- | --- | --- | --- |
| `blueprint` | `hut` |  | What to build. |
| [`front`](#front) | keys below |  | Way in. |
| [`backs`](#front) | list: each with the keys below |  | Ways out. |

### front

A door.

The same keys stand under `backs[]`.

| Key | Value | Default | Meaning |
| --- | --- | --- | --- |
| `front.colour` | `red` or `green` | `red` | What it looks like. |
| `front.width` | whole number, at least 1 | **required** | How wide. |

`front.colour`:

- `red`: Like fire.
- `green`: Like grass.

## notes[]

A note.

| Key | Value | Default | Meaning |
| --- | --- | --- | --- |
| `day` | day, as `"2027-01-31"` |  | When. |

## Defaults by environment

What holds where the stack file says nothing else.

| Default | `dev` |
| --- | --- |
| Width | 2 |

## What is checked

The id stands in brackets behind each problem that `bedplate validate` names.

| Id | Holds when |
| --- | --- |
| `door-narrow` | One gets through. |

## Keys of Pulumi's own

| Key | Value | Default | Meaning |
| --- | --- | --- | --- |
| `salt` | text |  | Some salt. |
"""


class Colour(StrEnum):
    RED = "red"
    """Like
    fire."""
    GREEN = "green"


class Door(BaseModel):
    colours: dict[str, Colour | None] | None


class Shed(BaseModel):
    doors: tuple[Door, ...]


def test_a_schema_as_a_page() -> None:
    meanings = {"Colour": {"red": "Like fire.", "green": "Like grass."}}

    text = render(SCHEMA, meanings, [("Default", "`dev`"), ("Width", "2")], {"door-narrow": "One gets through."})

    assert text[text.index("\n## config") :] == PAGE_OF_SCHEMA


def test_words_of_inner_models_have_their_docstrings() -> None:
    assert choice_meanings(Shed) == {"Colour": {"red": "Like fire.", "green": ""}}


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        pytest.param({"enum": list("abcdefghijklm")}, "one of the values below", id="long"),
        pytest.param({"type": "number", "exclusiveMinimum": 0}, "number, more than 0", id="limit"),
        pytest.param({"anyOf": [{"type": "string"}, {"type": "boolean"}]}, "text, or `true` or `false`", id="either"),
        pytest.param(
            {"type": "object", "additionalProperties": {"type": "string"}, "required": ["owner"]},
            "mapping: name to text, among them `owner`",
            id="mapping",
        ),
        pytest.param({"type": "array", "items": {"format": "ipv4"}, "minItems": 1}, None, id="list"),
    ],
)
def test_values_in_words(schema: dict[str, object], words: str | None) -> None:
    assert value_type(schema, {}) == (words or "list: IPv4 address, at least 1 of them")


@pytest.mark.parametrize(
    ("heading", "fragment"),
    [
        pytest.param("agents.existing", "agentsexisting", id="dot"),
        pytest.param("network.peers[]", "networkpeers", id="brackets"),
        pytest.param("What a *preview* can know", "what-a-preview-can-know", id="words"),
        pytest.param("`config` of one_thing", "config-of-one_thing", id="code"),
    ],
)
def test_fragments_of_headings(heading: str, fragment: str) -> None:
    assert anchor(heading) == fragment


def _undescribed(schema: Mapping[str, Any], definitions: Mapping[str, Any], path: str) -> Iterator[str]:
    for key, each in schema.get("properties", {}).items():
        inner = resolved(each, definitions)
        if not inner.get("description"):
            yield f"{path}.{key}"
        yield from _undescribed(inner, definitions, f"{path}.{key}")


def test_every_setting_is_described() -> None:
    schema = settings_schema()
    definitions = schema["$defs"]

    missing = [path for name, each in definitions.items() for path in _undescribed(each, definitions, name)]
    assert [*_undescribed(schema, definitions, ""), *missing] == []


def test_every_word_that_a_setting_takes_is_described() -> None:
    assert [
        f"{name}: {value}" for name, words in MEANINGS.items() for value, words_ in words.items() if not words_
    ] == []


def test_the_committed_reference_is_current() -> None:
    text = render(settings_schema(), MEANINGS, environment_defaults(), RULES)
    if os.environ.get("BEDPLATE_UPDATE_GOLDENS"):
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(text, encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == text


def test_no_two_headings_of_the_reference_have_one_fragment() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    fragments = [anchor(line.lstrip("# ")) for line in lines if line.startswith("#")]

    assert len(fragments) == len(set(fragments))
