"""The waivers of a file, whatever else it holds."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bedplate.blueprints.settings.stack_policies import load_policies

ONE = """\
config:
  other:key: value
  bedplate:waivers:
    - rule: COG-01
      resource: ai-*
      owner: ai-team
      reason: The account is a public demonstration
      expires: "2027-01-31"
"""


def test_reads_waivers_of_a_stack_without_a_landing_zone(tmp_path: Path) -> None:
    file = tmp_path / "Pulumi.dev.yaml"
    file.write_text(ONE, encoding="utf-8")
    loaded = load_policies(file)

    assert loaded.problems == ()
    (waiver,) = loaded.waivers
    assert (waiver.rule, waiver.resource, waiver.path, waiver.expires) == (
        "COG-01",
        "ai-*",
        None,
        dt.date(2027, 1, 31),
    )


@pytest.mark.parametrize(
    ("text", "required", "problems"),
    [
        pytest.param("config: {}\n", False, [], id="none-needed"),
        pytest.param("", False, [], id="empty-file"),
        pytest.param("config: {}\n", True, [(1, "waivers-missing")], id="none-where-needed"),
        pytest.param(ONE.replace("COG-01", "''"), False, [(4, "empty-text")], id="no-rule"),
        pytest.param(ONE.replace("2027-01-31", "soon"), True, [(8, "invalid-day")], id="no-day"),
        pytest.param("config: [\n", True, [(2, "yaml-syntax")], id="no-yaml"),
    ],
)
def test_says_what_is_wrong_and_where(
    tmp_path: Path, text: str, *, required: bool, problems: list[tuple[int, str]]
) -> None:
    file = tmp_path / "waivers.yaml"
    file.write_text(text, encoding="utf-8")
    loaded = load_policies(file, required=required)

    assert [(each.line, each.rule) for each in loaded.problems] == problems
    assert loaded.waivers == ()


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    (problem,) = load_policies(tmp_path / "nothing.yaml").problems

    assert problem.rule == "file-missing"
