"""Wheels and source distributions, read as names and contents."""

import tarfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class ArchiveError(Exception):
    """An archive is not put together as an installer may expect."""


@dataclass(frozen=True, slots=True)
class Archive:
    """What an archive holds."""

    name: str
    """File name of the archive."""
    members: Mapping[str, bytes]
    """Content of each file by its path in the archive; of a source distribution, below its one folder."""


def read_wheel(path: Path) -> Archive:
    """Read a wheel.

    Raises:
        ArchiveError: it is no ZIP file, or holds a name twice.
    """
    try:
        with zipfile.ZipFile(path) as opened:
            files = [entry.filename for entry in opened.infolist() if not entry.is_dir()]
            members = {name: opened.read(name) for name in files}
    except zipfile.BadZipFile as error:
        raise ArchiveError(f"{path.name}: {error}") from error
    twice = sorted({name for name in files if files.count(name) > 1}) if len(members) < len(files) else []
    if twice:
        raise ArchiveError(f"{path.name} holds twice: {', '.join(twice)}")
    return Archive(path.name, members)


def read_sdist(path: Path) -> Archive:
    """Read a source distribution.

    Raises:
        ArchiveError: it is no compressed tar file, or holds a link, a file beside its one folder, or a file's owner.
    """
    top = f"{path.name.removesuffix('.tar.gz')}/"
    members: dict[str, bytes] = {}
    try:
        with tarfile.open(path, "r:gz") as opened:
            for entry in opened:
                members |= {entry.name.removeprefix(top): _content(opened, entry, top)} if not entry.isdir() else {}
    except (tarfile.TarError, OSError) as error:
        raise ArchiveError(f"{path.name}: {error}") from error
    return Archive(path.name, members)


def _content(opened: tarfile.TarFile, entry: tarfile.TarInfo, top: str) -> bytes:
    file = opened.extractfile(entry) if entry.isfile() else None
    if file is None:
        raise ArchiveError(f"{entry.name} is neither a file nor a folder")
    if not entry.name.startswith(top):
        raise ArchiveError(f"{entry.name} stands outside of {top}")
    if (entry.uid, entry.gid, entry.uname, entry.gname) != (0, 0, "", ""):
        raise ArchiveError(f"{entry.name} names the owner of the file on the machine that built it")
    return file.read()
