"""checkov in a process of its own: one JSON object a line in, one a line out, until the input ends.

Run by an interpreter that has checkov and nothing of bedplate. The first line says that it is ready, or why not.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable
from functools import partial
from typing import Any

from .refused_sockets import refuse_sockets


def main() -> int:
    """Serve until the input ends; return the exit code."""
    # checkov prints where it likes; answers go where nobody else writes.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def answer(make: Callable[[], dict[str, Any]]) -> bool:
        try:
            line = json.dumps(make())
        except Exception:  # noqa: BLE001 - the other side is to know
            line = json.dumps({"error": traceback.format_exc()})
        print(line, file=answers, flush=True)
        return not line.startswith('{"error"')

    refuse_sockets()
    loaded: list[Any] = []

    def load() -> dict[str, Any]:
        from .scanning import Checkov  # noqa: PLC0415 - after sockets are refused

        loaded.append(Checkov())
        facts: dict[str, Any] = loaded[0].facts
        return facts

    if not answer(load):
        return 1
    for line in sys.stdin:
        answer(partial(_scanned, loaded[0], line))
    return 0


def _scanned(checkov: Any, line: str) -> dict[str, Any]:
    scanned: dict[str, Any] = checkov.scan(json.loads(line)["resources"])
    return scanned
