"""Modes of what is newly made."""

from __future__ import annotations

import os


def usual_mode(asked: int) -> int:
    """Return what the system makes of a mode that is asked for; what `tempfile` makes is for its owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return asked & ~mask
