"""`bedplate diagram`."""

import stat
from pathlib import Path

import pytest

from tests.generator.cli.command import ROOT, SMALL_PROGRAM, bedplate, project

GOLDEN = ROOT / "tests" / "golden" / "diagrams"


@pytest.mark.parametrize(
    ("options", "golden"),
    [
        pytest.param((), "chat-dev.mmd", id="mermaid-by-default"),
        pytest.param(("--format", "mermaid"), "chat-dev.mmd", id="mermaid"),
        pytest.param(("--format", "svg"), "chat-dev.svg", id="svg"),
    ],
)
def test_writes_the_diagram_to_stdout(options: tuple[str, ...], golden: str) -> None:
    done = bedplate("diagram", "chat-dev", *options, PYTHONHASHSEED="7", LANG="C")

    assert (done.code, done.stderr) == (0, "")
    assert done.stdout == (GOLDEN / golden).read_text(encoding="utf-8")


def test_writes_a_file_and_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "picture.svg"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o640)

    done = bedplate("diagram", "chat-dev", "--format", "svg", "-o", "picture.svg", "-C", str(ROOT), cwd=tmp_path)

    assert (done.code, done.stdout, done.stderr) == (0, "", "")
    assert file.read_text(encoding="utf-8") == (GOLDEN / "chat-dev.svg").read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("output", "words"),
    [
        pytest.param("nowhere/picture.svg", "nowhere/picture.svg: cannot be written: No such file", id="no-folder"),
        pytest.param(".", ".: is a folder", id="folder"),
    ],
)
def test_a_file_that_cannot_be_written(tmp_path: Path, output: str, words: str) -> None:
    zone = project(tmp_path / "zone", SMALL_PROGRAM)

    bedplate("diagram", "dev", "-o", output, cwd=zone).assert_refused(words)
    assert sorted(path.name for path in zone.iterdir() if path.name != "__pycache__") == [
        "Pulumi.dev.yaml",
        "Pulumi.yaml",
        "__main__.py",
    ]


def test_what_is_wrong_keeps_the_file_as_it_was(tmp_path: Path) -> None:
    zone = project(tmp_path, "raise ValueError('nonsense')\n")
    (zone / "picture.mmd").write_text("old", encoding="utf-8")

    bedplate("diagram", "dev", "-o", "picture.mmd", cwd=zone).assert_refused("__main__.py:1: ValueError: nonsense")
    assert (zone / "picture.mmd").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("form", ["mermaid", "svg"])
def test_a_program_of_somebody_else_and_no_secret(tmp_path: Path, form: str) -> None:
    done = bedplate("diagram", "dev", "--format", form, cwd=project(tmp_path, SMALL_PROGRAM))

    assert done.code == 0
    assert "grüße" in done.stdout
    assert "c4n4ry" not in done.stdout + done.stderr


def test_an_unknown_format_names_those_there_are() -> None:
    bedplate("diagram", "chat-dev", "--format", "png").assert_refused("mermaid", "svg")


def test_an_unknown_stack_names_the_nearest() -> None:
    bedplate("diagram", "chat-dve").assert_refused("did you mean stack chat-dev?")
