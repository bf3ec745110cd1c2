"""The JSON Schema of stack files: current, valid, and of one mind with the loader."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from bedplate.blueprints.settings import settings_schema

ROOT = Path(__file__).parents[3]
FILES = Path(__file__).parent
SCHEMA = settings_schema()


def document(path: Path) -> Any:
    # As editors read it: through JSON, so that a merged mapping is an ordinary one.
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")), default=str))


def test_committed_schema_is_current() -> None:
    committed = (ROOT / "stacks" / "settings.schema.json").read_text(encoding="utf-8")

    assert committed == json.dumps(SCHEMA, indent=2) + "\n"


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=path.stem) for path in sorted(ROOT.glob("stacks/Pulumi.*.yaml"))]
)
def test_stack_files_name_the_schema_and_obey_it(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=settings.schema.json\n")
    jsonschema.validate(document(path), SCHEMA)


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in sorted(FILES.glob("good/*.yaml"))])
def test_schema_accepts_what_the_loader_accepts(path: Path) -> None:
    jsonschema.validate(document(path), SCHEMA)


@pytest.mark.parametrize(
    "name",
    [
        "unknown-key-near",
        "unknown-key-in-list",
        "missing-nested-key",
        "type-number-for-text",
        "type-text-for-number",
        "environment-unknown",
        "sku-unknown",
        "guid",
        "out-of-range-low",
        "empty-list",
        "name-workload-long",
        "region-unknown",
        "cidr-no-length",
        "tag-missing",
        "config-missing",
        "config-key-without-namespace",
        "landing-zone-text",
        "blueprint-unknown",
        "generation-unknown",
    ],
)
def test_schema_refuses_what_an_editor_can_see(name: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document(FILES / "bad" / f"{name}.yaml"), SCHEMA)


def target(value: dict[str, Any]) -> dict[str, Any]:
    return SCHEMA["$defs"][value["$ref"].removeprefix("#/$defs/")] if "$ref" in value else {}


def test_every_key_is_described() -> None:
    undescribed = [
        f"{name}.{key}"
        for name, definition in SCHEMA["$defs"].items()
        for key, value in definition.get("properties", {}).items()
        if "description" not in value and "description" not in target(value)
    ]

    assert undescribed == []
