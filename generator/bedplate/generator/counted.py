"""Numbers with their nouns."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return a number and its noun, which takes an `s` beside any number but one."""
    return f"{number} {noun}" + ("" if number == 1 else "s")
