"""Texts of documents: what UTF-8 can hold, and JSON as every command writes it."""

from __future__ import annotations

import json
from typing import Any


def json_text(document: Any) -> str:
    """Return a document as indented JSON, keys in their order; the same document gives the same text.

    Args:
        document: plain data.

    Raises:
        ValueError: a number in it is one that JSON does not know.
    """
    return encodable(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n")


def encodable(text: str) -> str:
    r"""Return text that UTF-8 can hold: half of a surrogate pair becomes `\udc00`, which in JSON is the same text."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
