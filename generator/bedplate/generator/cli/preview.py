"""`bedplate preview`: check the settings, record the program, show the graph."""

from __future__ import annotations

from pathlib import Path

from bedplate.generator.cli.output import columns, leave_stdout, painted, stdout_kept_clean, write, write_document
from bedplate.generator.cli.progress import progress
from bedplate.generator.cli.project import find_project
from bedplate.generator.cli.recording import record_stack
from bedplate.generator.graph import Graph, Mode
from bedplate.generator.render import json, preview

_WIDTH_WITHOUT_TERMINAL = 100


def show_preview(stack: str, directory: Path, *, as_json: bool, unknown: bool) -> None:
    """Print what a stack declares.

    Raises:
        BadInput: there is no such stack, its settings are wrong, or its program fails.
    """
    root = find_project(directory)
    with progress(f"Recording {stack} ..."):
        with stdout_kept_clean():
            graph = record_stack(root, stack, Mode.UNKNOWN if unknown else Mode.KNOWN)
        # Rendering counts as waiting too; writing does not, as the words of progress must be gone by then.
        text = json.render(graph) if as_json else _picture(graph)
    (write_document if as_json else write)(text)
    leave_stdout()


def _picture(graph: Graph) -> str:
    width = columns()
    if not painted():
        return preview.render(graph, width=width)
    from bedplate.generator.render import terminal  # noqa: PLC0415 - it loads rich

    return terminal.render(graph, width=width or _WIDTH_WITHOUT_TERMINAL)
