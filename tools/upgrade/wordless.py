"""Schemas without the words for people, which a release may change as it likes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordless:
    """What is left out of one kind of schema."""

    words: Collection[str]
    """Keywords that only tell people something."""
    by_name: Collection[str]
    """Keywords whose value is a mapping by names of the user's, which may be the same as keywords."""
    values: Collection[str] = ()
    """Keywords whose value is no schema, so that nothing in it is a keyword."""

    def of(self, schema: Any, *, names: bool = False) -> Any:
        """Return a schema without words.

        Args:
            schema: the schema, or a part of it.
            names: whether its keys are names, and no keywords.
        """
        if isinstance(schema, Mapping):
            return {
                key: item
                if key in self.values and not names
                else self.of(item, names=not names and key in self.by_name)
                for key, item in schema.items()
                if names or key not in self.words
            }
        if isinstance(schema, list):
            return [self.of(item) for item in schema]
        return schema
