"""`bedplate preview`: check the settings, record the program, show the graph."""

from __future__ import annotations

from pathlib import Path

from bedplate.generator.cli.errors import BadInput
from bedplate.generator.cli.output import columns, leave_stdout, painted, write, write_document
from bedplate.generator.cli.progress import progress
from bedplate.generator.cli.source import graph_of, tell_notes, waiting_words
from bedplate.generator.graph import Graph, Mode
from bedplate.generator.render import json, preview

_WIDTH_WITHOUT_TERMINAL = 100


def show_preview(
    stack: str | None,
    directory: Path,
    *,
    from_file: Path | None,
    program: Path | None,
    as_json: bool,
    unknown: bool,
) -> None:
    """Print what a stack, a project or a file declares.

    Raises:
        BadInput: there is no such stack, its settings are wrong, or its program fails; or the file cannot be read.
    """
    if unknown and from_file is not None:
        raise BadInput("--unknown: a file tells what it knows (leave out --unknown, or name a STACK)")
    mode = Mode.UNKNOWN if unknown else Mode.KNOWN
    with progress(waiting_words(stack=stack, from_file=from_file, program=program)):
        graph = graph_of(stack=stack, from_file=from_file, directory=directory, mode=mode, program=program)
        # Rendering counts as waiting too; writing does not, as the words of progress must be gone by then.
        text = json.render(graph) if as_json else _picture(graph)
    tell_notes(graph)
    (write_document if as_json else write)(text)
    leave_stdout()


def _picture(graph: Graph) -> str:
    width = columns()
    if not painted():
        return preview.render(graph, width=width)
    from bedplate.generator.render import terminal  # noqa: PLC0415 - it loads rich

    return terminal.render(graph, width=width or _WIDTH_WITHOUT_TERMINAL)
