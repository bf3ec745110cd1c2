"""Writing a whole folder, or nothing of it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bedplate.generator.file_modes import usual_mode


class FolderTaken(Exception):  # noqa: N818 - it is no error of the program that raises it
    """The folder is not there to be written; the text says why and what to do."""


def refuse_taken(target: Path) -> None:
    """Raise `FolderTaken` unless a folder can be made at `target`, or an empty one is there.

    Raises:
        FolderTaken: something else is there.
    """
    if target.is_dir():
        if any(target.iterdir()):
            raise FolderTaken(f"{target}: the folder is not empty (name one that is empty, or not there yet)")
        return
    # The nearest thing that is there, even if it is a link that leads nowhere, is what folders are made in.
    nearest = next(path for path in (target, *target.parents) if os.path.lexists(path))
    if nearest == target or not nearest.is_dir():
        raise FolderTaken(f"{nearest}: is no folder (name one that is empty, or not there yet)")


@contextmanager
def whole_folder(target: Path) -> Generator[Path]:
    """Give a folder to write into, which becomes `target` where the block ends well, and leaves nothing where it fails.

    Raises:
        FolderTaken: something is in the way, now or at the end.
        OSError: the disk does not take it.
    """
    refuse_taken(target)
    with ExitStack() as undo:
        for folder in _missing_parents(target):
            folder.mkdir()
            undo.callback(folder.rmdir)
        draft = Path(tempfile.mkdtemp(dir=target.parent, prefix=".bedplate-new."))
        undo.callback(shutil.rmtree, draft, ignore_errors=True)
        yield draft
        refuse_taken(target)  # somebody may have written there in the meantime
        if target.is_dir():
            _move_into(target, draft)
        else:
            draft.chmod(usual_mode(0o777))
            draft.rename(target)
        undo.pop_all()


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write UTF-8 files with plain line ends, and the folders that they lie in."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))


def _missing_parents(target: Path) -> list[Path]:
    """Return the folders above `target` that are not there, the outermost first."""
    return [folder for folder in reversed(target.parents) if not folder.exists()]


def _move_into(target: Path, draft: Path) -> None:
    """Fill an empty folder, which stays the same one: somebody's shell may be in it."""
    names = sorted(path.name for path in draft.iterdir())
    try:
        for name in names:
            (draft / name).rename(target / name)
    except BaseException:
        for name in names:
            if not (draft / name).exists():
                (target / name).rename(draft / name)
        raise
    draft.rmdir()
