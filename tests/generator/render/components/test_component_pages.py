"""The components' reference, and that the committed one is current."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bedplate.components.catalogue import COMPONENTS
from bedplate.components.package.schema import package_schema
from bedplate.generator.render.components import pages
from bedplate.generator.render.components.types import type_name

REFERENCE = Path(__file__).resolve().parents[4] / "docs" / "components"
SCHEMA = {
    "name": "garden",
    "description": "Things for gardens.",
    "resources": {
        "garden:index:ToolShed": {
            "description": "A shed.\n\nRefused: it would burn | sink.",
            "inputProperties": {
                "doors": {"type": "array", "items": {"$ref": "#/types/garden:index:DoorArgs"}, "plain": True}
                | {"description": "Its doors."},
                "width": {"type": "integer", "description": "In\nmetres | feet."},
            },
            "requiredInputs": ["width"],
            "properties": {"address": {"type": "string", "description": "Where it stands."}},
        }
    },
    "types": {
        "garden:index:DoorArgs": {
            "description": "A door.",
            "properties": {"lock": {"$ref": "#/types/garden:index:Lock", "description": "Its lock."}},
        },
        "garden:index:Lock": {
            "description": "A lock.",
            "enum": [{"value": "key", "description": "With a key."}, {"value": "none"}],
        },
    },
}
PAGE = """
# ToolShed

`garden:index:ToolShed`

A shed.

Refused: it would burn | sink.

## Inputs

| Name | Type | Required | Description |
| --- | --- | --- | --- |
| `width` | integer | yes | In metres \\| feet. |
| `doors` | list of [DoorArgs](#doorargs) *(plain)* | no | Its doors. |

*(plain)*: must be known before anything is deployed; values inside of it may still be outputs.

## Outputs

| Name | Type | Description |
| --- | --- | --- |
| `address` | string | Where it stands. |

## Types

### DoorArgs

A door.

| Name | Type | Required | Description |
| --- | --- | --- | --- |
| `lock` | [Lock](#lock) | no | Its lock. |

### Lock

A lock.

- `key`: With a key.
- `none`
"""


def test_a_page_tells_inputs_outputs_and_types() -> None:
    files = pages.render(SCHEMA)

    assert list(files) == ["README.md", "tool-shed.md"]
    assert files["tool-shed.md"].partition("-->\n")[2] == PAGE
    assert files["README.md"].endswith("| [ToolShed](tool-shed.md) | A shed. |\n")


@pytest.mark.parametrize(
    ("definition", "words"),
    [
        pytest.param({"type": "string"}, "string", id="simple"),
        pytest.param({"type": "object", "additionalProperties": {"type": "string"}}, "map of string", id="map"),
        pytest.param({"$ref": "pulumi.json#/Any"}, "Any", id="any"),
    ],
)
def test_types_in_words(definition: dict[str, object], words: str) -> None:
    assert type_name(definition) == words


@pytest.mark.parametrize(
    ("component", "file"),
    [
        pytest.param("AIAccount", "ai-account.md", id="abbreviation"),
        pytest.param("CosmosDbAccount", "cosmos-db-account.md", id="words"),
    ],
)
def test_names_of_pages(component: str, file: str) -> None:
    assert pages.file_name(component) == file


def test_the_committed_reference_is_current() -> None:
    files = pages.render(package_schema())
    if os.environ.get("BEDPLATE_UPDATE_GOLDENS"):
        REFERENCE.mkdir(exist_ok=True)
        for stale in set(REFERENCE.iterdir()) - {REFERENCE / name for name in files}:
            stale.unlink()
        for name, text in files.items():
            (REFERENCE / name).write_text(text, encoding="utf-8")

    assert {file.name: file.read_text(encoding="utf-8") for file in REFERENCE.iterdir()} == files
    assert len(files) == len(COMPONENTS) + 1
