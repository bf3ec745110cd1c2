"""Foreign programs, run without credentials and read from the files of the real engine: all ways say the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bedplate.generator.arm.documents import arm_documents
from bedplate.generator.foreign import read_foreign
from bedplate.generator.graph import Graph, Mode
from bedplate.generator.programs.record import record_program
from tests.engine import foreign
from tests.engine.agreement import disagreements

ALL = [
    pytest.param(language, name, id=f"{language}-{name}")
    for language in foreign.LANGUAGES
    for name in foreign.programs(language)
]
DEPLOYED = [each for each in ALL if each.values[0] == "python" or each.values[1] not in {"landing", "webshop"}]
"""What each language has of its own; the programs that all have are equal in all, as recorded."""


def _recorded(language: str, name: str, kind: str) -> Graph:
    return read_foreign(foreign.RECORDED / language / name / f"{kind}.json")


def _program(language: str, name: str, folder: Path) -> Path:
    """Return a copy of a program with what it needs installed beside it."""
    reason = foreign.why_not(language)
    if reason:
        pytest.skip(reason)
    copy = folder / name
    shutil.copytree(foreign.PROGRAMS / language / name, copy)
    if (copy / "package.json").is_file():
        (copy / "node_modules").symlink_to(foreign.NODE_PACKAGES)
    return copy


@pytest.mark.parametrize(("language", "name"), ALL)
def test_a_preview_and_an_export_agree(language: str, name: str) -> None:
    assert disagreements(_recorded(language, name, "preview"), _recorded(language, name, "export")) == []


@pytest.mark.parametrize("kind", ["preview", "export"])
@pytest.mark.parametrize(("language", "name"), ALL)
def test_every_input_has_its_place_in_arm(language: str, name: str, kind: str) -> None:
    manifest = arm_documents(_recorded(language, name, kind)).manifest
    assert [each["lost"] for each in manifest["resources"] if each["lost"]] == []
    untranslated = {each["pulumiType"].split(":")[0] for each in manifest["untranslated"]}
    assert untranslated <= {"azuread", "random", "tls"}


@pytest.mark.engine
@pytest.mark.parametrize(("language", "name"), ALL)
def test_a_run_without_credentials_agrees_with_a_preview(
    engine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, name: str
) -> None:
    monkeypatch.setenv("BEDPLATE_PULUMI", str(engine))
    graph = record_program(_program(language, name, tmp_path), stack=foreign.STACK, mode=Mode.UNKNOWN)
    assert disagreements(graph, _recorded(language, name, "preview")) == []


@pytest.mark.engine
@pytest.mark.parametrize(("language", "name"), DEPLOYED)
def test_a_run_without_credentials_agrees_with_an_export(
    engine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, name: str
) -> None:
    monkeypatch.setenv("BEDPLATE_PULUMI", str(engine))
    graph = record_program(_program(language, name, tmp_path), stack=foreign.STACK, mode=Mode.KNOWN)
    assert disagreements(graph, _recorded(language, name, "export")) == []
