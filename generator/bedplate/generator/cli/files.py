"""Writing files that others may be reading."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from bedplate.generator.cli.errors import BadInput
from bedplate.generator.file_modes import usual_mode

_MODE = 0o666


def replace_file(path: Path, text: str) -> None:
    """Write a UTF-8 file with plain line ends, whole or not at all: readers meet the old text or the new one.

    Raises:
        BadInput: the file cannot be written.
    """
    try:
        if path.is_dir():
            raise BadInput(f"{path}: is a folder (name a file in it)")
        _write_beside(path.resolve(), text)
    except OSError as error:
        raise BadInput(f"{path}: cannot be written: {error.strerror}") from error


def _write_beside(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else usual_mode(_MODE))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
