"""JSON as ARM takes it: with comments, with line breaks in texts, and with the line of every object."""

from __future__ import annotations

import json
import re
from json import decoder, scanner
from pathlib import Path
from typing import Any, cast

from bedplate.generator.foreign.errors import ForeignFileError
from bedplate.generator.foreign.text import read_text

_TEXT_OR_COMMENT = re.compile(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/', re.DOTALL)


class LocatedObject(dict[str, Any]):
    """An object of a file, with the place of its opening brace."""

    offset: int = 0


class LocatedJson:
    """The value in a file.

    Args:
        path: the file.

    Raises:
        ForeignFileError: it cannot be read, or is no JSON.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._text = _without_comments(read_text(path).decode("utf-8"))
            self.value: Any = _Decoder().decode(self._text)
        except UnicodeDecodeError as error:
            raise ForeignFileError(f"{path}: not UTF-8 text (write the file again, as UTF-8)") from error
        except json.JSONDecodeError as error:
            raise ForeignFileError(f"{path}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from error
        except RecursionError as error:
            raise ForeignFileError(f"{path}: too deeply nested to be a template") from error

    def line(self, value: object) -> int:
        """Return the line on which an object of the file begins; that of the file's first for anything else."""
        return self._text.count("\n", 0, value.offset) + 1 if isinstance(value, LocatedObject) else 1


class _Decoder(json.JSONDecoder):
    """Python's own decoder, which keeps the place of each object; control characters may stand in texts."""

    def __init__(self) -> None:
        super().__init__(strict=False)
        self.parse_object = _located
        # The one in C does not ask `parse_object`.
        self.scan_once = cast("Any", scanner).py_make_scanner(self)


def _located(start: tuple[str, int], *rest: Any) -> tuple[LocatedObject, int]:
    value, end = cast("Any", decoder).JSONObject(start, *rest)
    located = LocatedObject(value)
    located.offset = start[1] - 1
    return located, end


def _without_comments(text: str) -> str:
    """Return a text with spaces in the place of comments, so that everything else stays where it is."""
    return _TEXT_OR_COMMENT.sub(lambda found: found[0] if found[1] else re.sub(r"[^\n]", " ", found[0]), text)
