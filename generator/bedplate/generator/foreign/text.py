"""From the bytes of a file to the JSON in it."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from bedplate.generator.foreign.errors import ForeignFileError

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OPENING_LINE = re.compile(rb"^[ \t]*\{", re.MULTILINE)
_CLOSING_LINE = re.compile(rb"^[ \t]*\}[ \t\r]*$", re.MULTILINE)


def read_text(path: Path) -> bytes:
    """Return a file's text as UTF-8 without a byte order mark; PowerShell's `>` writes UTF-16.

    Raises:
        ForeignFileError: it cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ForeignFileError(f"{path}: cannot be read: {error.strerror or error}") from error
    if data.startswith(_UTF_16):
        try:
            return data.decode("utf-16").encode("utf-8")
        except UnicodeError as error:
            raise ForeignFileError(f"{path}: is no UTF-16 text, although it begins as one: {error}") from error
    return data.removeprefix(codecs.BOM_UTF8)


def start_of_json(text: bytes) -> int | None:
    """Return where the first line with an opening brace begins: messages of a command may stand before it."""
    found = _OPENING_LINE.search(text)
    return found.start() if found else None


def end_of_json(text: bytes, start: int) -> int:
    """Return where the last line ends that closes an object, else the end: messages may stand after it too."""
    last = text.rfind(b"\n}", start)
    closing = _CLOSING_LINE.match(text, last + 1) if last >= 0 else None
    return closing.end() if closing else len(text)
