"""The hashed lock: what is pinned, and what needs it, as uv writes both."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_CONTINUATION = re.compile(r"\\\n\s*")
_NEEDED_BY = re.compile(r"^# +(via( |$))?")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """One package of a lock."""

    name: str
    version: str
    marker: str
    """Where it is installed, such as `sys_platform == 'win32'`; empty for everywhere."""
    hashes: tuple[str, ...]
    """SHA-256 of each of its files, sorted."""
    needed_by: tuple[str, ...]
    """Names of packages; the project itself as `NAME (pyproject.toml)`, or `NAME (pyproject.toml:GROUP)`."""


def read_lock(text: str) -> tuple[Pin, ...]:
    """Read a requirements file with hashes, as `uv pip compile --generate-hashes` writes it."""
    pins: list[tuple[str, list[str]]] = []
    for line in _CONTINUATION.sub(" ", text).splitlines():
        if line.strip() and not line.startswith(("#", " ")):
            pins.append((line, []))
        elif pins and line.startswith(" "):
            pins[-1][1].append(_NEEDED_BY.sub("", line.strip()))
    return tuple(_pin(line, needed_by) for line, needed_by in pins)


def _pin(line: str, needed_by: Iterable[str]) -> Pin:
    requirement = Requirement(line.partition("--hash")[0].strip())
    ((_, version),) = ((specifier.operator, specifier.version) for specifier in requirement.specifier)
    return Pin(
        name=canonicalize_name(requirement.name),
        version=version,
        marker=str(requirement.marker or ""),
        hashes=tuple(sorted(_HASH.findall(line))),
        needed_by=tuple(name for name in needed_by if name),
    )


def run_time(pins: Sequence[Pin], project: str) -> tuple[Pin, ...]:
    """Return what a project needs at run time, directly or not; what only its developers need stays out."""
    wanted = {f"{project} (pyproject.toml)"}
    while True:
        closure = tuple(pin for pin in pins if wanted & set(pin.needed_by))
        grown = wanted | {pin.name for pin in closure}
        if grown == wanted:
            return closure
        wanted = grown


def check_lock(pins: Sequence[Pin], project: str, dependencies: Iterable[str]) -> list[str]:
    """Return where a lock does not fit what `pyproject.toml` asks for."""
    asked = {canonicalize_name(requirement.name): requirement for requirement in map(Requirement, dependencies)}
    direct = {pin.name: pin for pin in pins if f"{project} (pyproject.toml)" in pin.needed_by}
    return [
        *(f"the lock lacks {name}" for name in sorted(asked.keys() - direct.keys())),
        *(f"the lock holds {name}, which nothing asks for" for name in sorted(direct.keys() - asked.keys())),
        *(
            f"the lock pins {name} {direct[name].version}, pyproject.toml asks for {asked[name].specifier}"
            for name in sorted(asked.keys() & direct.keys())
            if not asked[name].specifier.contains(direct[name].version, prereleases=True)
        ),
        *(f"the lock holds no hash of {pin.name}" for pin in pins if not pin.hashes),
    ]
