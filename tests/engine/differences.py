"""A readable list of how two records differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.engine.normal_form import Record

_ABSENT = object()


def differences(engine: Record, ours: Record) -> list[str]:
    """Return one line for each difference, sorted: where, what the engine has, what we have."""
    found = [*_differing("outputs of the stack", engine.outputs, ours.outputs)]
    for urn in sorted({*engine.resources, *ours.resources}):
        if urn not in ours.resources:
            found.append(f"{urn}: only the engine has it")
        elif urn not in engine.resources:
            found.append(f"{urn}: only we have it")
        else:
            theirs, mine = engine.resources[urn], ours.resources[urn]
            # Where the engine cannot tell the place of a declaration, ours may.
            untold = {"source"} - set(theirs)
            found += _differing(urn, theirs, {key: value for key, value in mine.items() if key not in untold})
    return found


def _differing(where: str, engine: Any, ours: Any) -> Iterator[str]:
    if isinstance(engine, Mapping) and isinstance(ours, Mapping):
        for key in sorted({*engine, *ours}):
            yield from _differing(f"{where} → {key}", engine.get(key, _ABSENT), ours.get(key, _ABSENT))
    elif isinstance(engine, list) and isinstance(ours, list) and len(engine) == len(ours):
        for index, (theirs, mine) in enumerate(zip(engine, ours, strict=True)):
            yield from _differing(f"{where} [{index}]", theirs, mine)
    elif type(engine) is bool or type(ours) is bool:
        if engine is not ours:
            yield _line(where, engine, ours)
    elif engine != ours:
        yield _line(where, engine, ours)


def _line(where: str, engine: Any, ours: Any) -> str:
    return f"{where}: engine {_shown(engine)}, ours {_shown(ours)}"


def _shown(value: Any) -> str:
    return "nothing" if value is _ABSENT else repr(value)
