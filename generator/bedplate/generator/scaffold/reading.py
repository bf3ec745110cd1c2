"""Reading a blueprint's templates, ours or those of an installed package."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from bedplate.blueprints.settings.joined_blueprints import fault_of_blueprint, joined_blueprints
from bedplate.blueprints.settings.nearest import suggestion
from bedplate.components.shared.error_words import error_words
from bedplate.components.shared.printable import printable
from bedplate.generator.scaffold.blueprint import FACTS, TEMPLATES, Blueprint, Question, blueprint_names


class Unready(Exception):  # noqa: N818 - it says what a blueprint is, nobody's mistake in this program
    """No project can be begun with a blueprint; the text says why, and what to do instead."""


def read_blueprint(name: str) -> Blueprint:
    """Return a blueprint by its name, ours or an installed package's.

    Raises:
        Unready: there is no such blueprint, or its package brings no templates, or wrong ones.
    """
    if name in blueprint_names():
        return _read(name, TEMPLATES / name, ())
    theirs = joined_blueprints()
    if name not in theirs:
        fault = fault_of_blueprint(name)
        known = (*blueprint_names(), *theirs)
        raise Unready(str(fault) if fault else f"{name}: there is no such blueprint ({suggestion(name, known)})")
    part = theirs[name]
    if part.value.templates is None:
        hint = "write a stack file yourself: `bedplate schema settings` lists its keys"
        raise Unready(f"{name}: package {part.origin} brings no templates to begin a project with ({hint})")
    try:
        return _read(name, part.value.templates, (part.origin.requirement,))
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise Unready(printable(unready(name, part.value.templates / FACTS, error))) from error


def unready(name: str, where: Path, error: Exception) -> str:
    """Return words for templates of a package that cannot be used."""
    said = error_words(error)
    return f"{name}: {where} cannot be used: {said} (that is a fault of the package; docs/extending.md has an example)"


def _read(name: str, folder: Path, requirements: tuple[str, ...]) -> Blueprint:
    facts = tomllib.loads((folder / FACTS).read_text(encoding="utf-8"))
    blueprint = Blueprint(
        name=name,
        folder=folder,
        title=facts["title"],
        summary=facts["summary"],
        questions=tuple(map(_question, facts["questions"])),
        requirements=requirements,
    )
    blueprint.question("location")  # every project asks for it
    return blueprint


def _question(row: dict[str, Any]) -> Question:
    return Question(
        key=row["key"],
        at=tuple(row["at"]),
        ask=row["ask"],
        default=row.get("default", ""),
        same_as=row.get("same_as"),
        placeholder=row.get("placeholder", False),
    )
