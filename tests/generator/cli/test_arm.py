"""`bedplate arm`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.generator.cli.command import SMALL_PROGRAM, bedplate, project

AZURE_PROGRAM = """\
import pulumi
import pulumi_azure_native as azure

azure.resources.ResourceGroup("group", resource_group_name="rg-one", location="swedencentral")
vault = azure.keyvault.Vault(
    "vault",
    resource_group_name="rg-one",
    vault_name="kv-one",
    properties={"tenantId": pulumi.Output.secret("c4n4ry"), "sku": {"family": "A", "name": "standard"}},
)
azure.keyvault.Secret(
    "secret", resource_group_name="rg-one", vault_name=vault.name, secret_name="s", properties={"value": "v"}
)
"""
SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
FILES = ["manifest.json", f"resource-group.{SUBSCRIPTION}.rg-one.json", f"subscription.{SUBSCRIPTION}.json"]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_writes_a_template_for_each_scope_and_a_manifest(tmp_path: Path) -> None:
    here = project(tmp_path / "app", AZURE_PROGRAM)
    done = bedplate("arm", "dev", "-o", "out/arm", cwd=here, PYTHONHASHSEED="7", LANG="C")
    again = bedplate("arm", "dev", "-o", "again", cwd=here, PYTHONHASHSEED="8")

    assert (done.code, done.stdout, again.code) == (0, "", 0)
    assert done.stderr.splitlines()[0] == "out/arm: 3 resources in 2 templates"
    assert names(here / "out" / "arm") == FILES
    for name in FILES:
        assert (here / "out" / "arm" / name).read_bytes() == (here / "again" / name).read_bytes()
    template = json.loads((here / "out" / "arm" / FILES[1]).read_text(encoding="utf-8"))
    assert [(each["type"], each["name"]) for each in template["resources"]] == [
        ("Microsoft.KeyVault/vaults", "kv-one"),
        ("Microsoft.KeyVault/vaults/secrets", "kv-one/s"),
    ]
    assert template["resources"][1]["dependsOn"] == ["[resourceId('Microsoft.KeyVault/vaults', 'kv-one')]"]
    assert template["resources"][0]["metadata"]["source"] == "__main__.py:5"
    assert "c4n4ry" not in "".join((here / "again" / name).read_text(encoding="utf-8") for name in FILES)


def test_names_what_is_not_translated(tmp_path: Path) -> None:
    done = bedplate("arm", "dev", "-o", "out", cwd=project(tmp_path, SMALL_PROGRAM))

    assert (done.code, done.stdout) == (0, "")
    assert done.stderr == (
        "out: 0 resources in 0 templates\nnot translated: test:index:Thing: provider `test` is not azure-native\n"
    )
    assert names(tmp_path / "out") == ["manifest.json"]


@pytest.mark.parametrize(
    ("options", "code"),
    [pytest.param((), 0, id="by-default"), pytest.param(("--fail-on-lost",), 1, id="when-asked")],
)
def test_inputs_without_a_place_are_a_finding(tmp_path: Path, options: tuple[str, ...], code: int) -> None:
    lossy = """\
import pulumi


class Vault(pulumi.CustomResource):
    def __init__(self, name, inputs):
        super().__init__("azure-native:keyvault:Vault", name, inputs)


Vault("vault", {"resourceGroupName": "rg", "vaultName": "kv", "surprise": 1})
"""
    done = bedplate("arm", "dev", "-o", "out", *options, cwd=project(tmp_path, lossy))

    assert (done.code, done.stdout) == (code, "")
    assert "no place in ARM: azure-native:keyvault:Vault /surprise" in done.stderr
    assert "manifest.json" in names(tmp_path / "out")


def test_takes_away_what_it_wrote_before_and_nothing_else(tmp_path: Path) -> None:
    here = project(tmp_path, AZURE_PROGRAM)
    bedplate("arm", "dev", "-o", "out", cwd=here)
    (here / "out" / "notes.md").write_text("mine", encoding="utf-8")
    (here / "__main__.py").write_text(AZURE_PROGRAM.replace("rg-one", "rg-two"), encoding="utf-8")
    done = bedplate("arm", "dev", "-o", "out", cwd=here)

    assert done.code == 0
    assert names(here / "out") == [FILES[0], "notes.md", FILES[1].replace("rg-one", "rg-two"), FILES[2]]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        pytest.param("manifest.json", '{"name": "another program"}', id="manifest"),
        pytest.param("manifest.json", "no json", id="no-manifest"),
        pytest.param(FILES[2], "{}", id="template"),
    ],
)
def test_never_overwrites_what_others_wrote(tmp_path: Path, file: str, text: str) -> None:
    here = project(tmp_path, AZURE_PROGRAM)
    (here / "out").mkdir()
    (here / "out" / file).write_text(text, encoding="utf-8")
    bedplate("arm", "dev", "-o", "out", cwd=here).assert_refused(f"out/{file}", "not written by bedplate", "-o")

    assert (here / "out" / file).read_text(encoding="utf-8") == text


def test_a_run_that_was_broken_off_is_no_hindrance(tmp_path: Path) -> None:
    here = project(tmp_path, AZURE_PROGRAM)
    bedplate("arm", "dev", "-o", "out", cwd=here)
    (here / "out" / "manifest.json").unlink()

    assert bedplate("arm", "dev", "-o", "out", cwd=here).code == 0
    assert names(here / "out") == FILES


def test_a_manifest_cannot_take_away_files_elsewhere(tmp_path: Path) -> None:
    here = project(tmp_path, AZURE_PROGRAM)
    (here / "out").mkdir()
    (here / "kept.json").write_text("mine", encoding="utf-8")
    manifest = {"kind": "bedplate arm", "templates": [{"file": "../kept.json"}]}
    (here / "out" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")

    assert bedplate("arm", "dev", "-o", "out", cwd=here).code == 0
    assert (here / "kept.json").read_text(encoding="utf-8") == "mine"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    here = project(tmp_path, SMALL_PROGRAM)
    (here / "out").write_text("", encoding="utf-8")

    bedplate("arm", "dev", "-o", "out", cwd=here).assert_refused("out: cannot be written")


def test_nothing_to_look_at_is_said() -> None:
    bedplate("arm", "-o", "out").assert_refused("STACK", "--from")


def test_the_folder_must_be_named() -> None:
    bedplate("arm", "chat-dev").assert_refused("--output")


def test_reads_its_own_preview(tmp_path: Path) -> None:
    here = project(tmp_path, AZURE_PROGRAM)
    preview = bedplate("preview", "dev", "--json", cwd=here)
    (here / "preview.json").write_text(preview.stdout, encoding="utf-8")
    bedplate("arm", "dev", "-o", "ran", cwd=here)
    done = bedplate("arm", "--from", "preview.json", "-o", "read", cwd=here)

    assert (done.code, done.stdout) == (0, "")
    assert names(here / "read") == FILES
    for name in FILES[1:]:
        assert json.loads((here / "read" / name).read_text()) == json.loads((here / "ran" / name).read_text())
