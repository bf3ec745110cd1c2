"""Addresses that stand for everybody, or for so many that it comes to the same."""

from __future__ import annotations

import re

from bedplate.policies.values import Value, same_word

EVERYWHERE = ("*", "Any", "Internet", "0.0.0.0/0", "::/0")
WIDE = r"[\d.]+/[1-7]|[\da-f:]+/[1-3]|AzureCloud(\.\w+)?"
"""Ranges that hold public addresses of strangers whatever they begin with, and the tag of all machines that anybody
rents from Azure. IPv6 ranges of unique local addresses begin with /7, and public ones all lie in one /3."""
_WIDE = re.compile(WIDE, re.IGNORECASE)


def is_everybody(prefix: Value) -> bool:
    """Return whether a source or destination of a rule is everybody, or half of the internet."""
    return any(same_word(prefix, word) for word in EVERYWHERE) or (
        isinstance(prefix, str) and _WIDE.fullmatch(prefix) is not None
    )
