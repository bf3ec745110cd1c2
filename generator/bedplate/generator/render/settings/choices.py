"""What the words mean that a setting can take: read where the choices are declared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, get_args

from pydantic import BaseModel

from bedplate.components.shared.attribute_docstrings import attribute_docstrings
from bedplate.generator.render.markdown_text import one_line

Meanings = Mapping[str, Mapping[str, str]]
"""Meaning by value, by name of the enumeration."""


def choice_meanings(*models: type[BaseModel]) -> Meanings:
    """Return what each value of each enumeration in models means, on one line, inner models included."""
    return {each.__name__: _meanings(each) for model in models for each in _enumerations(model)}


def _meanings(enumeration: type[Enum]) -> Mapping[str, str]:
    docstrings = attribute_docstrings(enumeration)
    return {str(member.value): one_line(docstrings.get(member.name, "")) for member in enumeration}


def _enumerations(annotation: Any) -> Iterator[type[Enum]]:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield annotation
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for field in annotation.model_fields.values():
            yield from _enumerations(field.annotation)
    else:
        for part in get_args(annotation):
            yield from _enumerations(part)
