"""`bedplate diagram`: record the program, draw its network."""

from __future__ import annotations

from pathlib import Path

from bedplate.components.shared.clean_stdout import stdout_kept_clean
from bedplate.generator.cli.diagram_format import DiagramFormat
from bedplate.generator.cli.files import replace_file
from bedplate.generator.cli.output import write_document
from bedplate.generator.cli.progress import progress
from bedplate.generator.cli.project import find_project
from bedplate.generator.cli.recording import record_stack
from bedplate.generator.graph import Mode
from bedplate.generator.render import mermaid, svg

_RENDERERS = {DiagramFormat.MERMAID: mermaid.render, DiagramFormat.SVG: svg.render}


def draw_diagram(stack: str, directory: Path, form: DiagramFormat, output: Path | None) -> None:
    """Write the network diagram of a stack to a file, or to stdout where none is named.

    Raises:
        BadInput: there is no such stack, its settings are wrong, its program fails, or the file cannot be written.
    """
    root = find_project(directory)
    with progress(f"Recording {stack} ..."):
        with stdout_kept_clean():
            graph = record_stack(root, stack, Mode.KNOWN)
        text = _RENDERERS[form](graph)
    if output is None:
        write_document(text)
    else:
        replace_file(output, text)
