"""How far two descriptions of an input agree: the SDK's docstring and the schema's `description`.

Both are made from the same Azure specification, so an equal text is strong evidence that two keys are the same
property even under different names. The SDK adds sentences of its own, which are cut off here.
"""

import re
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache

_ADDED_BY_SDK = re.compile(
    r"These are also available as standalone resources.*$|Expected value is '[^']*'\.",
    re.DOTALL,
)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|<[^>]*>|https?://\S+")
_WORD = re.compile(r"[^\W_]+")
_SIMILAR_ENOUGH = 0.86
_TELLING_LENGTH = 8
_LONG_ENOUGH_TO_BE_CUT = 40


class Agreement(IntEnum):
    """How far two descriptions agree, worst first."""

    DIFFERENT = 0
    SILENT = 1
    SIMILAR = 2
    EQUAL = 3


@lru_cache(maxsize=200_000)
def normalised(description: str) -> str:
    """The words of a description in lower case, without links, markup and the sentences that the SDK adds."""
    text = _LINK.sub(lambda found: found.group(1) or "", _ADDED_BY_SDK.sub("", description))
    return "".join(_WORD.findall(text.lower()))


def is_telling(description: str) -> bool:
    """Whether a description says enough to recognise a property by it alone."""
    return len(normalised(description)) >= _TELLING_LENGTH


@lru_cache(maxsize=400_000)
def agreement(one: str, other: str) -> Agreement:
    """Compares two descriptions.

    Args:
        one: A description as written in the SDK or in a schema.
        other: Another one.

    Returns:
        `SILENT` where either side says nothing.
    """
    first, second = normalised(one), normalised(other)
    if not first or not second:
        return Agreement.SILENT
    if first == second:
        return Agreement.EQUAL
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) >= _LONG_ENOUGH_TO_BE_CUT and longer.startswith(shorter):
        return Agreement.SIMILAR
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() < _SIMILAR_ENOUGH or matcher.quick_ratio() < _SIMILAR_ENOUGH:
        return Agreement.DIFFERENT
    return Agreement.SIMILAR if matcher.ratio() >= _SIMILAR_ENOUGH else Agreement.DIFFERENT
