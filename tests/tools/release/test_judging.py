"""Archives are held to every check."""

from pathlib import Path

import pytest

from tests.tools.release.made_up import (
    RECORDS,
    SDIST_NAME,
    VERSION,
    WHEEL_NAME,
    checkout,
    sdist_members,
    wheel_members,
    with_record,
    write_sdist,
    write_wheel,
)
from tools.release.judging import judge

MODULE = "garden/beds/cli.py"


def _judged(tmp_path: Path, wheel: dict[str, bytes], sdist: dict[str, bytes]) -> list[str]:
    project = checkout(tmp_path / "checkout")
    packed, source = write_wheel(tmp_path, wheel), write_sdist(tmp_path, sdist)
    return judge(packed, source, project, VERSION, ["/build/here"])


def test_archives_that_are_as_they_should_be(tmp_path: Path) -> None:
    assert _judged(tmp_path, with_record(wheel_members()), sdist_members()) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({MODULE: b"1"}, f"holds {MODULE} with another content than the commit", id="content"),
        pytest.param(
            {"garden/beds/test_a.py": b""}, "holds garden/beds/test_a.py, which is no part of a package", id="t"
        ),
        pytest.param(
            {"garden/__init__.py": b""}, "holds garden/__init__.py, which hides the other portions", id="hides"
        ),
        pytest.param(
            {f"{RECORDS}/direct_url.json": b""}, "holds direct_url.json, which does not belong there", id="own"
        ),
        pytest.param({f"{RECORDS}/licenses/LICENSE": b""}, "holds licenses/LICENSE with another content", id="licence"),
        pytest.param({f"{RECORDS}/WHEEL": b""}, "Tag says [], expected ['py3-none-any']", id="tags"),
        pytest.param({f"{RECORDS}/entry_points.txt": b""}, "entry_points.txt says {}", id="entry points"),
        pytest.param({f"{RECORDS}/METADATA": b"Name: garden\n"}, "metadata: ", id="metadata"),
        pytest.param({MODULE: b"/build/here"}, f"{MODULE} holds a folder of this machine", id="leak"),
    ],
)
def test_a_wheel_that_is_not(changes: dict[str, bytes], expected: str, tmp_path: Path) -> None:
    problems = _judged(tmp_path, with_record(wheel_members() | changes), sdist_members())

    assert any(expected in problem for problem in problems)


def test_a_record_that_does_not_fit(tmp_path: Path) -> None:
    wheel = with_record(wheel_members() | {MODULE: b""}) | {MODULE: wheel_members()[MODULE]}
    (problem,) = _judged(tmp_path, wheel, sdist_members())

    assert problem.startswith(f"RECORD says ['{MODULE}', ")


def test_a_wheel_without_records(tmp_path: Path) -> None:
    packed = {name: content for name, content in wheel_members().items() if not name.startswith(RECORDS)}
    problems = _judged(tmp_path, packed, sdist_members())

    assert {f"{WHEEL_NAME} lacks licenses/LICENSE", f"RECORD does not list {MODULE}"} <= set(problems)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"tests/roses.py": b""}, ["holds tests/roses.py, which does not belong there"], id="too much"),
        pytest.param(
            {"PKG-INFO": b"Name: roses"}, ["holds PKG-INFO with another content than the commit"], id="other metadata"
        ),
        pytest.param(
            {"beds/garden/beds/__pycache__/a.pyc": b""},
            [
                "holds beds/garden/beds/__pycache__/a.pyc, which does not belong there",
                "holds beds/garden/beds/__pycache__/a.pyc, which is no part of a package",
            ],
            id="a cache",
        ),
    ],
)
def test_a_source_distribution_that_is_not(changes: dict[str, bytes], expected: list[str], tmp_path: Path) -> None:
    problems = _judged(tmp_path, with_record(wheel_members()), sdist_members() | changes)

    assert problems == [f"{SDIST_NAME} {problem}" for problem in expected]


def test_an_archive_that_cannot_be_read(tmp_path: Path) -> None:
    project = checkout(tmp_path / "checkout")
    (tmp_path / WHEEL_NAME).write_text("roses")
    sdist = write_sdist(tmp_path, sdist_members())

    assert judge(tmp_path / WHEEL_NAME, sdist, project, VERSION, []) == [f"{WHEEL_NAME}: File is not a zip file"]
