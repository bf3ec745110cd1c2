"""The package schema is the components' public interface: any change to it is a change to `components/schema.json`."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bedplate.components._version import __version__
from bedplate.components.catalogue import COMPONENTS
from bedplate.components.package.schema import package_schema
from bedplate.components.package.wording import for_every_language

GOLDEN = Path(__file__).resolve().parents[3] / "components" / "schema.json"
SCHEMA = package_schema()
_PYTHON_NAME = re.compile(r"`(?!openai_account`)[a-z]+(_[a-z]+)+`")
"""Azure has a name with an underscore of its own."""


def test_the_committed_schema_is_current() -> None:
    text = json.dumps(SCHEMA, indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("BEDPLATE_UPDATE_GOLDENS"):
        GOLDEN.write_text(text, encoding="utf-8")

    assert GOLDEN.read_text(encoding="utf-8") == text


def test_it_says_whose_it_is() -> None:
    assert (SCHEMA["name"], SCHEMA["version"]) == ("bedplate", __version__)
    assert SCHEMA["description"].startswith("Azure building blocks")


def test_every_component_is_in_it() -> None:
    assert set(SCHEMA["resources"]) == {f"bedplate:index:{component.__name__}" for component in COMPONENTS}
    assert all(component["isComponent"] for component in SCHEMA["resources"].values())


def described() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for token, definition in [*SCHEMA["resources"].items(), *SCHEMA["types"].items()]:
        yield token, definition
        for field in ("inputProperties", "properties"):
            for name, each in (definition.get(field) or {}).items():
                yield f"{token}.{name}", each


def test_everything_has_a_description() -> None:
    assert [path for path, each in described() if not each.get("description")] == []


def test_descriptions_speak_no_python() -> None:
    spoken = [path for path, each in described() if _PYTHON_NAME.search(each["description"])]
    section = re.compile(r"^(Raises|Args|Returns):", re.MULTILINE)
    sections = [path for path, each in described() if section.search(each["description"])]

    assert (spoken, sections) == ([], [])


def test_no_type_takes_a_name_that_an_sdk_needs_for_something_else() -> None:
    types = [token.rpartition(":")[2] for token in SCHEMA["types"]]
    components = {component.__name__ for component in COMPONENTS}
    # Go has one flat package, in which `XArgs` and `XOutput` of every X stand beside each other.
    taken = {f"{name}{suffix}" for name in components for suffix in ("", "Args", "Output", "Input", "State", "Map")}

    assert len({name.lower() for name in types}) == len(types)
    assert [name for name in types if name in taken or name.endswith("Args")] == []
    references = set(re.findall(r'"#/types/([^"]+)"', json.dumps(SCHEMA)))
    assert references == set(SCHEMA["types"])


def test_outputs_need_no_mapping_of_names() -> None:
    outputs = [each for component in SCHEMA["resources"].values() for each in component["properties"].values()]

    assert outputs
    assert all("$ref" not in json.dumps(each) for each in outputs)


def test_inherited_arguments_keep_their_descriptions() -> None:
    vault = SCHEMA["resources"]["bedplate:index:KeyVault"]["inputProperties"]

    assert vault["resourceGroupName"]["description"] == "Resource group that holds the component's resources."


@pytest.mark.parametrize(
    ("docstring", "words"),
    [
        pytest.param("One.\n\n    Two.\n    ", "One.\n\nTwo.", id="indented"),
        pytest.param("Of `vault_name` and `other_name`.", "Of `vaultName` and `other_name`.", id="names"),
        pytest.param(
            "A.\n\n    Raises:\n        ValueError: too\n            long.\n        KeyError: gone.\n    ",
            "A.\n\nRefused: too long.\n\nRefused: gone.",
            id="raises",
        ),
    ],
)
def test_wording(docstring: str, words: str) -> None:
    assert for_every_language(docstring, {"vault_name": "vaultName"}) == words
