"""The folders that `pulumi new` takes for templates are what today's templates make."""

import os
import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bedplate.blueprints.settings import validate_stacks
from bedplate.generator.scaffold.files import project_files
from bedplate.generator.scaffold.writing import write_files
from tests.generator.scaffold.projects import BLUEPRINTS, ROOT, choices, diagram

TEMPLATES = ROOT / "templates"


def test_there_is_one_folder_for_each_blueprint() -> None:
    assert sorted(path.name for path in TEMPLATES.iterdir()) == sorted(BLUEPRINTS)


@pytest.mark.parametrize("blueprint", BLUEPRINTS)
def test_it_is_current(blueprint: str, tmp_path: Path) -> None:
    folder = TEMPLATES / blueprint
    wanted = project_files(choices(blueprint), diagram=diagram(blueprint, tmp_path / "zone"), is_template=True)
    if os.environ.get("BEDPLATE_UPDATE_GOLDENS"):
        shutil.rmtree(folder, ignore_errors=True)
        write_files(folder, wanted)
    paths = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    found = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}

    assert sorted(found) == sorted(wanted)
    assert [name for name, text in wanted.items() if found[name] != text] == []


@pytest.mark.parametrize("blueprint", BLUEPRINTS)
def test_pulumi_is_told_what_it_is_and_fills_in_name_and_description(blueprint: str) -> None:
    text = (TEMPLATES / blueprint / "Pulumi.yaml").read_text(encoding="utf-8")
    document = YAML(typ="safe", pure=True).load(text)

    assert document["name"] == "${PROJECT}"
    assert document["description"] == "${DESCRIPTION}"
    assert set(document["template"]) == {"displayName", "description", "quickstart"}


@pytest.mark.parametrize("blueprint", BLUEPRINTS)
def test_its_stacks_are_valid_as_they_stand(blueprint: str) -> None:
    assert validate_stacks(TEMPLATES / blueprint) == []
