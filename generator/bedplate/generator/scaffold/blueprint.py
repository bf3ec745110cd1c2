"""The blueprints that projects can be made of, each a folder of templates."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
SHARED = TEMPLATES / "project"
"""Templates of the files that every project has."""
STACKS = ("dev", "prod")
"""The stacks that a new project has."""
FACTS = "blueprint.toml"
"""What a folder of templates says of itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that a new project needs to know."""

    key: str
    """Name of the answer, for example `location`, or `dev.addressSpace` where it is for one stack."""
    at: tuple[str, ...]
    """Dotted paths of the settings that it becomes."""
    ask: str
    """What people are asked."""
    default: str
    """Answer where nobody gives one; empty where `same_as` tells it."""
    same_as: str | None = None
    """Key of the answer that stands in where nobody gives one."""
    placeholder: bool = False
    """Whether the default only has the right form, and is nothing to deploy with."""

    @property
    def stacks(self) -> tuple[str, ...]:
        """The stacks whose files it stands in."""
        stack, dot, _ = self.key.partition(".")
        return (stack,) if dot else STACKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """What projects of one blueprint are made of."""

    name: str
    folder: Path
    """Folder of its templates."""
    title: str
    """Its name in lists of templates."""
    summary: str
    """What it is, in half a sentence."""
    questions: tuple[Question, ...]
    requirements: tuple[str, ...] = ()
    """Packages that its projects need beside bedplate, as lines of a requirements file."""

    def question(self, key: str) -> Question:
        """Return the question with this key; `KeyError` when there is none."""
        return {question.key: question for question in self.questions}[key]


def blueprint_names() -> tuple[str, ...]:
    """Return the names of all blueprints of ours that projects can be made of, sorted."""
    return tuple(sorted(facts.parent.name for facts in TEMPLATES.glob(f"*/{FACTS}")))
