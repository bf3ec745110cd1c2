"""Faults that a test asks for: documented transient errors at first, and a hard error at every so many writes."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

from bedplate.components.shared.retry.hazards import Hazard, hazard_behind, hazards
from tests.engine.standin.rules.model import Operation, Refusal

HAZARDS = "STANDIN_HAZARDS"
"""Environment variable: `id:times,id:times`; how many tries of each resource fail of each hazard that it can meet."""
FAIL_EVERY = "STANDIN_FAIL_EVERY"
"""Environment variable: every so many writes one fails for good, though no resource more than once.

In turns Azure refuses the write, or makes the resource and fails afterwards.
"""
FAILED = "failed.txt"
"""File in the cloud's folder with the ids of what failed so, one on a line."""
_ANSWER = re.compile(r'Status=(\d+) Code="([^"]+)" Message="(.*)"', re.DOTALL)
BROKEN = Refusal(500, "InternalServerError", "Encountered internal server error.")


class Faults:
    """The faults of one provider process.

    Args:
        folder: the cloud's folder.
    """

    def __init__(self, folder: Path) -> None:
        self._hazards = dict(_parsed(os.environ.get(HAZARDS, "")))
        self._every = int(os.environ.get(FAIL_EVERY, "0"))
        self._file = folder / FAILED
        self._tries: Counter[tuple[str, str, str]] = Counter()
        self._writes = 0

    def transient(self, operation: Operation) -> Refusal | None:
        """Return the transient error that a write meets this time."""
        for hazard in hazards():
            times = self._hazards.get(hazard.id)
            if times is None or hazard_behind(operation.token, operation.kind, hazard.example) != hazard:
                continue
            key = (hazard.id, operation.kind, operation.id)
            if self._tries[key] < times:
                self._tries[key] += 1
                return _answer(hazard)
        return None

    def is_broken(self, operation: Operation) -> bool:
        """Return whether a write, which Azure's order allows, fails for good this time."""
        if not self._every:
            return False
        self._writes += 1
        failed = self.failed()
        if self._writes % self._every or operation.id in failed:
            return False
        self._file.write_text("".join(f"{id_}\n" for id_ in (*failed, operation.id)), encoding="utf-8")
        return True

    def leaves_a_part(self, operation: Operation) -> bool:
        """Return whether the write that fails is done all the same: every second creation."""
        return operation.kind == "create" and len(self.failed()) % 2 == 0

    def failed(self) -> tuple[str, ...]:
        """Return the ids of what has failed for good so far."""
        return tuple(self._file.read_text(encoding="utf-8").splitlines()) if self._file.is_file() else ()


def _parsed(text: str) -> list[tuple[str, int]]:
    pairs = (item.partition(":") for item in text.split(",") if item)
    return [(id_, int(times)) for id_, _, times in pairs]


def _answer(hazard: Hazard) -> Refusal:
    found = _ANSWER.fullmatch(hazard.example)
    assert found is not None
    return Refusal(int(found[1]), found[2], found[3])
