"""The text of a settings file, or why it has none."""

from pathlib import Path

from bedplate.blueprints.settings.positions import Place
from bedplate.blueprints.settings.yaml_tree import Complaint

MAXIMUM_BYTES = 256 * 1024
"""Largest settings file; a real one has a few kilobytes."""

_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
    (b"\xef\xbb\xbf", "UTF-8 with a byte order mark"),
)


def read_text(path: Path) -> tuple[str | None, list[Complaint]]:
    """Return the file's text, or `None` and what is wrong with the file."""
    start = Place(1, 1)
    try:
        with path.open("rb") as file:
            content = file.read(MAXIMUM_BYTES + 1)
    except FileNotFoundError:
        return None, [(start, "file-missing", "there is no such file", "")]
    except IsADirectoryError:
        return None, [(start, "file-unreadable", "this is a directory, not a file", "name the file in it")]
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        return None, [(start, "file-unreadable", f"the file cannot be read: {reason}", "")]
    if len(content) > MAXIMUM_BYTES:
        limit = f"{MAXIMUM_BYTES // 1024} KiB"
        return None, [(start, "file-size", f"the file is larger than {limit}", "settings need a few kilobytes")]
    return _decode(content)


def _decode(content: bytes) -> tuple[str | None, list[Complaint]]:
    hint = "save it as UTF-8 without a byte order mark"
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return None, [(Place(1, 1), "file-encoding", f"the file is encoded as {encoding}", hint)]
    if (nul := content.find(b"\0")) >= 0:
        place = _place_after(content[:nul])
        return None, [(place, "file-encoding", "the file holds a NUL byte: it is binary, or UTF-16", hint)]
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError as error:
        place = _place_after(content[: error.start])
        message = f"byte 0x{content[error.start]:02x} is not UTF-8"
        return None, [(place, "file-encoding", message, "save the file as UTF-8")]


def _place_after(before: bytes) -> Place:
    lines = before.decode("utf-8", errors="replace").split("\n")
    return Place(len(lines), len(lines[-1]) + 1)
