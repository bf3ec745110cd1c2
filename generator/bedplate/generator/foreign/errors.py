"""What is wrong with a foreign file."""

from __future__ import annotations


class ForeignFileError(Exception):
    """A file is none that can be read; the text says where, what was expected and what to write instead."""
