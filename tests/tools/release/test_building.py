"""Builds that fail, and builds that differ."""

from pathlib import Path

import pytest

from tools.release.building import STRANGE, BuildError, build, compare, version_of


def test_what_the_build_says_when_it_fails(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "garden"\nversion = "1"\ndescription = 1\n')

    with pytest.raises(BuildError, match=r"(?s)^the build failed:\n.*`project.description` must be a string"):
        build(tmp_path, tmp_path / "dist", "wheel", epoch=0, around=STRANGE)


def test_a_checkout_without_a_version(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "garden"\n')

    with pytest.raises(BuildError, match=r"^no version: "):
        version_of(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("a.whl", b"1", [], id="the same"),
        pytest.param("a.whl", b"2", ["a.whl has other bytes when built twice"], id="other bytes"),
        pytest.param("b.whl", b"1", ["a.whl is named b.whl when built twice"], id="another name"),
    ],
)
def test_two_builds(name: str, content: bytes, expected: list[str], tmp_path: Path) -> None:
    one, other = tmp_path / "one" / "a.whl", tmp_path / "other" / name
    for path, written in ((one, b"1"), (other, content)):
        path.parent.mkdir()
        path.write_bytes(written)

    assert compare(one, other, "when built twice") == expected
