"""What a stranger's program sees of the caller, and what it leaves of the project: nothing."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bedplate.generator.graph import Graph
from bedplate.generator.programs import record_program
from bedplate.generator.programs.environment import PASSED_ON
from bedplate.generator.programs.limits import Limit
from bedplate.generator.programs.workspace import copy_project

WriteProject = Callable[..., Path]
SECRETS = {
    "ARM_CLIENT_SECRET": "hush-arm",
    "AZURE_CLIENT_SECRET": "hush-azure",
    "AWS_SECRET_ACCESS_KEY": "hush-aws",
    "PULUMI_ACCESS_TOKEN": "hush-pulumi",
    "PULUMI_CONFIG_PASSPHRASE": "hush-passphrase",
    "GITHUB_TOKEN": "hush-github",
    "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "hush-actions",
    "SSH_AUTH_SOCK": "/tmp/hush-ssh",  # noqa: S108 - only a name
    "PYTHONPATH": "/hush",
}


def fingerprint(folder: Path) -> dict[str, str]:
    """Return what a folder holds, by path, with times of change."""
    return {
        str(path.relative_to(folder)): (
            f"{path.lstat().st_mtime_ns} "
            + (hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() and not path.is_symlink() else "")
        )
        for path in sorted(folder.rglob("*"))
    }


def test_no_credential_of_the_callers_reaches_the_program(
    write_project: WriteProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("IMAGE_TAG", "7")
    monkeypatch.setenv("OTHER", "8")
    monkeypatch.setenv(PASSED_ON, "IMAGE_TAG, UNSET")
    graph = record_program(
        write_project("import json, os, pulumi\npulumi.export('seen', json.dumps(dict(os.environ)))\n")
    )
    seen = json.loads(graph.outputs["seen"])
    assert not {*SECRETS} & {*seen}
    assert "hush" not in graph.outputs["seen"]
    assert seen["IMAGE_TAG"] == "7"
    assert not {"OTHER", "UNSET"} & {*seen}
    assert not Path(seen["HOME"]).exists()  # a temporary one, gone by now


def test_nothing_of_the_project_is_written_to(write_project: WriteProject) -> None:
    root = write_project(
        """\
        import os, pathlib, pulumi, shapes
        pathlib.Path("made.txt").write_text("by the program")
        pathlib.Path("data/kept.txt").write_text("changed")
        os.remove("Pulumi.dev.yaml")
        pulumi.export("shared", pathlib.Path("data/kept.txt").read_text())
        """,
        files={"Pulumi.dev.yaml": "config: {}\n", "shapes.py": "SIZE = 3\n", "data/kept.txt": "as it was"},
    )
    (root / "link.txt").symlink_to("data/kept.txt")
    before = fingerprint(root)
    assert record_program(root).outputs == {"shared": "changed"}
    assert fingerprint(root) == before


def test_what_lies_beside_the_project_in_its_repository_is_there(tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    root = repository / "infra" / "network"
    (root / "node_modules" / "left-pad").mkdir(parents=True)
    (root / "deep" / ".venv").mkdir(parents=True)
    (repository / ".git").mkdir()
    (repository / ".git" / "config").touch()
    (repository / "common").mkdir()
    (repository / "common" / "names.txt").write_text("names", encoding="utf-8")
    (repository / "infra" / "beside.txt").write_text("beside", encoding="utf-8")
    (tmp_path / "outside.txt").touch()
    overlay = tmp_path / "overlay"
    overlay.mkdir()
    copy = copy_project(root, overlay)
    assert copy == overlay / "infra" / "network"
    assert (copy / "../../common/names.txt").read_text(encoding="utf-8") == "names"
    assert (copy / "../beside.txt").read_text(encoding="utf-8") == "beside"
    assert (copy / "node_modules").is_symlink()
    assert (copy / "deep" / ".venv").is_symlink()
    assert not (overlay / ".git").exists()
    assert not (overlay.parent / "overlay" / "outside.txt").exists()


def test_a_program_runs_in_its_own_virtual_environment(write_project: WriteProject) -> None:
    root = write_project(
        "import sys, pulumi, company\npulumi.export('prefix', sys.prefix)\npulumi.export('size', company.SIZE)\n",
        project="name: odd\nruntime: {name: python, options: {virtualenv: own}}\n",
    )
    packages = _environment_with_our_packages(root / "own")
    (packages / "company.py").write_text("SIZE = 11\n", encoding="utf-8")
    before = fingerprint(root)
    graph = record_program(root)
    assert graph.outputs == {"prefix": str(root / "own"), "size": 11}
    assert not _said(graph, Limit.INTERPRETER)
    assert fingerprint(root) == before


def test_a_program_without_one_runs_in_bedplates_and_that_is_said(write_project: WriteProject) -> None:
    assert _said(record_program(write_project("import pulumi\n")), Limit.INTERPRETER)


def _environment_with_our_packages(folder: Path) -> Path:
    """Make a virtual environment that finds the packages installed for us; return where it keeps its own."""
    venv.create(folder, symlinks=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    import pulumi  # noqa: PLC0415 - only its place is wanted

    (packages / "ours.pth").write_text(str(Path(pulumi.__file__).parents[1]), encoding="utf-8")
    return packages


def _said(graph: Graph, limit: Limit) -> bool:
    return any(note.startswith(limit.value) for note in graph.notes)


def test_places_in_the_copy_are_told_as_places_in_the_project(write_project: WriteProject) -> None:
    root = write_project(
        """\
        import pathlib, pulumi
        here = pathlib.Path(__file__).resolve().parent
        pulumi.export("here", str(here))
        pulumi.export("file", pulumi.FileAsset(str(here / "Pulumi.yaml")))
        """
    )
    graph = record_program(root)
    assert (graph.outputs["here"], graph.outputs["file"].path) == (str(root), str(root / "Pulumi.yaml"))


def test_an_interrupt_ends_the_program(write_project: WriteProject, tmp_path: Path) -> None:
    process_id = tmp_path / "program"
    root = write_project(f"import os, time\nopen({str(process_id)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)\n")
    record = (
        f"from pathlib import Path; from bedplate.generator.programs import record_program as r; r(Path({str(root)!r}))"
    )
    caller = subprocess.Popen(
        [sys.executable, "-c", record],
        stderr=subprocess.DEVNULL,
        # Tests that run in the background may have been started with interrupts ignored, which a child inherits.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no thread runs here
    )
    limit = time.monotonic() + 30
    while time.monotonic() < limit and not (process_id.is_file() and process_id.read_text(encoding="utf-8")):
        time.sleep(0.05)
    caller.send_signal(signal.SIGINT)
    caller.wait(30)
    with pytest.raises(ProcessLookupError):
        os.kill(int(process_id.read_text(encoding="utf-8")), 0)
