"""`bedplate preview --from FILE`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.generator.cli.command import bedplate

FILES = Path(__file__).parents[1] / "foreign" / "files"
EXPORT = str(FILES / "encrypted.export.json")
PREVIEW = str(FILES / "change.preview.json")


def test_an_export_is_shown(tmp_path: Path) -> None:
    done = bedplate("preview", "--from", EXPORT, cwd=tmp_path)
    lines = done.stdout.splitlines()
    assert done.code == 0
    assert lines[:2] == [
        "dev · 10 resources in 1 component",
        "project foreign · as `pulumi stack export` tells it: what was deployed",
    ]
    assert "  owner      [secret]" in lines
    assert lines[-1] == "4 secrets masked"
    assert done.stderr.startswith("note: 1 resource of the classic azure provider ")


def test_a_preview_as_json_is_read_again(tmp_path: Path) -> None:
    done = bedplate("preview", "--from", PREVIEW, "--json", cwd=tmp_path)
    record = tmp_path / "record.json"
    record.write_text(done.stdout, encoding="utf-8")
    again = bedplate("preview", "--from", "record.json", "--json", cwd=tmp_path)
    assert (done.code, again.code) == (0, 0)
    assert json.loads(done.stdout)["mode"] == "unknown"
    assert json.loads(again.stdout) == json.loads(done.stdout)
    assert [line.partition(",")[0] for line in done.stderr.splitlines()] == [
        "note: 1 resource left out",
        "note: 6 resources missing",
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param((), ("nothing to look at", "STACK", "--from"), id="nothing"),
        pytest.param(("dev", "--from", EXPORT), ("dev: the stack's name stands in the file",), id="both"),
        pytest.param(("--from", EXPORT, "--unknown"), ("--unknown: a file tells what it knows",), id="unknown"),
        pytest.param(("--from", "none.json"), ("none.json: cannot be read: No such file",), id="absent"),
        pytest.param(("--from", "broken.json"), ("broken.json:2:1: not JSON",), id="broken"),
    ],
)
def test_what_is_refused(tmp_path: Path, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    (tmp_path / "broken.json").write_text('{"steps": [\n', encoding="utf-8")
    bedplate("preview", *arguments, cwd=tmp_path).assert_refused(*words)
