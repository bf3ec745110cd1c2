"""The folder of a release: written until the version is out, and never after."""

import dataclasses
import hashlib
import sys
from pathlib import Path

import pytest

from bedplate.components._version import __version__ as VERSION  # noqa: N812 - a constant
from bedplate.generator.cli.errors import BadInput
from bedplate.generator.graph import Graph
from tests.conftest import STACKS
from tests.generator.diff.graphs import VAULT, graph, resource
from tools.upgrade import __main__ as command_line
from tools.upgrade.changelog import Changelog
from tools.upgrade.contract import breaks_of_stack
from tools.upgrade.intended import Rows
from tools.upgrade.release import (
    CHECKSUMS,
    ChangedFolderError,
    Release,
    ReleasedError,
    last_release,
    present_files,
    releases,
)

OUT = Changelog(sections={"1.0.0": ""}, unreleased=frozenset())
TO_COME = Changelog(sections={"1.0.0": ""}, unreleased=frozenset({"1.0.0"}))


def zone(stack: str, text: str) -> Graph:
    """Return a graph with a vault that is called as the settings say."""
    assert stack == "dev"
    return graph(resource(VAULT, "vault", vaultName=text.strip()))


@pytest.fixture
def stacks(tmp_path: Path) -> Path:
    folder = tmp_path / "stacks"
    folder.mkdir()
    (folder / "Pulumi.dev.yaml").write_text("kv-one\n", encoding="utf-8")
    return folder


@pytest.fixture
def release(tmp_path: Path, stacks: Path) -> Release:
    frozen = Release(tmp_path / "releases" / "1.0.0")
    frozen.freeze(present_files(stacks, zone), TO_COME)
    return frozen


def test_a_stack_is_frozen_with_its_settings(release: Release) -> None:
    assert release.stacks() == ("dev",)
    assert release.settings_text("dev") == "kv-one\n"
    assert release.graph("dev").resources[1].inputs["vaultName"] == "kv-one"
    assert release.document("replacing") == {
        VAULT: ["location", "resourceGroupName", "subscriptionId", "vaultName"],
    }
    assert sorted(release.document("rules")) == ["all", "baseline", "production", "regulated"]
    assert "config" in release.document("settings")["properties"]
    assert "bedplate:index:KeyVault" in release.document("components")["resources"]


def test_the_checksums_are_those_of_the_files(release: Release) -> None:
    lines = (release.folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()

    assert lines == sorted(lines, key=lambda line: line.split("  ")[1])
    assert len(lines) == 6
    for line in lines:
        sum_, path = line.split("  ")
        assert hashlib.sha256((release.folder / path).read_bytes()).hexdigest() == sum_
    release.verify()


def test_until_a_version_is_out_it_can_be_frozen_again(release: Release, stacks: Path) -> None:
    (stacks / "Pulumi.dev.yaml").write_text("kv-two\n", encoding="utf-8")
    (release.folder / "left-over.json").write_text("{}", encoding="utf-8")
    wanted = present_files(stacks, zone)

    assert release.freeze(wanted, TO_COME) == (
        CHECKSUMS,
        "left-over.json",
        "stacks/Pulumi.dev.yaml",
        "stacks/dev.json",
    )
    assert release.stale(wanted) == ()
    release.verify()


def test_once_it_is_out_nothing_is_rewritten(release: Release, stacks: Path) -> None:
    before = release.settings_text("dev")

    assert release.freeze(present_files(stacks, zone), OUT) == ()
    (stacks / "Pulumi.dev.yaml").write_text("kv-two\n", encoding="utf-8")
    with pytest.raises(ReleasedError, match=r"1\.0\.0 is out"):
        release.freeze(present_files(stacks, zone), OUT)
    assert release.settings_text("dev") == before


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param("stacks/dev.json", "{}", id="changed"),
        pytest.param("stacks/Pulumi.prod.yaml", "", id="added"),
        pytest.param("rules.json", None, id="taken-away"),
    ],
)
def test_a_folder_that_was_changed_by_hand_is_told(release: Release, path: str, text: str | None) -> None:
    file = release.folder / path
    if text is None:
        file.unlink()
    else:
        file.write_text(text, encoding="utf-8")

    with pytest.raises(ChangedFolderError, match=f"1.0.0 is not as it was frozen: {path}"):
        release.verify()


def test_releases_are_in_the_order_of_their_versions(tmp_path: Path) -> None:
    for name in ("0.10.0", "0.9.0", "1.0.0"):
        (tmp_path / name).mkdir()
    (tmp_path / "intended.toml").touch()
    found = releases(tmp_path)
    sections = {each.version: "" for each in found}

    assert [each.version for each in found] == ["0.9.0", "0.10.0", "1.0.0"]
    assert last_release(found, Changelog(sections=sections, unreleased=frozenset({"1.0.0"}))).version == "0.10.0"
    assert last_release(found, Changelog(sections=sections, unreleased=frozenset(sections))).version == "1.0.0"


def test_settings_that_are_refused_now_are_a_break(release: Release) -> None:
    def refusing(stack: str, text: str) -> Graph:
        raise BadInput(f"{stack}: {text.strip()} is no name")

    (found,) = breaks_of_stack(release, "dev", refusing, Rows())

    assert str(found) == "dev: settings-refused: Pulumi.dev.yaml: dev: kv-one is no name"


def test_a_stack_is_held_against_the_program_with_the_settings_that_it_had(release: Release) -> None:
    assert tuple(breaks_of_stack(release, "dev", zone, Rows())) == ()
    (found,) = breaks_of_stack(release, "dev", lambda stack, _: zone(stack, "kv-other"), Rows())

    assert str(found).startswith(
        "dev: replaced: azure-native:keyvault:Vault::vault [vaultName]: 'kv-one' becomes 'kv-other' ("
    )


def test_the_command_freezes_checks_and_compares(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(command: str, vault: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["upgrade", command])
        monkeypatch.setattr(
            command_line, "_record", lambda stack, _: dataclasses.replace(zone("dev", vault), stack=stack)
        )
        code = command_line.main()
        return code, "".join(capsys.readouterr())

    monkeypatch.setattr(command_line, "RELEASES", tmp_path)
    monkeypatch.setattr(command_line, "_changelog", lambda: Changelog(sections={VERSION: ""}, unreleased=frozenset()))
    (tmp_path / "intended.toml").touch()

    assert run("check", "kv-one")[0] == 1
    assert run("freeze", "kv-one")[0] == 0
    assert run("check", "kv-one") == (0, "")
    assert run("compare", "kv-one") == (0, f"{VERSION}: 0 breaks, 0 of them not in intended.toml\n")
    assert run("freeze", "kv-one") == (0, f"{VERSION} is frozen as it is\n")
    assert run("freeze", "kv-two") == (2, f"{VERSION} is out, by CHANGELOG.md: what it promised stays as it is\n")
    code, said = run("compare", "kv-two")
    assert code == 1
    assert said.count("NOT MEANT") == len(STACKS)
