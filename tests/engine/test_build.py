"""Building the engine: what is built when, with a stand-in for the Go command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.harness import REPOSITORY

SCRIPT = REPOSITORY / "tools" / "engine" / "build.py"
BINARIES = (
    "pulumi",
    "pulumi-language-python",
    "pulumi-language-nodejs",
    "pulumi-language-go",
    "pulumi-language-yaml",
    "generate-sdk",
)
MODULES = [name.removeprefix("pulumi-") for name in BINARIES]
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

FAKE_NPM = """#!/bin/sh
echo "npm $@" >> "$GO_LOG"
/bin/mkdir -p node_modules
echo > node_modules/marker
"""


class Machine:
    """A machine with or without Go and `pulumi`, and one folder that is built into."""

    def __init__(self, folder: Path) -> None:
        self.target = folder / "engine"
        self.log = folder / "go.log"
        self.path = folder / "path"
        self.path.mkdir()
        scripts = folder / "sdk" / "python" / "cmd"
        scripts.mkdir(parents=True)
        (scripts / "pulumi-language-python-exec").write_text("#!/usr/bin/env python\n", encoding="utf-8")
        self.environment = {
            "PATH": str(self.path),
            "GO_LOG": str(self.log),
            "GO_SDK": str(folder / "sdk"),
            "GO_RELEASE": "go1.26.8",
            "GO_FAILS": "no such package",
        }

    def install(self, name: str, text: str) -> None:
        (self.path / name).write_text(text, encoding="utf-8")
        (self.path / name).chmod(0o755)

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
    assert (done.returncode, with_go.built()) == (0, ["generate-sdk"])
    assert f"using {with_go.path / 'pulumi'}" in done.stderr


def test_without_go_an_installed_pulumi_is_enough(machine: Machine) -> None:
    machine.install("pulumi", "#!/bin/sh\n")
    done = machine.build()
    assert (done.returncode, machine.target.exists()) == (0, False)
    assert "the tests that generate SDKs will be skipped" in done.stderr


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
    assert with_go.built() == list(BINARIES[1:])


@pytest.mark.parametrize("installed", [pytest.param(True, id="pulumi"), pytest.param(False, id="built")])
def test_node_packages_are_installed_once(with_go: Machine, *, installed: bool) -> None:
    if installed:
        with_go.install("pulumi", "#!/bin/sh\n")
    with_go.install("npm", FAKE_NPM)
    assert with_go.build().returncode == 0
    assert (with_go.target / "node_modules" / "marker").is_file()
    assert [line for line in with_go.calls() if line.startswith("npm")] == [
        "npm ci --ignore-scripts --no-audit --no-fund --loglevel=error"
    ]
    assert with_go.build().returncode == 0
    assert not any(line.startswith("npm") for line in with_go.calls())


def test_node_packages_are_installed_again_for_another_lock_file(with_go: Machine) -> None:
    with_go.install("npm", FAKE_NPM)
    with_go.build()
    (with_go.target / "package-lock.json").write_text("{}", encoding="utf-8")
    with_go.build()
    assert sum(line.startswith("npm") for line in with_go.calls()) == 1


def test_without_npm_it_says_which_tests_are_skipped(with_go: Machine) -> None:
    done = with_go.build()
    assert done.returncode == 0
    assert "npm is not installed, so the tests of TypeScript programs will be skipped" in done.stderr


def test_a_failed_npm_fails_loudly_and_is_tried_again(with_go: Machine) -> None:
    with_go.install("npm", '#!/bin/sh\necho "npm $@" >> "$GO_LOG"\necho "no such package" >&2\nexit 1\n')
    for _ in range(2):
        done = with_go.build()
        assert done.returncode == 1
        assert "npm ci failed: no such package" in done.stderr
        assert len(with_go.calls()) == 1


def test_the_lock_file_of_node_packages_pins_hashes_and_names_no_registry() -> None:
    packages = json.loads((REPOSITORY / "tests/foreign/typescript/package-lock.json").read_text())["packages"]
    downloaded = [entry for name, entry in packages.items() if name]
    assert downloaded
    assert all(entry["integrity"].startswith("sha512-") for entry in downloaded)
    assert not any("resolved" in entry for entry in downloaded)


@pytest.mark.parametrize("module", MODULES)
def test_every_module_is_pinned_with_its_sums(module: str) -> None:
    folder = SCRIPT.parent / module
    own = ["main.go"] if module == "generate-sdk" else []
    assert sorted(file.name for file in folder.iterdir()) == ["go.mod", "go.sum", *own]
    assert " v" in (folder / "go.mod").read_text(encoding="utf-8")
