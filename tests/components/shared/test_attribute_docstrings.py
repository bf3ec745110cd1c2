"""The texts below the attributes of a class."""

from __future__ import annotations

from typing import TypedDict

from bedplate.components.shared.attribute_docstrings import attribute_docstrings


class _Base(TypedDict):
    kept: str
    """Kept."""
    replaced: str
    """Old."""


class _Derived(_Base):
    replaced: str  # type: ignore[misc]  # as the analyser sees it
    """New."""
    bare: str


def test_those_of_bases_count_until_they_are_replaced() -> None:
    assert dict(attribute_docstrings(_Derived)) == {"kept": "Kept.", "replaced": "New."}


def test_a_class_without_a_source_has_none() -> None:
    assert dict(attribute_docstrings(int)) == {}
