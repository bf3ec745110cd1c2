"""Docstrings made readable for people whose language is not Python."""

import inspect
import re
from collections.abc import Mapping

_RAISES = re.compile(r"\n*^Raises:\n(?P<errors>(?:[ ]+.*\n?)+)", re.MULTILINE)
_ERROR = re.compile(r"^ {4}\w+: ", re.MULTILINE)
_QUOTED_NAME = re.compile(r"`([a-z][a-z0-9_]*)`")


def for_every_language(docstring: str, names: Mapping[str, str]) -> str:
    """Return a docstring as the description in a package schema.

    Args:
        docstring: the text as it stands in the source.
        names: what properties are called in the package, by their names in Python.
    """
    text = _RAISES.sub(_refusals, inspect.cleandoc(docstring))
    return _QUOTED_NAME.sub(lambda found: f"`{names.get(found[1], found[1])}`", text).strip()


def _refusals(found: re.Match[str]) -> str:
    errors = _ERROR.sub("\n", found["errors"]).split("\n\n")
    texts = [" ".join(error.split()) for error in errors if error.strip()]
    return "\n\n" + "\n\n".join(f"Refused: {text}" for text in texts)
