"""A sign of life for those who wait at a terminal."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager

_PATIENCE = 1.0
"""Seconds that people wait before they wonder."""
_ERASE_LINE = "\r\x1b[K"


@contextmanager
def progress(words: str) -> Generator[None]:
    """Show words on a terminal's stderr while a block runs for more than a second, and take them away after it."""
    stderr = sys.stderr
    if stderr is None or not stderr.isatty() or os.environ.get("TERM") == "dumb":  # pyright: ignore[reportUnnecessaryComparison] - None where closed
        yield
        return
    lock = threading.Lock()
    over = shown = False

    def show() -> None:
        nonlocal shown
        with lock:
            if not over:
                stderr.write(words)
                stderr.flush()
                shown = True

    timer = threading.Timer(_PATIENCE, show)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        with lock:
            over = True
            if shown:
                stderr.write(_ERASE_LINE)
                stderr.flush()
