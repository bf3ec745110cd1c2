"""Building the engine: what is built when, with a stand-in for the Go command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.harness import REPOSITORY

SCRIPT = REPOSITORY / "tools" / "engine" / "build.py"
BINARIES = ("pulumi", "pulumi-language-python", "pulumi-language-yaml")
FAKE_GO = """#!/bin/sh
echo "$@" >> "$GO_LOG"
case "$1" in
    env) echo "$GO_RELEASE" ;;
    list) echo "$GO_SDK" ;;
    build)
        case "$*" in *"$GO_FAILS") echo "cannot download modules" >&2; exit 1 ;; esac
        while [ "$1" != -o ]; do shift; done
        echo "built by $GO_RELEASE" > "$2" ;;
esac
"""


class Machine:
    """A machine with or without Go and `pulumi`, and one folder that is built into."""

    def __init__(self, folder: Path) -> None:
        self.target = folder / "engine"
        self.log = folder / "go.log"
        self._path = folder / "path"
        self._path.mkdir()
        scripts = folder / "sdk" / "python" / "cmd"
        scripts.mkdir(parents=True)
        (scripts / "pulumi-language-python-exec").write_text("#!/usr/bin/env python\n", encoding="utf-8")
        self.environment = {
            "PATH": str(self._path),
            "GO_LOG": str(self.log),
            "GO_SDK": str(folder / "sdk"),
            "GO_RELEASE": "go1.26.8",
            "GO_FAILS": "no such package",
        }

    def install(self, name: str, text: str) -> None:
        (self._path / name).write_text(text, encoding="utf-8")
        (self._path / name).chmod(0o755)

    def build(self) -> subprocess.CompletedProcess[str]:
        self.log.write_text("", encoding="utf-8")
        return subprocess.run(
            [sys.executable, str(SCRIPT), "--into", str(self.target)],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def calls(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines()

    def built(self) -> list[str]:
        return [line.rpartition("/")[2] for line in self.calls() if line.startswith("build ")]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def with_go(machine: Machine) -> Machine:
    machine.install("go", FAKE_GO)
    return machine


def test_without_go_and_pulumi_it_says_that_the_tests_are_skipped(machine: Machine) -> None:
    done = machine.build()
    assert (done.returncode, done.stdout, machine.target.exists()) == (0, "", False)
    assert "engine tests will be skipped" in done.stderr


def test_an_installed_pulumi_is_preferred(with_go: Machine) -> None:
    with_go.install("pulumi", "#!/bin/sh\n")
    done = with_go.build()
    assert (done.returncode, with_go.calls()) == (0, [])
    assert "nothing to build" in done.stderr


def test_what_was_built_on_path_is_not_taken_for_installed(with_go: Machine) -> None:
    with_go.build()
    with_go.environment["PATH"] += f"{os.pathsep}{with_go.target / 'bin'}"
    assert "up to date" in with_go.build().stderr


def test_everything_is_built_once(with_go: Machine) -> None:
    assert with_go.build().returncode == 0
    assert with_go.built() == list(BINARIES)
    made = {file.name for file in (with_go.target / "bin").iterdir() if os.access(file, os.R_OK)}
    assert made == {*BINARIES, "pulumi-language-python-exec"}
    assert os.access(with_go.target / "bin" / "pulumi-language-python-exec", os.X_OK)
    assert with_go.build().returncode == 0
    assert with_go.calls() == ["env GOVERSION"]


def test_modules_are_pinned_and_the_version_is_told(with_go: Machine) -> None:
    with_go.build()
    command = next(line for line in with_go.calls() if line.endswith("cmd/pulumi"))
    assert "-mod=readonly" in command
    assert "common/version.Version=v3." in command


def test_another_go_release_builds_again(with_go: Machine) -> None:
    with_go.build()
    with_go.environment["GO_RELEASE"] = "go1.27.0"
    with_go.build()
    assert with_go.built() == list(BINARIES)
    assert (with_go.target / "bin" / "pulumi").read_text(encoding="utf-8") == "built by go1.27.0\n"


def test_a_missing_binary_is_built_again(with_go: Machine) -> None:
    with_go.build()
    (with_go.target / "bin" / "pulumi-language-yaml").unlink()
    with_go.build()
    assert with_go.built() == ["pulumi-language-yaml"]


def test_a_failed_build_fails_loudly_and_keeps_what_was_there(with_go: Machine) -> None:
    with_go.build()
    with_go.environment.update(GO_RELEASE="go1.27.0", GO_FAILS="cmd/pulumi-language-python")
    done = with_go.build()
    assert done.returncode == 1
    assert "cannot download modules" in done.stderr
    kept = (with_go.target / "bin" / "pulumi-language-python").read_text(encoding="utf-8")
    assert kept == "built by go1.26.8\n"
    assert sorted(entry.name for entry in with_go.target.iterdir()) == ["bin", "stamps"]
    with_go.environment["GO_FAILS"] = "no such package"
    with_go.build()
    assert with_go.built() == ["pulumi-language-python", "pulumi-language-yaml"]


@pytest.mark.parametrize("module", ["pulumi", "language-python", "language-yaml"])
def test_every_module_is_pinned_with_its_sums(module: str) -> None:
    folder = SCRIPT.parent / module
    assert sorted(file.name for file in folder.iterdir()) == ["go.mod", "go.sum"]
    assert " v" in (folder / "go.mod").read_text(encoding="utf-8")
