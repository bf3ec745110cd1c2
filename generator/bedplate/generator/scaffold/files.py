"""The files of a new project, from templates and answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bedplate.blueprints.settings import settings_schema
from bedplate.blueprints.settings.current_day import current_day
from bedplate.components._version import __version__
from bedplate.components.facts.regions import region, region_names
from bedplate.generator.render.document_text import json_text
from bedplate.generator.scaffold.blueprint import SHARED, STACKS, Blueprint, Question
from bedplate.generator.scaffold.model_choice import choose_models

README = "README.md"
"""The one file that needs to know what the program declares."""
_SUFFIX = ".jinja"
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""Words that some YAML reader takes for something else than text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What one project is to be."""

    blueprint: Blueprint
    project: str
    """Name of the Pulumi project."""
    answers: Mapping[str, str]
    """Answer to every question of the blueprint, by its key."""

    @property
    def placeholders(self) -> tuple[Question, ...]:
        """Questions whose answers are still placeholders."""
        return tuple(
            question
            for question in self.blueprint.questions
            if question.placeholder and self.answers[question.key] in _stand_ins(self.blueprint, question)
        )


def project_files(choices: Choices, *, diagram: str = "", is_template: bool = False) -> dict[str, str]:
    """Return the text of every file of a project by its path, with `/`, sorted.

    Args:
        choices: what the project is to be.
        diagram: Mermaid text of the network of dev, for the README.
        is_template: whether `pulumi new` is to make projects of it: the name and the description are left to it.
    """
    values = _values(choices, diagram=diagram, is_template=is_template)
    files = {"stacks/settings.schema.json": json_text(settings_schema())}
    for folder in (SHARED, choices.blueprint.folder):
        environment = _environment(folder)
        for path in _template_paths(folder):
            files[path.removesuffix(_SUFFIX)] = environment.get_template(path).render(values)
    return dict(sorted(files.items()))


def stack_texts(choices: Choices) -> dict[str, str]:
    """Return the text of each stack file by the stack's name."""
    environment = _environment(choices.blueprint.folder)
    values = _values(choices, diagram="", is_template=False)
    return {stack: environment.get_template(f"stacks/Pulumi.{stack}.yaml{_SUFFIX}").render(values) for stack in STACKS}


def yaml_scalar(text: str) -> str:
    """Return a YAML scalar that every reader takes for this text."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS:
        return text
    # Everything beyond ASCII is escaped, so that no character can break out; YAML knows no pairs of surrogates.
    escaped = (json.dumps(char)[1:-1] if char <= "\uffff" else f"\\U{ord(char):08x}" for char in text)
    return f'"{"".join(escaped)}"'


def _environment(folder: Path) -> Environment:
    # Not `{{`, `{%`, `{#`: workflows, pipelines and shell scripts are full of them. The files are no HTML.
    environment = Environment(
        loader=FileSystemLoader(folder, encoding="utf-8"),
        variable_start_string="[[",
        variable_end_string="]]",
        block_start_string="[%",
        block_end_string="%]",
        comment_start_string="[#",
        comment_end_string="#]",
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - see above
    )
    cast("Any", environment).filters["yaml"] = yaml_scalar  # jinja2 leaves its filters untyped
    return environment


def _template_paths(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob(f"*{_SUFFIX}")):
        yield path.relative_to(folder).as_posix()


def _values(choices: Choices, *, diagram: str, is_template: bool) -> dict[str, Any]:
    blueprint, location = choices.blueprint, choices.answers["location"]
    return {
        "version": __version__,
        "requirements": blueprint.requirements,
        "project": "${PROJECT}" if is_template else choices.project,
        "description": "${DESCRIPTION}" if is_template else blueprint.summary,
        "description_of_template": blueprint.summary,
        "is_template": is_template,
        "title": blueprint.title,
        "summary": blueprint.summary,
        "answers": _nested(choices.answers),
        "placeholders": choices.placeholders,
        "models": choose_models(location, current_day()),
        "availability_zones": location not in region_names() or region(location).availability_zones,
        "diagram": diagram,
    }


def _nested(answers: Mapping[str, str]) -> dict[str, Any]:
    """Return answers with those for one stack under the stack's name."""
    nested: dict[str, Any] = {}
    for key, answer in answers.items():
        *stack, name = key.split(".")
        (nested.setdefault(stack[0], {}) if stack else nested)[name] = answer
    return nested


def _stand_ins(blueprint: Blueprint, question: Question) -> tuple[str, ...]:
    """Return what stands in for an answer, at first or second hand."""
    if question.same_as is None:
        return (question.default,)
    return _stand_ins(blueprint, blueprint.question(question.same_as))
