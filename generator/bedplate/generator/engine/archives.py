"""Hashes of assets and archives, as the engine computes them.

An archive that is a file is hashed as it is; a folder or a collection is hashed as the tar stream that the
engine would make of it: USTAR headers with mode 0600 and no times or owners, members in order of name.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Generator, Iterator, Mapping
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType

from bedplate.generator.engine.errors import RegistrationError
from bedplate.generator.graph import Archive, Asset, Value

_PACKED = (".tar", ".tgz", ".tar.gz", ".zip", ".jar")
_BOOKKEEPING = ".pulumi"
_BLOCK = 512
_LONGEST_NAME = 100
_WORKING_FOLDER: ContextVar[Path] = ContextVar("working_folder")


@contextlib.contextmanager
def read_from(folder: Path) -> Generator[None]:
    """Read relative paths from a folder in a block: the working folder of a program in another process.

    Otherwise they are read from the working folder of this one.
    """
    token = _WORKING_FOLDER.set(folder)
    try:
        yield
    finally:
        _WORKING_FOLDER.reset(token)


def _place(path: str) -> Path:
    return _WORKING_FOLDER.get(Path()) / path


def asset_of(*, path: str | None, text: str | None, uri: str | None, known_hash: str | None) -> Asset:
    """Return an asset with the hash of its content; a remote one keeps the hash it came with.

    Raises:
        RegistrationError: the file cannot be read.
    """
    if uri is not None:
        return Asset(uri=uri, hash=known_hash)
    content = _read(path) if path is not None else (text or "").encode()
    return Asset(path=path, text=text, hash=hashlib.sha256(content).hexdigest())


def archive_of(
    *, path: str | None, assets: Mapping[str, Value] | None, uri: str | None, known_hash: str | None
) -> Archive:
    """Return an archive with its hash, where it can be told without unpacking or fetching anything.

    Raises:
        RegistrationError: the path names nothing that can be read.
    """
    if path is not None and not _place(path).exists():
        raise RegistrationError(f"the archive {path!r} does not exist")
    assets = None if assets is None else MappingProxyType(dict(assets))
    bare = Archive(path=path, assets=assets, uri=uri, hash=known_hash)
    return Archive(path=path, assets=assets, uri=uri, hash=known_hash or _hash(bare))


def _read(path: str) -> bytes:
    try:
        return _place(path).read_bytes()
    except OSError as error:
        raise RegistrationError(f"the asset {path!r} cannot be read: {error.strerror}") from error


def _hash(archive: Archive) -> str | None:
    if archive.path is not None and _place(archive.path).is_file():
        if not archive.path.endswith(_PACKED):
            raise RegistrationError(f"{archive.path!r} is neither a folder nor a known kind of archive")
        return hashlib.sha256(_read(archive.path)).hexdigest()
    stream = hashlib.sha256()
    written: set[str] = set()
    for name, content in _members(archive):
        if content is None or not name.isascii() or len(name) > _LONGEST_NAME:
            return None
        if name not in written:
            written.add(name)
            stream.update(_header(name, len(content)))
            stream.update(content + bytes(-len(content) % _BLOCK))
    stream.update(bytes(2 * _BLOCK))
    return stream.hexdigest()


def _members(archive: Archive) -> Iterator[tuple[str, bytes | None]]:
    """Yield the names and contents of an archive's files; no content where only unpacking or fetching tells it."""
    if archive.path is not None and _place(archive.path).is_dir():
        yield from _files(_place(archive.path), "")
    elif archive.assets is None:
        yield "", None
    for key, member in sorted((archive.assets or {}).items()):
        if isinstance(member, Archive):
            yield from ((f"{key}/{name}", content) for name, content in _members(member))
        elif isinstance(member, Asset) and member.uri is None:
            yield key, (member.text or "").encode() if member.path is None else _read(member.path)
        else:
            yield key, None


def _files(folder: Path, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda path: path.name):
        if entry.name == _BOOKKEEPING or (entry.is_symlink() and entry.is_dir()):
            continue
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", _read(str(entry))


def _header(name: str, size: int) -> bytes:
    """Return a USTAR header; its check sum counts as blanks while it is computed."""
    numbers = b"".join(
        f"{value:0{width}o}\0".encode() for value, width in ((0o600, 7), (0, 7), (0, 7), (size, 11), (0, 11))
    )
    before = name.encode().ljust(_LONGEST_NAME, b"\0") + numbers
    after = b"0" + bytes(100) + b"ustar\x0000" + bytes(64) + b"0000000\x00" * 2
    total = sum(before) + sum(after) + 8 * ord(" ")
    return (before + f"{total:06o}\0 ".encode() + after).ljust(_BLOCK, b"\0")
