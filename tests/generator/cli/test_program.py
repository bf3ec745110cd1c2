"""`--program`: somebody else's project, through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.generator.cli.command import ROOT, bedplate, project

GROUP = """\
import pulumi
from pulumi_azure_native import resources, storage
print("the program's own words")
group = resources.ResourceGroup("group", resource_group_name="rg-a", location="westeurope")
keys = storage.list_storage_account_keys_output(resource_group_name=group.name, account_name="st")
pulumi.export("key", keys.keys[0].value)
"""
MADE_UP = "made-up values in the shape of their results: azure-native:storage:listStorageAccountKeys"


@pytest.fixture
def stranger(tmp_path: Path) -> Path:
    return project(tmp_path / "stranger", GROUP)


def test_json_holds_the_resources_and_what_is_not_known(stranger: Path) -> None:
    done = bedplate("preview", "--program", str(stranger), "--json")
    assert done.code == 0, done.stderr
    document = json.loads(done.stdout)
    assert [each["name"] for each in document["resources"]] == ["zone-dev", "group"]
    assert any(note.endswith(MADE_UP) for note in document["notes"])
    assert "the program's own words" in done.stderr
    assert MADE_UP in done.stderr


def test_it_is_described_by_the_schema(stranger: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((ROOT / "docs" / "preview.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(bedplate("preview", "--program", str(stranger), "--json").stdout), schema)


def test_unknown_mode_and_the_stack_by_name(stranger: Path) -> None:
    done = bedplate("preview", "--program", str(stranger), "-s", "dev", "--unknown", "--json")
    document = json.loads(done.stdout)
    assert (document["mode"], document["stack"], document["unknown"]) == ("unknown", "dev", ["/outputs/key"])


def test_the_same_bytes_each_time(stranger: Path) -> None:
    first, second = (bedplate("preview", "--program", str(stranger), "--json").stdout for _ in range(2))
    assert first == second


def test_arm_templates_of_it(stranger: Path, tmp_path: Path) -> None:
    done = bedplate("arm", "--program", str(stranger), "-o", str(tmp_path / "out"))
    assert done.code == 0, done.stderr
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert any(note.endswith(MADE_UP) for note in manifest["notes"])
    assert [each["pulumiType"] for each in manifest["resources"]] == ["azure-native:resources:ResourceGroup"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["-s", "prod"], "has no stack 'prod'; it has dev", id="stack"),
        pytest.param(["--from", "x.json"], "leave out --program or --from", id="file-too"),
    ],
)
def test_wrong_input_is_refused(stranger: Path, arguments: list[str], words: str) -> None:
    bedplate("preview", "--program", str(stranger), *arguments).assert_refused(words)


def test_a_failing_program_is_told_with_its_place(tmp_path: Path) -> None:
    folder = project(tmp_path / "stranger", "x = 1\nx.y\n")
    done = bedplate("preview", "--program", "stranger", cwd=tmp_path)
    done.assert_refused("stranger/__main__.py:2: AttributeError: 'int' object has no attribute 'y'")
    assert sorted(path.name for path in folder.iterdir()) == ["Pulumi.dev.yaml", "Pulumi.yaml", "__main__.py"]
