"""`bedplate new`: ask, check, write a project, and run it once to draw its network."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import typer
from jinja2 import TemplateError

from bedplate.components.planning.naming import WORKLOAD_PATTERN
from bedplate.components.shared.clean_stdout import stdout_kept_clean
from bedplate.components.shared.printable import printable
from bedplate.generator.cli.errors import BadInput, ExitCode
from bedplate.generator.cli.output import write
from bedplate.generator.cli.progress import progress
from bedplate.generator.cli.project import from_here
from bedplate.generator.cli.recording import record_stack
from bedplate.generator.graph import Mode
from bedplate.generator.render import mermaid
from bedplate.generator.scaffold.answers import complaints, complete, unknown_keys
from bedplate.generator.scaffold.blueprint import STACKS, Blueprint, Question
from bedplate.generator.scaffold.files import README, Choices, project_files
from bedplate.generator.scaffold.reading import Unready, read_blueprint, unready
from bedplate.generator.scaffold.writing import FolderTaken, refuse_taken, whole_folder, write_files

_PROJECT_NAME = re.compile(r"[A-Za-z0-9_.-]{1,100}", re.ASCII)
"""Names that Pulumi gives a project."""
_LONGEST_WORKLOAD = 10
_Chosen: TypeAlias = Callable[[Mapping[str, str]], Choices]
"""Some answers → the whole choice."""


def new_project(blueprint: str, directory: Path, name: str | None, assignments: Sequence[str], *, ask: bool) -> None:
    """Write a project into a folder that is empty, or not there yet.

    Args:
        blueprint: what the project declares.
        directory: folder to write.
        name: the project's name; that of the folder by default.
        assignments: answers, each as `key=value`.
        ask: whether somebody is there to be asked for the others.

    Raises:
        BadInput: there is no such blueprint, the folder is taken, or an answer is wrong; nothing is written.
        typer.Exit: whoever was asked gave up; nothing is written.
    """
    target = directory.resolve()
    templates = _templates(blueprint)
    try:
        refuse_taken(target)
        choices = _choices(templates, _project_name(name, target), assignments, ask=ask)
        files = _write(choices, target)
    except TemplateError as error:
        raise BadInput(printable(unready(blueprint, templates.folder, error))) from error
    except FolderTaken as taken:
        raise BadInput(str(taken)) from taken
    except OSError as error:
        raise BadInput(f"{directory}: cannot be written: {error.strerror}") from error
    write(_summary(choices, from_here(target), len(files)))


def _templates(blueprint: str) -> Blueprint:
    try:
        return read_blueprint(blueprint)
    except Unready as refused:
        raise BadInput(str(refused)) from refused


def _project_name(name: str | None, target: Path) -> str:
    found = target.name if name is None else name
    if _PROJECT_NAME.fullmatch(found) is None:
        hint = "write up to 100 letters, digits, hyphens, underscores and periods"
        raise BadInput(f"--name: {found!r} cannot name a Pulumi project ({hint})")
    return found


def _assigned(assignments: Sequence[str]) -> dict[str, str]:
    parts = (text.partition("=") for text in assignments if "=" in text)
    return {key.strip(): value.strip() for key, _, value in parts}


def _choices(blueprint: Blueprint, project: str, assignments: Sequence[str], *, ask: bool) -> Choices:
    given = _assigned(assignments)
    wrong = [f"--set {text}: is no answer (write KEY=VALUE)" for text in assignments if "=" not in text]
    wrong += unknown_keys(blueprint, given)
    suggested = {"workload": _workload(project)} if _workload(project) else {}

    def chosen(answers: Mapping[str, str]) -> Choices:
        return Choices(blueprint=blueprint, project=project, answers=complete(blueprint, {**suggested, **answers}))

    wrong += complaints(chosen(given))
    if wrong:
        raise BadInput("\n".join(wrong))
    if ask:
        for question in blueprint.questions:
            if question.key not in given:
                given[question.key] = _asked(question, chosen, given)
    return chosen(given)


def _workload(project: str) -> str:
    """Return the project's name as a workload's; nothing where it does not make one."""
    short = re.sub(r"[^a-z0-9]", "", project.lower())[:_LONGEST_WORKLOAD]
    return short if re.fullmatch(WORKLOAD_PATTERN, short) else ""


def _asked(question: Question, chosen: _Chosen, given: Mapping[str, str]) -> str:
    """Ask until the settings' rules have nothing against the answer."""
    stand_in = chosen(given).answers[question.key]
    while True:
        try:
            answer = str(typer.prompt(question.ask, default=stand_in, err=True)).strip()
        except typer.Abort:
            typer.echo("\nnothing was written", err=True)
            raise typer.Exit(ExitCode.INTERRUPTED) from None
        wrong = complaints(chosen({**given, question.key: answer}))
        if not wrong:
            return answer
        typer.echo("\n".join(f"  {line}" for line in wrong), err=True)


def _write(choices: Choices, target: Path) -> dict[str, str]:
    with progress(f"Making {target.name} ..."), whole_folder(target) as draft:
        files = project_files(choices)
        write_files(draft, files)
        with stdout_kept_clean():
            graph = record_stack(draft, STACKS[0], Mode.KNOWN)
        files = project_files(choices, diagram=mermaid.render(graph))
        write_files(draft, {README: files[README]})
    return files


def _summary(choices: Choices, folder: Path, files: int) -> str:
    lines = [f"{folder}: {choices.blueprint.title}, {files} files", ""]
    if choices.placeholders:
        lines.append("Placeholders to replace before a deployment:")
        for question in choices.placeholders:
            places = ", ".join(question.at)
            lines.append(f"  {places} of {' and '.join(question.stacks)}: {choices.answers[question.key]}")
        lines.append("")
    lines += [
        "Next:",
        *([] if folder == Path() else [f"  cd {folder}"]),
        "  python3 -m venv .venv && . .venv/bin/activate",
        "  pip install -r requirements-dev.txt",
        f"  bedplate preview {STACKS[0]}",
    ]
    return "\n".join(lines) + "\n"
