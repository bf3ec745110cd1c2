"""Which commit may be released as which version."""

from pathlib import Path

import pytest

from tests.tools.release.clones import commit_all, git
from tests.tools.release.made_up import FILES, checkout
from tools.release.commit import Commit, GitError

DATED = "# Changelog\n\n## 0.1.0 (2026-11-21)\n"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of the made-up distribution."""
    return commit_all(checkout(tmp_path / "clone").folder)


def test_the_commit_is_exported_and_nothing_else(clone: Path, tmp_path: Path) -> None:
    (clone / "beds/garden/beds/weed.py").write_text("")
    (clone / "LICENSE").write_text("Changed.\n")
    commit = Commit.checked_out(clone)
    folder = commit.export(tmp_path / "export")
    exported = {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}

    assert exported == FILES
    assert commit.epoch == 1795262400
    assert commit.id == git(clone, "rev-parse", "HEAD").strip()


@pytest.mark.parametrize(
    ("changelog", "expected"),
    [
        pytest.param(DATED, [], id="dated"),
        pytest.param(
            "## 0.1.01 (2026-11-21)\n",
            ["CHANGELOG.md has no section `## 0.1.0 (YYYY-MM-DD)`"],
            id="no section",
        ),
        pytest.param(
            "## 0.1.0 (unreleased)\n",
            ["CHANGELOG.md says `## 0.1.0 (unreleased)`, expected the day of the release: (YYYY-MM-DD)"],
            id="unreleased",
        ),
        pytest.param(
            "## 0.1.0\n",
            ["CHANGELOG.md says `## 0.1.0`, expected the day of the release: (YYYY-MM-DD)"],
            id="no day",
        ),
    ],
)
def test_the_changelog_has_a_section(clone: Path, changelog: str, expected: list[str]) -> None:
    assert Commit.checked_out(clone).objections("0.1.0", changelog) == expected


def test_changes_in_the_working_tree(clone: Path) -> None:
    (clone / "weed.py").write_text("")

    assert Commit.checked_out(clone).objections("0.1.0", DATED) == [
        "the working tree has 1 changes, such as `?? weed.py`"
    ]


@pytest.mark.parametrize("kind", [pytest.param([], id="light"), pytest.param(["-m", "Roses"], id="annotated")])
def test_a_version_whose_tag_stands_elsewhere(clone: Path, kind: list[str]) -> None:
    git(clone, "tag", "v0.1.0", *kind)
    tagged = Commit.checked_out(clone).objections("0.1.0", DATED)
    git(clone, "commit", "--quiet", "--allow-empty", "--message", "Water them")

    assert tagged == []
    assert Commit.checked_out(clone).objections("0.1.0", DATED) == [
        "the tag v0.1.0 stands at another commit: raise the version"
    ]


def test_a_folder_that_is_no_clone(tmp_path: Path) -> None:
    with pytest.raises(GitError, match=r"^git log failed: "):
        Commit.checked_out(tmp_path)
