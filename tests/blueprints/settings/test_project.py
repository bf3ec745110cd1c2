"""`validate_stacks`: from a project's folder to the problems of its stacks."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bedplate.blueprints.settings import SettingsError, read_project, validate_stacks

TODAY = date(2026, 11, 21)
ROOT = Path(__file__).parents[3]
FILES = Path(__file__).parent


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "Pulumi.yaml").write_text("name: zones\nruntime: python\nstackConfigDir: settings/\n")
    (tmp_path / "settings").mkdir()
    shutil.copy(FILES / "good" / "minimal.yaml", tmp_path / "settings" / "Pulumi.chat-dev.yaml")
    shutil.copy(FILES / "bad" / "cidr-octet.yaml", tmp_path / "settings" / "Pulumi.chat-prod.yaml")
    (tmp_path / "settings" / "notes.yaml").write_text("- not a stack\n")
    return tmp_path


def test_the_stacks_of_this_repository_hold() -> None:
    assert {"chat-dev", "chat-prod"} <= {*read_project(ROOT).stack_names()}
    assert validate_stacks(ROOT, today=TODAY) == []


def test_all_stacks_when_none_is_named(project: Path) -> None:
    problems = validate_stacks(project, today=TODAY)

    assert [str(problem).removeprefix(str(project)) for problem in problems] == [
        (
            "/settings/Pulumi.chat-prod.yaml:12:21: '192.168.256.0/21' is not an IPv4 block "
            "(numbers go from 0 to 255, the length from 0 to 32) [cidr-syntax]"
        )
    ]


def test_only_the_named_stacks(project: Path) -> None:
    assert validate_stacks(project, ["chat-dev"], today=TODAY) == []
    assert validate_stacks(project, ["acme/zones/chat-dev"], today=TODAY) == []


def test_unknown_stack_names_the_nearest(project: Path) -> None:
    [problem] = validate_stacks(project, ["chat-dve"], today=TODAY)

    assert (problem.rule, problem.message, problem.hint) == (
        "file-missing",
        "there is no stack 'chat-dve'",
        "did you mean stack chat-dev?",
    )


@pytest.mark.parametrize(
    "stack",
    [
        pytest.param("../secrets", id="parent"),
        pytest.param("..", id="dots"),
        pytest.param("/etc/passwd", id="absolute"),
        pytest.param("", id="empty"),
        pytest.param("a\\b", id="backslash"),
        pytest.param("a\0b", id="nul"),
        pytest.param("a\nb", id="newline"),
        pytest.param("x" * 101, id="long"),
        pytest.param("acme//dev", id="empty-part"),
    ],
)
def test_names_that_lead_elsewhere_are_refused(project: Path, stack: str) -> None:
    [problem] = validate_stacks(project, [stack], today=TODAY)

    assert problem.rule == "stack-name"


def test_folder_without_project(tmp_path: Path) -> None:
    assert [problem.rule for problem in validate_stacks(tmp_path)] == ["file-missing"]
    with pytest.raises(SettingsError):
        read_project(tmp_path)


def test_project_without_stacks(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yml").write_text("name: zones\n")

    [problem] = validate_stacks(tmp_path)

    assert (problem.rule, problem.hint) == ("file-missing", "add Pulumi.<stack>.yml")


def test_broken_project_file(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: [\n")

    assert [problem.rule for problem in validate_stacks(tmp_path)] == ["yaml-syntax"]
