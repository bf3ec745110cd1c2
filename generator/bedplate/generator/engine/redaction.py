"""Secret configuration in words: what a program says in an error or a message is shown without it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from bedplate.generator.engine.config import SECRET_TEXT
from bedplate.generator.engine.values import is_array, is_object

_SHORTEST = 3
"""Characters of the shortest text that is hidden, as in the Pulumi CLI: to hide shorter ones would leave few words."""


def redaction(secrets: Iterable[str]) -> Callable[[str], str]:
    """Return a function that hides secrets in a text.

    Args:
        secrets: values of secret configuration; of a JSON document each text in it is a secret too.
    """
    texts = {text for secret in secrets for text in _texts(secret) if len(text) >= _SHORTEST}
    if not texts - {SECRET_TEXT}:
        return str
    # The longest first, as one secret may be part of another.
    hidden = re.compile("|".join(re.escape(text) for text in sorted(texts, key=lambda text: (-len(text), text))))
    return lambda text: hidden.sub(SECRET_TEXT, text)


def _texts(secret: str) -> Iterator[str]:
    yield secret
    yield repr(secret)[1:-1]
    try:
        yield from _leaves(json.loads(secret))
    except ValueError:
        return


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_object(value):
        for item in value.values():
            yield from _leaves(item)
    elif is_array(value):
        for item in value:
            yield from _leaves(item)
