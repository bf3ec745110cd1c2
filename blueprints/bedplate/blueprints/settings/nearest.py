"""The nearest right word for a wrong one."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the word most like `word`, whatever their case, or `None` when none comes close."""
    by_lower_case = {candidate.lower(): candidate for candidate in words}
    found = get_close_matches(word.lower(), by_lower_case, n=1, cutoff=0.6)
    return by_lower_case[found[0]] if found else None


def suggestion(word: str, words: Iterable[str]) -> str:
    """Return a hint that names the nearest word, or all of them when none comes close."""
    candidates = sorted(words)
    found = nearest(word, candidates)
    return f"did you mean {found}?" if found else f"one of: {', '.join(candidates)}"
