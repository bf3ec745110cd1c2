"""A release of the current tree, and what is refused."""

import hashlib
import json
import os
import re
import subprocess
import sys
from importlib.metadata import version as installed_version
from pathlib import Path

import pytest

from bedplate.components._version import __version__
from tests.tools.release.clones import commit_all, copy_of_working_tree
from tools.release.__main__ import main
from tools.release.archives import read_sdist, read_wheel
from tools.release.building import BuildError
from tools.release.project import Project
from tools.release.release import SUMS, Refusal, make_release

ROOT = Path(__file__).parents[3]
STEM = f"bedplate-{__version__}"
WHEEL = f"{STEM}-py3-none-any.whl"
UNITS = ("components", "blueprints", "policies", "generator")
# Everything that a release reads.
PATHS = (*UNITS, ".gitignore", "pyproject.toml", "requirements.lock", "LICENSE", "CHANGELOG.md", "docs/package.md")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="releases are made with make and umask")


def test_the_current_tree_makes_a_release(tmp_path: Path) -> None:
    clone = commit_all(copy_of_working_tree(ROOT, PATHS, tmp_path / "clone"))
    dist = clone / "dist"
    dist.mkdir()
    (dist / "bedplate-0.0.1-py3-none-any.whl").write_text("an earlier one")
    (dist / "notes.txt").write_text("of somebody")
    command = [sys.executable, str(ROOT / "tools" / "release"), "--repository", str(clone), "--rehearsal"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "Built twice and once more from the source distribution: the same bytes." in done.stdout
    made = {file.name: file.read_bytes() for file in dist.iterdir()}
    assert made.pop("notes.txt") == b"of somebody"
    sums = made.pop(SUMS).decode("ascii").splitlines()
    assert sums == [f"{hashlib.sha256(made[name]).hexdigest()}  {name}" for name in sorted(made)]
    assert set(made) == {f"{STEM}-checkov.cdx.json", WHEEL, f"{STEM}.cdx.json", f"{STEM}.tar.gz"}
    root = json.loads(made[f"{STEM}.cdx.json"])["metadata"]["component"]
    assert root["hashes"] == [{"alg": "SHA-256", "content": hashlib.sha256(made[WHEEL]).hexdigest()}]
    _holds_the_portions(clone, dist)


def _holds_the_portions(clone: Path, dist: Path) -> None:
    portions = {
        path.relative_to(clone).as_posix(): path.read_bytes()
        for unit in UNITS
        for path in (clone / unit / "bedplate" / unit).rglob("*")
        if path.is_file()
    }
    wheel = read_wheel(dist / WHEEL).members
    sdist = read_sdist(dist / f"{STEM}.tar.gz").members

    assert len(portions) > 900
    assert {name: content for name, content in wheel.items() if name.startswith("bedplate/")} == {
        name.partition("/")[2]: content for name, content in portions.items()
    }
    assert {name for name in sdist if name not in portions} == {
        ".gitignore",
        "LICENSE",
        "PKG-INFO",
        "docs/package.md",
        "pyproject.toml",
    }


def _small_clone(folder: Path) -> Path:
    (folder / "docs").mkdir(parents=True)
    for name in ("pyproject.toml", "requirements.lock", "LICENSE", "docs/package.md"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    for unit in UNITS:
        portion = folder / unit / "bedplate" / unit
        portion.mkdir(parents=True)
        (portion / "__init__.py").write_text("")
        (portion / "py.typed").write_text("")
    (folder / "components/bedplate/components/_version.py").write_text('__version__ = "0.1.0"\n')
    (folder / "CHANGELOG.md").write_text("## 0.1.0 (2026-11-21)\n")
    return folder


def test_a_refusal_names_every_reason_and_leaves_dist_alone(tmp_path: Path) -> None:
    clone = _small_clone(tmp_path / "clone")
    (clone / "CHANGELOG.md").write_text("## 0.1.0 (unreleased)\n")
    commit_all(clone)
    (clone / "weed.py").write_text("")

    with pytest.raises(Refusal) as raised:
        make_release(clone, tmp_path / "dist", rehearsal=False)
    assert raised.value.reasons == (
        "the working tree has 1 changes, such as `?? weed.py`",
        "CHANGELOG.md says `## 0.1.0 (unreleased)`, expected the day of the release: (YYYY-MM-DD)",
        "to try nevertheless, ask for a rehearsal: make release REHEARSAL=1",
    )
    assert not (tmp_path / "dist").exists()


def test_a_stale_lock_is_refused_in_a_rehearsal_too(tmp_path: Path) -> None:
    clone = _small_clone(tmp_path / "clone")
    lock = clone / "requirements.lock"
    text = lock.read_text(encoding="utf-8")
    lock.write_text(re.sub(r"(?m)^jinja2==\S+", "jinja2==0.1", text), encoding="utf-8")
    commit_all(clone)

    with pytest.raises(Refusal) as raised:
        make_release(clone, tmp_path / "dist", rehearsal=True)
    assert raised.value.reasons == (
        "the lock pins jinja2 0.1, pyproject.toml asks for >=3.1",
        f"jinja2 0.1 is pinned, {installed_version('jinja2')} is installed: renew the environment",
    )


def test_builds_that_differ_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clone = commit_all(_small_clone(tmp_path / "clone"))

    def unlike(_: Path, into: Path, *targets: str, **__: object) -> list[Path]:
        into.mkdir()
        names = {"wheel": "a.whl", "sdist": "b.tar.gz"}
        for target in targets:
            (into / names[target]).write_text(str(into))
        return sorted(into.iterdir())

    monkeypatch.setattr("tools.release.release.build", unlike)
    monkeypatch.setattr("tools.release.release.unpack", lambda _, folder: folder)

    with pytest.raises(Refusal) as raised:
        make_release(clone, tmp_path / "dist", rehearsal=False)
    assert raised.value.reasons == (
        "a.whl has other bytes when it is built again elsewhere",
        "b.tar.gz has other bytes when it is built again elsewhere",
        "a.whl has other bytes when it is built from the source distribution",
    )


def test_a_build_that_fails_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clone = commit_all(_small_clone(tmp_path / "clone"))

    def failing(*_: object, **__: object) -> list[Path]:
        raise BuildError("the build failed: no water")

    monkeypatch.setattr("tools.release.release.build", failing)

    with pytest.raises(Refusal, match=r"^the build failed: no water$"):
        make_release(clone, tmp_path / "dist", rehearsal=False)


def test_the_command_says_what_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--repository", str(tmp_path)]) == 1

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("release: git log failed: ")


def test_the_project_names_four_portions() -> None:
    assert Project.read(ROOT).roots == tuple(f"{unit}/bedplate" for unit in UNITS)
