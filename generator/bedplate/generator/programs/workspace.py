"""A copy of a project to run in, so that nothing of the project itself is written to.

What others generate into a project and nobody edits (installed packages, virtual environments) is linked. The
folders above, up to the root of the repository, are stood for by links to what lies beside, so that `../common` is
still there.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

_LEFT_OUT = frozenset(
    {".git", ".hg", ".svn", "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".terraform", ".engine"}
)
_LINKED = frozenset({"node_modules", ".venv", "venv"})
_REPOSITORY = (".git", ".hg", ".svn")


def copy_project(root: Path, folder: Path) -> Path:
    """Copy a project into a folder, with what lies around it in its repository; return the copy.

    Args:
        root: the project's folder, resolved.
        folder: an empty folder.
    """
    above = _above(root)
    target = folder
    for index, ancestor in enumerate(above):
        inside = above[index + 1] if index + 1 < len(above) else root
        _link_all((path for path in ancestor.iterdir() if path != inside), target)
        target = target / inside.name
        target.mkdir()
    if not above:
        target = folder / (root.name or "project")
    _copy(root, target)
    return target


def _above(root: Path) -> list[Path]:
    """Return the folders from the repository's root down to the one that holds the project; none outside any."""
    folders = [root, *root.parents]
    for index, folder in enumerate(folders):
        if any((folder / name).exists() for name in _REPOSITORY):
            return folders[1 : index + 1][::-1]
    return []


def _link_all(paths: Iterable[Path], target: Path) -> None:
    for path in paths:
        if path.name not in _LEFT_OUT:
            (target / path.name).symlink_to(path, target_is_directory=path.is_dir())


def _copy(source: Path, target: Path) -> None:
    target.mkdir(exist_ok=True)
    for path in source.iterdir():
        if path.name in _LEFT_OUT:
            continue
        copy = target / path.name
        if path.is_symlink():
            copy.symlink_to(path.readlink(), target_is_directory=path.is_dir())
        elif path.is_dir():
            if path.name in _LINKED or (path / "pyvenv.cfg").is_file():
                copy.symlink_to(path, target_is_directory=True)
            else:
                _copy(path, copy)
        elif path.is_file():
            shutil.copy2(path, copy)
