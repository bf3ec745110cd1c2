"""Packs: which rules a landing zone is held to, and with which values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from bedplate.policies.rule import Parameters
from bedplate.policies.values import is_object

DEFAULT_PACK = "baseline"
"""The one that programs are held to where nobody says otherwise."""
_KEYS = frozenset({"title", "description", "rules", "extends", "parameters"})
_NAME = re.compile(r"[a-z][a-z0-9-]{0,49}", re.ASCII)
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
    return parse_pack(name, file.read_text(encoding="utf-8"))


def parse_pack(name: str, text: str) -> Pack:
    """Return the pack that a TOML text describes, ours or anybody's.

    Args:
        name: its name: lower-case letters, digits and hyphens.
        text: keys `title`, `description`, `rules` (ids), and where wanted `extends` (one of our packs) and
            `parameters` (a table of values for each id).

    Raises:
        ValueError: the text is no TOML or describes no pack; says what to write.
    """
    if _NAME.fullmatch(name) is None:
        raise ValueError(f"{name!r} cannot name a pack: write lower-case letters, digits and hyphens")
    row = tomllib.loads(text)
    if unknown := sorted(row.keys() - _KEYS):
        raise ValueError(f"a pack has no key {unknown[0]}: there are {', '.join(sorted(_KEYS))}")
    if "extends" in row and row["extends"] not in pack_names():
        raise ValueError(f"extends {row['extends']!r}, which is none of {', '.join(pack_names())}")
    base = read_pack(row["extends"]) if "extends" in row else None
    return Pack(
        name=name,
        title=_text(row, "title"),
        description=_text(row, "description"),
        rules=tuple(sorted({*(base.rules if base else ()), *_ids(row)})),
        parameters=MappingProxyType({**(base.parameters if base else {}), **_parameters(row)}),
    )


def _text(row: Mapping[str, Any], key: str) -> str:
    match row.get(key):
        case str() as text if text:
            return text
        case _:
            raise ValueError(f'a pack says what it is: write {key} = "..."')


def _ids(row: Mapping[str, Any]) -> list[str]:
    match row.get("rules"):
        case [*ids] if all(isinstance(id_, str) for id_ in ids):
            return ids
        case _:
            raise ValueError('a pack names its rules: write rules = ["..."]')


def _parameters(row: Mapping[str, Any]) -> Mapping[str, Parameters]:
    tables: Mapping[str, Any] = row.get("parameters", {})
    if not is_object(tables) or not all(map(is_object, tables.values())):
        raise ValueError("parameters of a pack are tables: write [parameters.ID] and name = value below it")
    return tables
