"""Where commands that look at any Pulumi program get its graph from: a stack of this project, a project, or a file."""

from __future__ import annotations

from pathlib import Path

import typer

from bedplate.components.shared.clean_stdout import stdout_kept_clean
from bedplate.generator.cli.errors import BadInput
from bedplate.generator.cli.program import record_foreign
from bedplate.generator.cli.project import find_project
from bedplate.generator.cli.recording import record_stack
from bedplate.generator.graph import Graph, Mode


def graph_of(
    *, stack: str | None, from_file: Path | None, directory: Path, mode: Mode, program: Path | None = None
) -> Graph:
    """Return what a stack, a project or a file declares.

    Args:
        stack: name of a stack of the project in `directory`, or of the one in `program`, which may do without.
        from_file: what the Pulumi CLI or `bedplate preview --json` wrote, relative to the current folder.
        directory: folder of the project, or any folder in it.
        mode: whether computed values are known, for a stack or project; a file knows what it knows.
        program: folder of somebody else's project.

    Raises:
        BadInput: not exactly one of the three is named, or there is something wrong with it.
    """
    if program is not None:
        if from_file is not None:
            raise BadInput(f"{program}: a program and a file are two things to look at (leave out --program or --from)")
        with stdout_kept_clean():
            return record_foreign(program, stack, mode)
    if from_file is not None:
        if stack is not None:
            raise BadInput(f"{stack}: the stack's name stands in the file of --from (leave out one of the two)")
        return _read(from_file)
    if stack is None:
        raise BadInput(
            "nothing to look at (name a STACK of this project, a file with --from, or a project with --program)"
        )
    root = find_project(directory)
    with stdout_kept_clean():
        return record_stack(root, stack, mode)


def waiting_words(*, stack: str | None, from_file: Path | None, program: Path | None = None) -> str:
    """Return what is being done while people wait for a graph."""
    return f"Recording {program or stack} ..." if from_file is None else f"Reading {from_file} ..."


def tell_notes(graph: Graph) -> None:
    """Write to stderr what a graph's reader should know beside its resources."""
    for note in graph.notes:
        typer.echo(f"note: {note}", err=True)


def _read(file: Path) -> Graph:
    from bedplate.generator.foreign import ForeignFileError, read_foreign  # noqa: PLC0415 - only files need it

    try:
        return read_foreign(file)
    except ForeignFileError as error:
        raise BadInput(str(error)) from error
