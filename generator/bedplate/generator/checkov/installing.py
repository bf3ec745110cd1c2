"""Makes the environment that holds checkov: the one thing here that downloads, and only when it is asked to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bedplate.generator.checkov.environment import LOCK, environment_folder, interpreter_of

_LINES = 15
"""How much of what pip said is told when it fails."""


class InstallFailed(Exception):  # noqa: N818 - as `BadInput`: the text is for the user
    """The environment could not be made; the text says why."""


def install(environ: Mapping[str, str] = os.environ) -> Path:
    """Make the environment where it is not there yet, and return its interpreter.

    It is made beside its place and moved there when it is whole, so that nobody meets half of one. Packages come from
    the index that pip is set to use, and only those whose hashes the lock names.

    Raises:
        InstallFailed: it cannot be made.
    """
    folder = environment_folder(environ)
    if interpreter_of(folder).is_file():
        return interpreter_of(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f"{folder.name}.", dir=folder.parent) as made:
            _run([sys.executable, "-m", "venv", made])
            _run([*_pip(Path(made)), "install", "--require-hashes", "--requirement", str(LOCK)])
            _take_place(Path(made), folder)
    except OSError as error:
        raise InstallFailed(f"{folder}: cannot be made: {error.strerror or error}") from error
    return interpreter_of(folder)


def _pip(environment: Path) -> list[str]:
    return [str(interpreter_of(environment)), "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"]


def _take_place(made: Path, folder: Path) -> None:
    """Move an environment to its place; one that somebody else finished meanwhile is as good."""
    if folder.exists() and not interpreter_of(folder).is_file():
        shutil.rmtree(folder)
    if not folder.exists():
        made.rename(folder)
        made.mkdir()  # for whoever takes the temporary folder away


def _run(command: list[str]) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter with our own arguments
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = "\n".join(done.stdout.strip().splitlines()[-_LINES:])
        raise InstallFailed(f"checkov could not be installed; pip said:\n{said}")
