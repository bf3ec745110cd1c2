"""`bedplate diff`."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import jsonschema
import pytest

from tests.generator.cli.command import CHAT_DEV, ROOT, SMALL_PROGRAM, bedplate, line_of, project

SCHEMA = json.loads((ROOT / "docs" / "diff.schema.json").read_text(encoding="utf-8"))
VAULT = "azure-native:keyvault:Vault"
PROGRAM = f"""\
import pulumi
config = pulumi.Config()


class Thing(pulumi.CustomResource):
    def __init__(self, name, inputs):
        super().__init__("{VAULT}", name, inputs)


Thing("vault", {{"vaultName": "kv", "location": config.require("location"), "tags": {{"o": config.require("owner")}}}})
if config.get_bool("more"):
    Thing("second", {{"vaultName": "kv2", "location": "westeurope", "secret": pulumi.Output.secret("c4n4ry")}})
"""


def settings(owner: str = "a", location: str = "westeurope", *, more: bool = False) -> str:
    return f"config:\n  zone:owner: {owner}\n  zone:location: {location}\n  zone:more: {str(more).lower()}\n"


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S607 - the Git of this machine


@pytest.fixture
def zone(tmp_path: Path) -> Path:
    """Project in a repository whose branch `main` holds owner `a`; the file at hand holds owner `b`."""
    folder = project(tmp_path / "zone", PROGRAM, stacks={"dev": settings()})
    git(folder, "init")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "first")
    git(folder, "tag", "v1")
    (folder / "Pulumi.dev.yaml").write_text(settings("b"), encoding="utf-8")
    return folder


def test_against_a_revision(zone: Path) -> None:
    done = bedplate("diff", "dev", "--against", "main", cwd=zone)

    assert (done.code, done.stderr) == (0, "")
    assert done.stdout == (
        "dev · ~1 update\n"
        "project zone · compared with Pulumi.dev.yaml at main · 0 unchanged · "
        "as deployed: values that Azure computes are modelled\n"
        "\n"
        "stack zone-dev\n"
        "  ~ key vault kv\n"
        "      ▪ tags.o  a → b\n"
    )


def test_against_a_revision_from_elsewhere(zone: Path) -> None:
    done = bedplate("diff", "dev", "--against", "v1", "-C", "zone", cwd=zone.parent)

    assert (done.code, done.stderr) == (0, "")
    assert "compared with zone/Pulumi.dev.yaml at v1" in done.stdout


def test_against_a_settings_file(zone: Path) -> None:
    (zone / "other.yaml").write_text(settings("b", "eastus", more=True), encoding="utf-8")
    done = bedplate("diff", "dev", "--against", "other.yaml", "--format", "json", cwd=zone)
    document = json.loads(done.stdout)

    assert done.code == 0
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    assert document["against"] == "other.yaml"
    assert [(each["name"], each["operation"]) for each in document["changes"]] == [
        ("vault", "replace"),
        ("second", "delete"),
    ]
    assert "c4n4ry" not in done.stdout


def test_against_a_recorded_preview(zone: Path) -> None:
    (zone / "Pulumi.dev.yaml").write_text(settings("b", more=True), encoding="utf-8")
    (zone / "old.json").write_text(bedplate("preview", "dev", "--json", cwd=zone).stdout, encoding="utf-8")
    same = bedplate("diff", "dev", "--against", "old.json", "--fail-on", "any", cwd=zone)
    (zone / "Pulumi.dev.yaml").write_text(settings("c", more=True), encoding="utf-8")
    other = bedplate("diff", "dev", "--against", "old.json", cwd=zone)

    assert (same.code, same.stdout.splitlines()[0]) == (0, "dev · no changes")
    assert "1 secret is masked in the recorded preview: whether it changed is not known" in same.stdout
    assert other.stdout.splitlines()[0] == "dev · ~1 update"


def test_a_recorded_preview_with_unknown_values_is_compared_with_one(zone: Path) -> None:
    (zone / "old.json").write_text(bedplate("preview", "dev", "--json", "--unknown", cwd=zone).stdout, encoding="utf-8")
    done = bedplate("diff", "dev", "--against", "old.json", cwd=zone)

    assert done.stdout.startswith("dev · no changes\n")
    assert "before a deployment: values that Azure computes are unknown" in done.stdout


def test_writes_a_file(zone: Path) -> None:
    done = bedplate("diff", "dev", "--against", "main", "--format", "markdown", "-o", "comment.md", cwd=zone)

    assert (done.code, done.stdout, done.stderr) == (0, "", "")
    assert (zone / "comment.md").read_text(encoding="utf-8").startswith("### `dev`: ~1 update\n")


@pytest.mark.parametrize(
    ("old", "fail_on", "code"),
    [
        pytest.param(settings("b"), ("any",), 0, id="no-change"),
        pytest.param(settings("a"), ("any",), 1, id="any"),
        pytest.param(settings("a"), ("replace", "delete"), 0, id="update-is-no-replacement"),
        pytest.param(settings("b", "eastus"), ("replace",), 1, id="replace"),
        pytest.param(settings("b", more=True), ("delete",), 1, id="delete"),
        pytest.param(settings("b", "eastus"), ("delete", "not-known", "refused"), 0, id="none-of-three"),
        pytest.param(settings("b", "eastus"), (), 0, id="by-default-never"),
    ],
)
def test_exit_code(zone: Path, old: str, fail_on: tuple[str, ...], code: int) -> None:
    (zone / "old.yaml").write_text(old, encoding="utf-8")
    options = [part for each in fail_on for part in ("--fail-on", each)]

    assert bedplate("diff", "dev", "--against", "old.yaml", *options, cwd=zone).code == code


@pytest.mark.parametrize(
    ("against", "words"),
    [
        pytest.param("mian", ("mian: neither a file nor a Git revision here",), id="misspelt"),
        pytest.param("folder", ("folder: is a folder",), id="folder"),
        pytest.param("v1", ("v1: is a file and a Git revision (write ./v1 for the file,",), id="ambiguous"),
        pytest.param("bad.json", ("bad.json:1:2: not JSON",), id="not-json"),
        pytest.param("empty.json", ("empty.json: formatVersion is None, expected 1.x",), id="no-record"),
        pytest.param("engine.json", ("engine.json: it is of `pulumi preview --json`",), id="record-of-pulumi"),
        pytest.param("newer.json", ("newer.json: formatVersion is '2.0', expected 1.x",), id="newer-record"),
        pytest.param("cut.json", ("cut.json: it is not as docs/preview.schema.json describes it",), id="cut-record"),
        pytest.param("other.json", ("of stack prod in project zone, not of dev in zone",), id="another-stack"),
        pytest.param("bad.yaml", ("bad.yaml:3:1: broken YAML",), id="not-yaml"),
        pytest.param("--upload-pack=x", ("neither a file nor a Git revision",), id="no-option-of-git"),
    ],
)
def test_what_cannot_be_compared(zone: Path, against: str, words: tuple[str, ...]) -> None:
    (zone / "folder").mkdir()
    record = json.dumps({"formatVersion": "1.0", "project": "zone", "stack": "prod", "mode": "known"})
    rest = ', "resources": [], "outputs": {}, "unknown": [], "secret": []}'
    contents = {
        "v1": settings(),
        "bad.json": "{nonsense}",
        "empty.json": "{}",
        "engine.json": '{"steps": []}',
        "newer.json": '{"formatVersion": "2.0"}',
        "cut.json": record,
        "other.json": record[:-1] + rest,
        "bad.yaml": "config:\n  a: [\n",
    }
    for name, text in contents.items():
        (zone / name).write_text(text, encoding="utf-8")

    bedplate("diff", "dev", f"--against={against}", cwd=zone).assert_refused(*words)


def test_a_stack_that_was_not_there_then(zone: Path) -> None:
    (zone / "Pulumi.new.yaml").write_text(settings(), encoding="utf-8")

    bedplate("diff", "new", "--against", "main", cwd=zone).assert_refused("Pulumi.new.yaml: not there at main")


def test_outside_a_repository(tmp_path: Path) -> None:
    folder = project(tmp_path / "zone", SMALL_PROGRAM)

    bedplate("diff", "dev", "--against", "main", cwd=folder, GIT_CEILING_DIRECTORIES=str(tmp_path)).assert_refused(
        "lies in no Git repository"
    )


def test_old_settings_that_are_wrong_are_named_by_what_was_given(tmp_path: Path) -> None:
    text = CHAT_DEV.replace("environment: dev", "environment: moon")
    file = tmp_path / "old.yaml"
    file.write_text(text, encoding="utf-8")

    bedplate("diff", "chat-dev", "--against", str(file)).assert_refused(f"{file}:{line_of(text, 'environment: moon')}:")


def test_the_old_side_of_a_program_that_fails(zone: Path) -> None:
    (zone / "old.yaml").write_text("config:\n  zone:owner: a\n", encoding="utf-8")
    done = bedplate("diff", "dev", "--against", "old.yaml", cwd=zone)

    done.assert_refused("old.yaml: __main__.py:10: Missing required configuration variable 'zone:location'")


def test_the_json_is_always_the_same_bytes(zone: Path) -> None:
    runs = [
        bedplate("diff", "dev", "--against", "v1", "--format", "json", cwd=zone, PYTHONHASHSEED=seed) for seed in "17"
    ]

    assert runs[0].stdout == runs[1].stdout


def test_against_is_asked_for() -> None:
    bedplate("diff", "chat-dev").assert_refused("--against")
