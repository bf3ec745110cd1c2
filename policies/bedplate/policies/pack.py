"""Packs: which rules a landing zone is held to, and with which values."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from bedplate.policies.rule import Parameters

DEFAULT_PACK = "baseline"
"""The one that programs are held to where nobody says otherwise."""
_FOLDER = "packs"
_SUFFIX = ".toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A named choice of rules, pinned: a rule joins it only by an edit of its file."""

    name: str
    title: str
    description: str
    rules: tuple[str, ...]
    """Ids of its rules, sorted."""
    parameters: Mapping[str, Parameters]
    """Values that differ from the rules' defaults, by id of the rule."""


def pack_names() -> tuple[str, ...]:
    """Return the names of all packs, sorted."""
    files = resources.files("bedplate.policies").joinpath(_FOLDER).iterdir()
    return tuple(sorted(file.name.removesuffix(_SUFFIX) for file in files if file.name.endswith(_SUFFIX)))


@cache
def read_pack(name: str) -> Pack:
    """Return a pack with the rules of the one that it extends, if it does.

    Raises:
        KeyError: there is no pack of this name.
    """
    file = resources.files("bedplate.policies").joinpath(_FOLDER, f"{name}{_SUFFIX}")
    if name not in pack_names():
        raise KeyError(name)
    row = tomllib.loads(file.read_text(encoding="utf-8"))
    base = read_pack(row["extends"]) if "extends" in row else None
    return Pack(
        name=name,
        title=row["title"],
        description=row["description"],
        rules=tuple(sorted({*(base.rules if base else ()), *row["rules"]})),
        parameters=MappingProxyType({**(base.parameters if base else {}), **row.get("parameters", {})}),
    )
