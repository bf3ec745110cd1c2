"""Writing to stdout: to terminals, pipes, files, and those that close early."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress

import typer

from bedplate.generator.cli.errors import BadInput, ExitCode

_PLAIN_GLYPHS = str.maketrans({"├": "|", "└": "`", "│": "|", "─": "-", "▪": "*", "·": "-", "→": ">"})
"""One ASCII character for each glyph that the renderers draw with."""


def write(text: str) -> None:
    """Write words for people to stdout, in plain glyphs where its encoding has no others.

    Raises:
        BadInput: stdout does not take it.
        typer.Exit: the reader has closed the pipe, having seen enough.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        data = text.translate(_PLAIN_GLYPHS).encode(encoding, "backslashreplace")
    _write(data)


def write_document(text: str) -> None:
    """Write a document for programs to stdout: UTF-8 with plain line ends, whatever the locale says.

    Raises:
        BadInput: stdout does not take it.
        typer.Exit: the reader has closed the pipe, having seen enough.
    """
    _write(text.encode("utf-8"))


def leave_stdout() -> None:
    """Send to stderr whatever the process still writes: our answer is given, and may be a document.

    A program's threads and exit handlers outlive its record.
    """
    with suppress(AttributeError, OSError, ValueError):  # closed, by whoever called us or by the program; or not a file
        sys.stdout.flush()
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


def painted() -> bool:
    """Return whether people look at stdout and want colours: NO_COLOR and FORCE_COLOR decide before the terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return _is_terminal() and os.environ.get("TERM") != "dumb"


def columns() -> int | None:
    """Return where to fold lines: at COLUMNS where that is set, else at the terminal's width, else nowhere."""
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isdecimal() and int(wanted):
        return int(wanted)
    return shutil.get_terminal_size().columns if _is_terminal() else None


def _is_terminal() -> bool:
    stdout = sys.stdout
    return stdout is not None and stdout.isatty()  # pyright: ignore[reportUnnecessaryComparison] - None where closed


def _write(data: bytes) -> None:
    try:
        if sys.stdout is None:  # pyright: ignore[reportUnnecessaryComparison] - None where stdout is closed
            raise BadInput("stdout is closed: there is nowhere to write to")
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _forget_stdout()
        raise typer.Exit(ExitCode.OK) from None
    except OSError as error:
        _forget_stdout()
        raise BadInput(f"stdout cannot be written: {error.strerror}") from None


def _forget_stdout() -> None:
    """Keep the interpreter from trying again, and complaining, when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
