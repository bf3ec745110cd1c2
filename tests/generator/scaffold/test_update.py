"""A project goes to a newer bedplate by changing its pin: its files stay valid, what is missing is said in place."""

import os
from pathlib import Path

import pytest

from bedplate.blueprints.settings import ChatSettings, validate_stacks
from bedplate.blueprints.settings.base import SettingsModel, Text
from bedplate.blueprints.settings.landing_zone import SETTINGS_MODELS
from bedplate.generator.scaffold.blueprint import Question
from bedplate.generator.scaffold.reading import read_blueprint
from tests.generator.scaffold.projects import ROOT, written

BEGIN, END = "|---|---|---|\n", "\nAn answer for"


class Telemetry(SettingsModel):
    """Settings that no release has."""

    level: Text = "all"
    """How much is told."""


class Later(ChatSettings):
    """The settings of a release that gained a key."""

    telemetry: Telemetry = Telemetry()
    """What the application tells of itself."""


class Stricter(ChatSettings):
    """The settings of a release that demands a key."""

    residency: Text
    """Law that the data lie under."""


def test_a_key_that_settings_gained_leaves_a_project_valid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = written(tmp_path / "zone", "chat")
    monkeypatch.setitem(SETTINGS_MODELS, "chat", Later)

    assert validate_stacks(project) == []
    file = project / "stacks" / "Pulumi.dev.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("    agents:\n", "    telemetry:\n      level: few\n    agents:\n"), encoding="utf-8")
    assert validate_stacks(project) == []


def test_what_only_the_newer_one_knows_is_refused_by_the_older(tmp_path: Path) -> None:
    project = written(tmp_path / "zone", "chat")
    file = project / "stacks" / "Pulumi.dev.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("    agents:\n", "    telemetry:\n      level: few\n    agents:\n"), encoding="utf-8")

    assert [problem.rule for problem in validate_stacks(project)] == ["unknown-key"]


def test_a_key_that_a_release_demands_is_named_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = written(tmp_path / "zone", "chat")
    monkeypatch.setitem(SETTINGS_MODELS, "chat", Stricter)
    problems = validate_stacks(project)

    assert [(problem.rule, Path(problem.file).name, problem.line) for problem in problems] == [
        ("missing-key", "Pulumi.dev.yaml", 4),
        ("missing-key", "Pulumi.prod.yaml", 4),
    ]
    assert problems[0].hint == "Law that the data lie under"


def test_the_documentation_lists_every_answer() -> None:
    file = ROOT / "docs" / "new.md"
    text = file.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    shown, after = rest.split(END)
    rows = [
        f"| `{question.key}` | {_default(question)} | {', '.join(f'`{path}`' for path in question.at)} |\n"
        for question in read_blueprint("chat").questions
    ]
    if os.environ.get("BEDPLATE_UPDATE_GOLDENS"):
        shown = "".join(rows)
        file.write_text(before + BEGIN + shown + END + after, encoding="utf-8")

    assert shown == "".join(rows)


def _default(question: Question) -> str:
    if question.same_as is not None:
        return f"that of `{question.same_as}`"
    if question.key == "workload":
        return "the folder's name, shortened"
    return "a placeholder" if question.placeholder else f"`{question.default}`"


def test_the_steps_are_the_same_in_the_readme_and_in_the_documentation() -> None:
    documentation = (ROOT / "docs" / "new.md").read_text(encoding="utf-8")
    readme = (ROOT / "templates" / "chat" / "README.md").read_text(encoding="utf-8")
    _, _, section = readme.partition("## A newer bedplate\n")
    steps = section.split("```sh\n")[1].split("```")[0]

    assert steps.count("\n") == 6
    assert steps in documentation
