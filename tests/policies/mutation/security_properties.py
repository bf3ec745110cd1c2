"""What must not change unseen in the resources of the project's stacks, apart from any rule."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "security_properties"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityProperty:
    """One property, and which changes of it a rule must notice."""

    path: str
    where: str
    """Which resources of the type it is about, as `tests.policies.places` writes it."""
    stacks: tuple[str, ...]
    """In which stacks; empty for all."""
    wrong: tuple[Any, ...]
    """Values that weaken the resource."""
    add: bool
    """Whether a wrong value is set also where the property is not given."""
    flip: str
    """Why no rule need notice a wrong value; empty where one must."""
    delete: str
    blank: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """Resources of a type that are taken away as a whole."""

    where: str
    exempt: str
    """Why no rule need notice; empty where one must."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SecurityType:
    """One ARM type."""

    name: str
    exempt: str
    """Why no property of it matters; empty where some do."""
    properties: tuple[SecurityProperty, ...]
    removals: tuple[Removal, ...]


@cache
def security_types() -> tuple[SecurityType, ...]:
    """Return all types, sorted by name."""
    rows = [row for file in sorted(_FOLDER.glob("*.toml")) for row in tomllib.loads(file.read_text("utf-8"))["type"]]
    return tuple(sorted(map(_type, rows), key=lambda each: each.name.casefold()))


def _type(row: dict[str, Any]) -> SecurityType:
    return SecurityType(
        name=row["name"],
        exempt=row.get("exempt", ""),
        properties=tuple(map(_property, row.get("property", ()))),
        removals=tuple(
            Removal(where=each.get("where", ""), exempt=each.get("exempt", "")) for each in row.get("removal", ())
        ),
    )


def _property(row: dict[str, Any]) -> SecurityProperty:
    known = {"path", "where", "stacks", "wrong", "add", "flip", "delete", "blank"}
    if set(row) - known:
        raise ValueError(f"unknown keys {sorted(set(row) - known)} in {row}")
    return SecurityProperty(
        path=row["path"],
        where=row.get("where", ""),
        stacks=tuple(row.get("stacks", ())),
        wrong=tuple(row.get("wrong", ())),
        add=row.get("add", False),
        flip=row.get("flip", ""),
        delete=row.get("delete", ""),
        blank=row.get("blank", row.get("delete", "")),
    )
