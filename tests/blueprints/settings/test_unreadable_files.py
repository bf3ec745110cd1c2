"""Files that hold no text, or are no files."""

import os
from pathlib import Path

import pytest

from bedplate.blueprints.settings import load

GOOD = (Path(__file__).parent / "good" / "minimal.yaml").read_bytes()


@pytest.mark.parametrize(
    ("content", "rule", "line", "column"),
    [
        pytest.param(b"config:\n  a\xff: 1\n", "file-encoding", 2, 4, id="not-utf-8"),
        pytest.param("config:\n  ü: ".encode() + b"\xe4\n", "file-encoding", 2, 6, id="latin-1-after-utf-8"),
        pytest.param(GOOD.decode().encode("utf-16"), "file-encoding", 1, 1, id="utf-16-with-mark"),
        pytest.param(GOOD.decode().encode("utf-16-be"), "file-encoding", 1, 1, id="utf-16-without-mark"),
        pytest.param(GOOD.decode().encode("utf-32"), "file-encoding", 1, 1, id="utf-32"),
        pytest.param(b"\xef\xbb\xbf" + GOOD, "file-encoding", 1, 1, id="byte-order-mark"),
        pytest.param(b"config:\n  a: b\0c\n", "file-encoding", 2, 7, id="nul"),
        pytest.param(b"config:\n  a: \x07\n", "yaml-syntax", 2, 6, id="control-character"),
        pytest.param(b"# padding\n" * 1_048_576, "file-size", 1, 1, id="ten-megabytes"),
        pytest.param(b"config: [" + b"x, " * 5_000 + b"]\n", "yaml-size", 1, 15001, id="too-many-values"),
    ],
)
def test_unreadable_content(tmp_path: Path, content: bytes, rule: str, line: int, column: int) -> None:
    path = tmp_path / "Pulumi.broken.yaml"
    path.write_bytes(content)

    loaded = load(path)

    assert [(problem.rule, problem.line, problem.column) for problem in loaded.problems] == [(rule, line, column)]
    assert loaded.settings is None


def test_missing_file(tmp_path: Path) -> None:
    assert [str(problem) for problem in load(tmp_path / "none.yaml").problems] == [
        f"{tmp_path}/none.yaml:1:1: there is no such file [file-missing]"
    ]


def test_folder(tmp_path: Path) -> None:
    assert [problem.rule for problem in load(tmp_path).problems] == ["file-unreadable"]


def test_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "open", refuse)

    [problem] = load(tmp_path / "Pulumi.locked.yaml").problems

    assert (problem.rule, problem.message) == ("file-unreadable", "the file cannot be read: Permission denied")


def test_path_with_nul() -> None:
    assert [problem.rule for problem in load("a\0b").problems] == ["file-unreadable"]


def test_file_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert [problem.rule for problem in load(tmp_path / "file" / "x.yaml").problems] == ["file-unreadable"]
