"""Clones to release from."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

COMMITTED = "2026-11-21T12:00:00+00:00"


def git(folder: Path, *arguments: str) -> str:
    """Run git as somebody whom no configuration of this machine concerns."""
    named = {f"GIT_{who}_{what}": "rose@garden.test" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dated = {"GIT_AUTHOR_DATE": COMMITTED, "GIT_COMMITTER_DATE": COMMITTED}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PATH": os.environ["PATH"]}
    done = subprocess.run(
        ["git", *arguments],  # noqa: S607 # the git on PATH, as the tool itself takes it
        cwd=folder,
        env={**named, **dated, **alone},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def commit_all(folder: Path) -> Path:
    """Make a folder a clone with one commit of all that it holds."""
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Plant roses")
    return folder


def copy_of_working_tree(repository: Path, paths: Iterable[str], folder: Path) -> Path:
    """Copy what is under version control, or would be, as it stands on disk."""
    listed = git(repository, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *paths)
    for name in filter(None, listed.split("\0")):
        if (repository / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(repository / name, folder / name)
    return folder
