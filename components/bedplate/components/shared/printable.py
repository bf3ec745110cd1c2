"""Words of strangers, made safe for a terminal."""

from typing import Final

_LONGEST: Final = 600


def printable(text: str) -> str:
    """Return `text` on one line, with everything that a terminal cannot print escaped, cut where it is very long.

    Messages quote what a file or a package says, and both may say anything.
    """
    kept = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in kept)
