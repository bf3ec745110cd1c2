"""Which versions are out, and what users were told of each: the headings of CHANGELOG.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_HEADING = re.compile(r"^## +(\S+)(.*)$", re.MULTILINE)
_UNRELEASED = "unreleased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changelog:
    """What stands under the heading of each version."""

    sections: Mapping[str, str]
    unreleased: frozenset[str]

    @classmethod
    def read(cls, file: Path) -> Changelog:
        """Return the changelog in a file; a version is a second-level heading, with `(unreleased)` until it is out."""
        text = file.read_text(encoding="utf-8")
        found = list(_HEADING.finditer(text))
        ends = [each.start() for each in found[1:]] + [len(text)]
        return cls(
            sections={each[1]: text[each.end() : end] for each, end in zip(found, ends, strict=True)},
            unreleased=frozenset(each[1] for each in found if _UNRELEASED in each[2].lower()),
        )

    def says(self, version: str, words: str) -> bool:
        """Return whether words stand under a version, wherever its lines break."""
        return " ".join(words.split()) in " ".join(self.sections.get(version, "").split())

    def is_released(self, version: str) -> bool:
        """Return whether a version has its heading, and is out."""
        return version in self.sections and version not in self.unreleased
