"""`bedplate diff`: record both sides, compare them, say what happens."""

from __future__ import annotations

import json as json_text
from collections.abc import Collection
from pathlib import Path

import typer

from bedplate.components.shared.clean_stdout import stdout_kept_clean
from bedplate.generator.cli.against import Against, read_against
from bedplate.generator.cli.diff_format import DiffFormat, FailOn
from bedplate.generator.cli.errors import BadInput, ExitCode
from bedplate.generator.cli.files import replace_file
from bedplate.generator.cli.output import columns, leave_stdout, painted, write, write_document
from bedplate.generator.cli.progress import progress
from bedplate.generator.cli.project import find_project
from bedplate.generator.cli.recording import record_stack
from bedplate.generator.diff import Diff, Operation, diff
from bedplate.generator.diff.recorded import graph_of
from bedplate.generator.graph import Graph
from bedplate.generator.render import diff_json, diff_markdown, diff_text, json

_WIDTH_WITHOUT_TERMINAL = 100


def show_diff(
    stack: str, directory: Path, against: str, form: DiffFormat, output: Path | None, fail_on: Collection[FailOn]
) -> None:
    """Write what becomes of a stack's resources, compared with what `against` names.

    Raises:
        BadInput: one of the sides cannot be recorded, or the file cannot be written.
        typer.Exit: with exit code 1, something happens that `fail_on` names.
    """
    root = find_project(directory)
    old = read_against(against, root, stack)
    with progress(f"Recording {stack} twice ..."):
        with stdout_kept_clean():
            found = _compared(old, root, stack)
        text = _text(found, old.label, form, to_file=output is not None)
    if output is not None:
        replace_file(output, text)
    else:
        (write if form is DiffFormat.TEXT else write_document)(text)
    leave_stdout()
    if any(_happens(each, found) for each in fail_on):
        raise typer.Exit(ExitCode.FINDINGS)


def _compared(old: Against, root: Path, stack: str) -> Diff:
    before = old.graph(root, stack)
    after = record_stack(root, stack, old.mode())
    if old.is_record:
        # What went through the document is compared with what did: both without secrets and paths of machines.
        after = graph_of(json_text.loads(json.render(after)))
    _same_stack(before, after, old.label)
    return diff(before, after)


def _same_stack(before: Graph, after: Graph, label: str) -> None:
    if (before.project, before.stack) != (after.project, after.stack):
        raise BadInput(
            f"{label}: is of stack {before.stack} in project {before.project}, "
            f"not of {after.stack} in {after.project} (name a preview of this stack)"
        )


def _text(found: Diff, label: str, form: DiffFormat, *, to_file: bool) -> str:
    if form is DiffFormat.JSON:
        return diff_json.render(found, against=label)
    if form is DiffFormat.MARKDOWN:
        return diff_markdown.render(found, against=label)
    if to_file:
        return diff_text.render(found, against=label)
    if painted():
        return diff_text.render_painted(found, against=label, width=columns() or _WIDTH_WITHOUT_TERMINAL)
    return diff_text.render(found, against=label, width=columns())


def _happens(what: FailOn, found: Diff) -> bool:
    happens = {
        FailOn.ANY: bool(found.changes),
        FailOn.REPLACE: bool(found.count(Operation.REPLACE)),
        FailOn.DELETE: bool(found.count(Operation.DELETE)),
        FailOn.NOT_KNOWN: any(each.not_known for each in found.changes),
        FailOn.REFUSED: any(each.refusals for each in found.changes),
    }
    return happens[what]
