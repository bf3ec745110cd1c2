"""The folder that `bedplate arm` writes: what it wrote before is taken away, what others put there is left alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from bedplate.generator.arm.documents import MANIFEST
from bedplate.generator.arm.manifest import KIND
from bedplate.generator.arm.templates import GENERATOR
from bedplate.generator.cli.errors import BadInput
from bedplate.generator.cli.files import replace_file


def replace_templates(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files of a translation into a folder, and remove the templates of the last one that are no more.

    Each file is replaced as a whole. The manifest comes last, so that whoever finds a new one finds all that it names.

    Args:
        folder: made where it does not exist.
        files: the bytes of each file by its name, one of them the manifest.

    Raises:
        BadInput: the folder cannot be written, or holds another program's file where one of ours must go.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = _written_before(folder)
        _refuse_to_overwrite(folder, files.keys() - before - {MANIFEST})
        for name in sorted(files.keys() - {MANIFEST}):
            replace_file(folder / name, files[name].decode("utf-8"))
        for name in sorted(before - files.keys()):
            (folder / name).unlink(missing_ok=True)
        replace_file(folder / MANIFEST, files[MANIFEST].decode("utf-8"))
    except OSError as error:
        raise BadInput(f"{folder}: cannot be written: {error.strerror} (name a folder with -o)") from error


def _written_before(folder: Path) -> frozenset[str]:
    """Return the names of the templates that the folder's manifest says are ours."""
    file = folder / MANIFEST
    if not file.exists():
        return frozenset()
    try:
        manifest: Any = json.loads(file.read_bytes())
        names = [str(each["file"]) for each in manifest["templates"]] if manifest["kind"] == KIND else None
    except (ValueError, TypeError, KeyError):
        names = None
    if names is None:
        raise BadInput(f"{file}: was not written by bedplate (name another folder with -o, or move the file away)")
    # A name with a folder in it is none that we write, whatever the file says.
    return frozenset(name for name in names if Path(name).name == name and name.endswith(".json"))


def _refuse_to_overwrite(folder: Path, names: AbstractSet[str]) -> None:
    # A run that was broken off leaves templates that no manifest names.
    theirs = [folder / name for name in sorted(names) if (folder / name).exists() and not _is_ours(folder / name)]
    if theirs:
        words = (f"{file}: was not written by bedplate (name another folder with -o)" for file in theirs)
        raise BadInput("\n".join(words))


def _is_ours(file: Path) -> bool:
    try:
        template: Any = json.loads(file.read_bytes())
        return bool(template["metadata"]["_generator"] == GENERATOR)
    except (ValueError, TypeError, KeyError):
        return False
