"""Finding the Pulumi project that a command works on, and naming files in it."""

from __future__ import annotations

import os
from pathlib import Path

from bedplate.blueprints.settings import SettingsError, read_project
from bedplate.blueprints.settings.project import PROJECT_FILES
from bedplate.generator.cli.errors import BadInput


def find_project(directory: Path) -> Path:
    """Return the folder of the project that `directory` lies in, written as short as it can be from here.

    Raises:
        BadInput: neither the folder nor one of its parents holds a project file.
    """
    start = directory.resolve()
    for folder in (start, *start.parents):
        if any((folder / name).is_file() for name in PROJECT_FILES):
            return directory if folder == start else from_here(folder)
    raise BadInput(
        f"{start}: no Pulumi.yaml here or in a parent folder (go to the folder of a project, or name it with -C)"
    )


def stack_names(directory: Path) -> tuple[str, ...]:
    """Return the names of the stacks of the project that `directory` lies in; none where there is no project."""
    try:
        return read_project(find_project(directory)).stack_names()
    except (BadInput, SettingsError):
        return ()


def from_here(path: Path) -> Path:
    """Return a path relative to the current folder, where that is not a different drive."""
    try:
        return Path(os.path.relpath(path))
    except ValueError:
        return path


def place_in(root: Path, file: str) -> str:
    """Return how people reach a file of the project in `root` from the current folder.

    Args:
        root: folder of the project, as `find_project` returns it.
        file: path in the project, or an absolute one.
    """
    path = Path(file)
    if path.is_absolute():
        if not path.is_relative_to(root.resolve()):
            return file
        path = path.relative_to(root.resolve())
    return (root / path).as_posix()
